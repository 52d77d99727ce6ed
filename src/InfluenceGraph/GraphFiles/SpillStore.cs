namespace InfluenceGraph.GraphFiles;

/// <summary>Blocks of bytes that wait in memory as long as there is room for them, and then in a temporary file. Safe to use from several threads.</summary>
internal sealed class SpillStore(string folder, long memory) : IDisposable
{
    private readonly TemporaryFile _file = new(folder);
    private long _memoryLeft = memory;

    /// <summary>Bytes on disk.</summary>
    internal long DiskBytes => _file.Length;

    internal SpilledBlock Add(ReadOnlySpan<byte> bytes)
    {
        if (Interlocked.Add(ref _memoryLeft, -bytes.Length) >= 0)
        {
            return new(bytes.ToArray(), 0, bytes.Length);
        }

        Interlocked.Add(ref _memoryLeft, bytes.Length);
        return new(null, _file.Append(bytes), bytes.Length);
    }

    internal void Read(SpilledBlock block, Span<byte> destination)
    {
        if (block.InMemory is byte[] bytes)
        {
            bytes.CopyTo(destination);
        }
        else
        {
            _file.Read(block.Offset, destination[..block.Length]);
        }
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>Where a block waits.</summary>
internal readonly record struct SpilledBlock(byte[]? InMemory, long Offset, int Length);
