using InfluenceGraph.Buffers;

namespace InfluenceGraph.Graphs;

/// <summary>A growing list in chunks: growing never copies, and a reader can give each chunk back once it is read.</summary>
internal sealed class ChunkedList<T>
    where T : unmanaged
{
    private const int ChunkBits = 16;
    private const int ChunkSize = 1 << ChunkBits;
    private readonly List<NativeBuffer<T>?> _chunks = [];

    internal int Count { get; private set; }

    internal void Add(T item)
    {
        int offset = Count & (ChunkSize - 1);
        if (offset == 0)
        {
            _chunks.Add(new(ChunkSize));
        }

        _chunks[^1]!.GetSpan()[offset] = item;
        Count++;
    }

    /// <summary>Makes room for items at the end, which the caller writes.</summary>
    internal Memory<T>[] AddRoom(int count)
    {
        var room = new List<Memory<T>>();
        while (count > 0)
        {
            int offset = Count & (ChunkSize - 1);
            if (offset == 0)
            {
                _chunks.Add(new(ChunkSize));
            }

            int taken = Math.Min(count, ChunkSize - offset);
            room.Add(_chunks[^1]!.Memory.Slice(offset, taken));
            Count += taken;
            count -= taken;
        }

        return [.. room];
    }

    internal void Release(int chunk)
    {
        ((IDisposable?)_chunks[chunk])?.Dispose();
        _chunks[chunk] = null;
    }

    internal int ChunkCount => _chunks.Count;

    internal ReadOnlySpan<T> Chunk(int chunk) => Writable(chunk);

    /// <summary>A chunk to be written over.</summary>
    internal Span<T> Writable(int chunk) =>
        _chunks[chunk]!.GetSpan()[..Math.Min(ChunkSize, Count - (chunk << ChunkBits))];

    internal static int FirstIndexOf(int chunk) => chunk << ChunkBits;
}
