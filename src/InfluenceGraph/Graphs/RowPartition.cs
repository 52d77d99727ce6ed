using InfluenceGraph.Buffers;

namespace InfluenceGraph.Graphs;

/// <summary>
/// Rows grouped by ranges of sources ("buckets"), in each as they came: one stable partition pass, so that everything after it works
/// on a piece that fits the cache. Counted and written by several threads on blocks of rows; each row's place does not depend on who does it.
/// </summary>
internal sealed class RowPartition : IDisposable
{
    /// <summary>Rows that a bucket should have: with their copy, half of a second-level cache.</summary>
    private const int RowsPerBucket = 1 << 14;

    /// <summary>More streams than this are written slower than buckets that are too large are sorted.</summary>
    private const int MaxBuckets = 1 << 11;

    private readonly NativeBuffer<NodeRow> _rows;
    private readonly int[] _numbers;
    private readonly int[] _starts;

    private RowPartition(NativeBuffer<NodeRow> rows, int[] numbers, int[] starts, int sourceBits)
    {
        _rows = rows;
        _numbers = numbers;
        _starts = starts;
        SourceBits = sourceBits;
    }

    /// <summary>A bucket holds the sources that agree in all but this many lower bits.</summary>
    internal int SourceBits { get; }

    internal int Count => _starts.Length - 1;

    /// <summary>The rows of a bucket.</summary>
    internal Span<NodeRow> RowsOf(int bucket) => _rows.GetSpan()[_starts[bucket].._starts[bucket + 1]];

    /// <summary>The place of each row of a bucket among the rows as they were added; empty when nobody asked.</summary>
    internal Span<int> NumbersOf(int bucket) => _numbers.Length > 0 ? _numbers.AsSpan(_starts[bucket].._starts[bucket + 1]) : default;

    public void Dispose() => ((IDisposable)_rows).Dispose();

    /// <summary>Partitions rows whose ids are nodes already; gives their memory back chunk by chunk.</summary>
    /// <param name="rows">The rows; those with a negative source are passed over.</param>
    /// <param name="nodeCount">The number of nodes.</param>
    /// <param name="isNumbered">Whether <see cref="NumbersOf"/> is wanted.</param>
    /// <param name="parallel">How many threads, and when to stop.</param>
    internal static RowPartition Of(ChunkedList<RawEdge> rows, int nodeCount, bool isNumbered, ParallelOptions parallel)
    {
        int wanted = Math.Clamp(rows.Count / RowsPerBucket, 1, MaxBuckets);
        int sourceBits = BitsFor((nodeCount + wanted - 1) / wanted);
        int buckets = Math.Max(1, ((nodeCount - 1) >> sourceBits) + 1);
        int blocks = Math.Min(rows.ChunkCount, 4 * parallel.MaxDegreeOfParallelism);
        int[][] places = new int[blocks][];
        Parallel.For(0, blocks, parallel, block => places[block] = CountsOf(rows, ChunksOf(rows, block, blocks), sourceBits, buckets));

        // Bucket by bucket, and within it block by block: that is what keeps the rows' order.
        int[] starts = new int[buckets + 1];
        int count = 0;
        for (int bucket = 0; bucket < buckets; bucket++)
        {
            starts[bucket] = count;
            foreach (int[] place in places)
            {
                (place[bucket], count) = (count, count + place[bucket]);
            }
        }

        starts[buckets] = count;
        var partitioned = new NativeBuffer<NodeRow>(count);
        int[] numbers = isNumbered ? new int[count] : [];
        Parallel.For(0, blocks, parallel, block => Write(rows, ChunksOf(rows, block, blocks), sourceBits, places[block], partitioned, numbers));
        return new(partitioned, numbers, starts, sourceBits);
    }

    /// <summary>The bits that numbers below a count need.</summary>
    internal static int BitsFor(int count) => count <= 1 ? 0 : 32 - int.LeadingZeroCount(count - 1);

    private static (int First, int End) ChunksOf(ChunkedList<RawEdge> rows, int block, int blocks) =>
        ((int)((long)rows.ChunkCount * block / blocks), (int)((long)rows.ChunkCount * (block + 1) / blocks));

    private static int[] CountsOf(ChunkedList<RawEdge> rows, (int First, int End) chunks, int sourceBits, int buckets)
    {
        int[] counts = new int[buckets];
        for (int c = chunks.First; c < chunks.End; c++)
        {
            foreach (RawEdge row in rows.Chunk(c))
            {
                if (row.From >= 0)
                {
                    counts[row.From >> sourceBits]++;
                }
            }
        }

        return counts;
    }

    private static void Write(ChunkedList<RawEdge> rows, (int First, int End) chunks, int sourceBits, int[] places, NativeBuffer<NodeRow> rowsOut, int[] numbers)
    {
        Span<NodeRow> partitioned = rowsOut.GetSpan();
        for (int c = chunks.First; c < chunks.End; c++)
        {
            int number = ChunkedList<RawEdge>.FirstIndexOf(c);
            foreach (RawEdge row in rows.Chunk(c))
            {
                if (row.From >= 0)
                {
                    int place = places[row.From >> sourceBits]++;
                    partitioned[place] = new(row.To, row.From, row.Permission, row.Strength);
                    if (numbers.Length > 0)
                    {
                        numbers[place] = number;
                    }
                }

                number++;
            }

            rows.Release(c);
        }

        GC.KeepAlive(rowsOut);
    }
}
