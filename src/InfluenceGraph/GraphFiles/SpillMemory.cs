using System.Collections.Concurrent;

namespace InfluenceGraph.GraphFiles;

/// <summary>The memory that ties may wait in, shared by those who come one after the other, so that the collector need not find it.</summary>
internal sealed class SpillMemory(long bytes)
{
    internal const int BufferBytes = 1 << 20;

    private readonly ConcurrentBag<byte[]> _free = [];
    private long _left = bytes / BufferBytes;

    /// <summary>A buffer, or <see langword="null"/> where all are used.</summary>
    internal byte[]? Rent()
    {
        if (_free.TryTake(out byte[]? buffer))
        {
            return buffer;
        }

        return Interlocked.Decrement(ref _left) >= 0 ? GC.AllocateUninitializedArray<byte>(BufferBytes) : null;
    }

    internal void Return(byte[] buffer) => _free.Add(buffer);
}
