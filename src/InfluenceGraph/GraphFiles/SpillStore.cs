namespace InfluenceGraph.GraphFiles;

/// <summary>Blocks of bytes that wait in memory as long as there is room for them, and then in a temporary file. Safe to use from several threads.</summary>
internal sealed class SpillStore(string folder, SpillMemory memory) : IDisposable
{
    private readonly TemporaryFile _file = new(folder);
    private readonly Lock _gate = new();
    private readonly List<byte[]> _rented = [];
    private int _used;
    private bool _isFull;

    /// <summary>Bytes on disk.</summary>
    internal long DiskBytes => _file.Length;

    internal SpilledBlock Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= SpillMemory.BufferBytes && !_isFull)
        {
            lock (_gate)
            {
                if ((_rented.Count > 0 && _used + bytes.Length <= SpillMemory.BufferBytes) || TryRent())
                {
                    var block = new SpilledBlock(_rented[^1], _used, bytes.Length);
                    bytes.CopyTo(_rented[^1].AsSpan(_used));
                    _used += bytes.Length;
                    return block;
                }
            }
        }

        return new(null, _file.Append(bytes), bytes.Length);
    }

    internal void Read(SpilledBlock block, Span<byte> destination)
    {
        if (block.InMemory is byte[] bytes)
        {
            bytes.AsSpan((int)block.Offset, block.Length).CopyTo(destination);
        }
        else
        {
            _file.Read(block.Offset, destination[..block.Length]);
        }
    }

    /// <summary>Gives memory back for others, and the file.</summary>
    public void Dispose()
    {
        foreach (byte[] buffer in _rented)
        {
            memory.Return(buffer);
        }

        _rented.Clear();
        _file.Dispose();
    }

    private bool TryRent()
    {
        if (memory.Rent() is byte[] buffer)
        {
            _rented.Add(buffer);
            _used = 0;
            return true;
        }

        _isFull = true;
        return false;
    }
}

/// <summary>Where a block waits: in a buffer or in the file, and at which byte of it.</summary>
internal readonly record struct SpilledBlock(byte[]? InMemory, long Offset, int Length);
