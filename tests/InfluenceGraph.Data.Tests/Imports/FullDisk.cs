namespace InfluenceGraph.Data.Tests.Imports;

/// <summary>A stream that takes so many bytes and no more.</summary>
internal sealed class FullDisk(long room) : MemoryStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Length + count > room)
        {
            throw new IOException("No space left on device");
        }

        base.Write(buffer, offset, count);
    }
}
