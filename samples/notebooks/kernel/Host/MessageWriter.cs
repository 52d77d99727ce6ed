using System.Text.Json;

namespace CSharpKernel.Host;

/// <summary>Writes messages as lines of JSON, whole, from any thread.</summary>
internal sealed class MessageWriter(Stream stream)
{
    private readonly Lock _lock = new();

    internal void Write(object message)
    {
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(message);
        lock (_lock)
        {
            stream.Write(line);
            stream.WriteByte((byte)'\n');
            stream.Flush();
        }
    }
}
