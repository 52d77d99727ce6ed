namespace InfluenceGraph.GraphFiles;

/// <summary>Values by position that grow in chunks, so that growing copies nothing and takes no second array.</summary>
internal sealed class GrowingColumn<T>
    where T : struct
{
    private const int ChunkBits = 16;
    private const int ChunkSize = 1 << ChunkBits;
    private T[][] _chunks = [];

    internal int Count { get; private set; }

    internal ref T this[int position] => ref _chunks[position >> ChunkBits][position & (ChunkSize - 1)];

    internal void Add(T value)
    {
        EnsureCount(Count + 1);
        this[Count - 1] = value;
    }

    /// <summary>New ones are default values.</summary>
    internal void EnsureCount(int count)
    {
        while (_chunks.Length * (long)ChunkSize < count)
        {
            Array.Resize(ref _chunks, _chunks.Length + 1);
            _chunks[^1] = new T[ChunkSize];
        }

        Count = Math.Max(Count, count);
    }

    internal void Clear()
    {
        _chunks = [];
        Count = 0;
    }
}
