using System.Collections.Concurrent;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.GraphFiles;

/// <summary>Rows of a file as <see cref="IRowSums"/>: read again for each sweep, block by block, and summed over where they were read.</summary>
internal sealed class StreamedRows : IRowSums
{
    /// <summary>Rows and edges of a block: with 8 bits a permission some 2 MB for each thread.</summary>
    private const int WorkPerBlock = 1 << 18;

    private readonly IEdgeRows _rows;
    private readonly bool[] _included;
    private readonly int[] _firsts;
    private readonly ConcurrentBag<EdgeBuffer> _buffers = [];

    internal StreamedRows(IEdgeRows rows, bool[] included, CancellationToken cancellationToken)
    {
        (_rows, _included) = (rows, included);
        RowRanges ranges = rows.Split(WorkPerBlock, cancellationToken);
        LongestRow = ranges.LongestRow;
        SlotCount = (int)RoundUp(rows.NodeCount);
        _firsts = [.. ranges.Firsts.SkipLast(1).Select(first => (int)RoundUp(first)).Append(SlotCount).Distinct()];
    }

    public int SlotCount { get; }

    public int UnitCount => _firsts.Length - 1;

    public int ReadUnitCount => UnitCount;

    public long EntryCount => _rows.EdgeCount;

    /// <summary>The most edges of one row.</summary>
    internal long LongestRow { get; }

    public (int First, int End) SlotsOf(int unit) => (_firsts[unit], _firsts[unit + 1]);

    public void Lengths(int unit, Span<float> lengths)
    {
        // Rows of a block are of about one length, and their work together is that of any block.
        int rows = _firsts[unit + 1] - _firsts[unit];
        lengths[..rows].Fill(Math.Max(0, ((float)WorkPerBlock / rows) - 1));
    }

    public void Sum(int unit, ReadOnlySpan<float> y, Span<double> sums) => Sum<float, SingleValues>(unit, y, sums);

    public void Sum(int unit, ReadOnlySpan<double> y, Span<double> sums) => Sum<double, DoubleValues>(unit, y, sums);

    private void Sum<T, TValues>(int unit, ReadOnlySpan<T> y, Span<double> sums)
        where T : unmanaged
        where TValues : struct, IValues<T>
    {
        int first = _firsts[unit];
        int end = Math.Min(_firsts[unit + 1], _rows.NodeCount);
        EdgeBuffer buffer = _buffers.TryTake(out EdgeBuffer? taken) ? taken : new();
        EdgeBlock block = _rows.Read(first, end, buffer, EdgeColumns.Codes);
        if (block.Codes.IsEmpty)
        {
            StreamedPull.Sum<T, TValues>(block.Offsets, block.Targets, block.Weights, y, sums);
        }
        else
        {
            StreamedPull.Sum<T, TValues>(block.Offsets, block.Targets, block.Codes, _rows.Levels, y, sums);
        }

        sums[(end - first)..(_firsts[unit + 1] - first)].Clear();
        for (int row = first; _included.Length > 0 && row < end; row++)
        {
            sums[row - first] = _included[row] ? sums[row - first] : 0;
        }

        _buffers.Add(buffer);
    }

    private static long RoundUp(long rows) => (rows + SlicedRows.Width - 1) / SlicedRows.Width * SlicedRows.Width;
}
