namespace InfluenceGraph.Kernels;

/// <summary>
/// Sparse rows in slices of sixteen. The short rows of a slice stand side by side, entry by entry, so that sixteen rows are
/// summed as the lanes of vectors, without a branch or a tail for each; long rows, which come first, stand one after the other.
/// Where all weights are the same, there are none.
/// </summary>
/// <remarks>
/// M. Kreutzer, G. Hager, G. Wellein, H. Fehske, A. R. Bishop, "A unified sparse matrix data format for efficient general sparse
/// matrix-vector multiplication on modern processors with wide SIMD units", SIAM J. Sci. Comput. 36 (2014): SELL-C-sigma with C = 16.
/// </remarks>
/// <param name="starts">By slice: where its entries begin; last, the number of entries.</param>
/// <param name="lengths">By slice: the entries of each of its rows, filled up to the longest; for a slice of long rows <c>~i</c>, where <c>i</c> is the place in <paramref name="longStarts"/> of its first row.</param>
/// <param name="longStarts">By long row: where its entries begin, and behind the sixteenth of a slice where they end. Multiples of sixteen apart.</param>
/// <param name="targets">By entry: the slot of its target; the number of slots, where there is none.</param>
/// <param name="weights">By entry: its weight, or 0 where there is none; empty where all weights are 1.</param>
/// <param name="units">The first slice of each unit of work; last, the number of slices.</param>
/// <param name="readUnits">From this unit on, no slot is a target.</param>
internal sealed class SlicedRows(long[] starts, int[] lengths, long[] longStarts, int[] targets, float[] weights, int[] units, int readUnits) : IRowSums
{
    /// <summary>Rows in a slice.</summary>
    internal const int Width = 16;

    public int SlotCount => SliceCount * Width;

    public int UnitCount => units.Length - 1;

    public int ReadUnitCount => readUnits;

    public long EntryCount => targets.LongLength;

    internal int SliceCount => lengths.Length;

    internal ReadOnlySpan<long> Starts => starts;

    internal ReadOnlySpan<int> Lengths => lengths;

    internal ReadOnlySpan<long> LongStarts => longStarts;

    internal ReadOnlySpan<int> Targets => targets;

    internal ReadOnlySpan<float> Weights => weights;

    /// <summary>Bytes of the rows.</summary>
    internal long Bytes => (sizeof(long) * (starts.LongLength + longStarts.LongLength)) + (sizeof(int) * (targets.LongLength + lengths.LongLength)) + (sizeof(float) * weights.LongLength);

    public (int First, int End) SlotsOf(int unit) => (units[unit] * Width, units[unit + 1] * Width);

    void IRowSums.Lengths(int unit, Span<float> result)
    {
        int slot = 0;
        for (int slice = units[unit]; slice < units[unit + 1]; slice++)
        {
            for (int row = 0; row < Width; row++)
            {
                int length = lengths[slice];
                result[slot++] = length >= 0 ? length : longStarts[~length + row + 1] - longStarts[~length + row];
            }
        }
    }

    public void Sum(int unit, ReadOnlySpan<float> y, Span<double> sums) => SlicedPull.Sum(this, units[unit], units[unit + 1], y, sums);

    public void Sum(int unit, ReadOnlySpan<double> y, Span<double> sums) => SlicedPull.Sum(this, units[unit], units[unit + 1], y, sums);
}
