namespace InfluenceGraph.Keys;

/// <summary>
/// Values by position, growing in chunks so that growing copies next to nothing. A thread that learned a position from the one
/// that adds (through a volatile read) may read it while more is added.
/// </summary>
internal sealed class ChunkedColumn<T>
    where T : unmanaged
{
    private const int ChunkBits = 15;
    private const int ChunkSize = 1 << ChunkBits;
    private const int FirstSize = 16;
    private T[][] _chunks = [[]];

    internal int Count { get; private set; }

    internal long Bytes
    {
        get
        {
            long count = _chunks.Sum(static chunk => (long)(chunk?.Length ?? 0));
            return (count * System.Runtime.CompilerServices.Unsafe.SizeOf<T>()) + (_chunks.LongLength * IntPtr.Size);
        }
    }

    internal T this[int position]
    {
        get => _chunks[position >> ChunkBits][position & (ChunkSize - 1)];
        set => _chunks[position >> ChunkBits][position & (ChunkSize - 1)] = value;
    }

    internal void Add(T value)
    {
        int chunk = Count >> ChunkBits;
        int place = Count & (ChunkSize - 1);
        if (chunk == _chunks.Length)
        {
            Array.Resize(ref _chunks, 2 * chunk);
        }

        T[]? values = _chunks[chunk];
        if (values is null || place == values.Length)
        {
            // The first chunk grows like a list, so that a small table stays small.
            int size = chunk > 0 ? ChunkSize : Math.Max(FirstSize, 2 * place);
            var larger = new T[size];
            values?.AsSpan(0, place).CopyTo(larger);
            _chunks[chunk] = values = larger;
        }

        values[place] = value;
        Count++;
    }
}
