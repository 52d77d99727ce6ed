namespace InfluenceGraph.Graphs;

/// <summary>A growing list in chunks: growing never copies, and a reader can give each chunk back once it is read.</summary>
internal sealed class ChunkedList<T>
    where T : struct
{
    private const int ChunkBits = 16;
    private const int ChunkSize = 1 << ChunkBits;
    private readonly List<T[]?> _chunks = [];

    internal int Count { get; private set; }

    internal void Add(T item)
    {
        int offset = Count & (ChunkSize - 1);
        if (offset == 0)
        {
            _chunks.Add(new T[ChunkSize]);
        }

        _chunks[^1]![offset] = item;
        Count++;
    }

    /// <summary>Makes room for items at the end, which the caller writes.</summary>
    internal ArraySegment<T>[] AddRoom(int count)
    {
        var room = new List<ArraySegment<T>>();
        while (count > 0)
        {
            int offset = Count & (ChunkSize - 1);
            if (offset == 0)
            {
                _chunks.Add(GC.AllocateUninitializedArray<T>(ChunkSize));
            }

            int taken = Math.Min(count, ChunkSize - offset);
            room.Add(new(_chunks[^1]!, offset, taken));
            Count += taken;
            count -= taken;
        }

        return [.. room];
    }

    internal void Release(int chunk) => _chunks[chunk] = null;

    internal int ChunkCount => _chunks.Count;

    internal ReadOnlySpan<T> Chunk(int chunk) =>
        _chunks[chunk].AsSpan(0, Math.Min(ChunkSize, Count - (chunk << ChunkBits)));

    /// <summary>A chunk to be written over.</summary>
    internal Span<T> Writable(int chunk) =>
        _chunks[chunk].AsSpan(0, Math.Min(ChunkSize, Count - (chunk << ChunkBits)));

    internal static int FirstIndexOf(int chunk) => chunk << ChunkBits;
}
