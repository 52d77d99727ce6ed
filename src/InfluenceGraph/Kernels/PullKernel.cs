using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// One Jacobi sweep of weighted PageRank over compressed sparse rows, by pulling:
/// <c>z_u = base_u + sum over e in row u of weight_e y_target(e)</c>, with <c>y_v = z_v rate_v</c> prepared by the
/// sweep before, so that the inner loop has no division, no branch and one random read.
/// </summary>
/// <remarks>
/// L. Page, S. Brin, R. Motwani, T. Winograd, "The PageRank citation ranking", 1999; pulling as in S. Beamer,
/// K. Asanovic, D. Patterson, "The GAP benchmark suite", arXiv:1508.03619. Rows are summed in ascending order in double
/// precision, so an edge that is absent and an edge whose weight or source is 0 give the same bits. The inner loop reads
/// by reference: edges are bounded by the check on entry, as offsets ascend, and targets by the graph they come from.
/// </remarks>
internal static class PullKernel
{
    /// <summary>Sweeps the rows <paramref name="first"/> to <paramref name="end"/> and adds up how far they moved.</summary>
    /// <param name="offsets">Row offsets, ascending.</param>
    /// <param name="targets">Edge targets, each a row.</param>
    /// <param name="weights">Edge weights.</param>
    /// <param name="y">What each node passes on per unit of weight, from the sweep before.</param>
    /// <param name="z">The node values, updated in place.</param>
    /// <param name="yNext">What each node passes on, for the next sweep.</param>
    /// <param name="source">The node's own source term.</param>
    /// <param name="rate">Passed on per unit of value and weight; 0 where nothing is.</param>
    /// <param name="sourceFactor">Multiplies the source term.</param>
    /// <param name="sourceOffset">Added to each source term.</param>
    /// <param name="included">Which rows count, or empty for all; the others keep 0.</param>
    /// <param name="first">First row.</param>
    /// <param name="end">First row that is not swept.</param>
    /// <param name="change">Gets the rows' absolute changes.</param>
    internal static void Sweep(
        ReadOnlySpan<long> offsets,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<double> y,
        Span<double> z,
        Span<double> yNext,
        ReadOnlySpan<double> source,
        ReadOnlySpan<double> rate,
        double sourceFactor,
        double sourceOffset,
        ReadOnlySpan<bool> included,
        int first,
        int end,
        ref OrderFreeSum change)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offsets[end], Math.Min(targets.Length, weights.Length), nameof(offsets));
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, offsets.Length - 1, nameof(y));
        Debug.Assert(!targets[(int)offsets[first]..(int)offsets[end]].ContainsAnyExceptInRange(0, offsets.Length - 2), "An edge leads out of the graph.");
        ref int target = ref MemoryMarshal.GetReference(targets);
        ref float weight = ref MemoryMarshal.GetReference(weights);
        ref double passedOn = ref MemoryMarshal.GetReference(y);

        // Cut to one length, so that one check of u serves all.
        ReadOnlySpan<long> rowEnds = offsets[1..(end + 1)];
        z = z[..end];
        yNext = yNext[..end];
        source = source[..end];
        rate = rate[..end];
        OrderFreeSum moved = change;
        nint e = (nint)offsets[first];
        for (int u = first; u < rowEnds.Length; u++)
        {
            nint rowEnd = (nint)rowEnds[u];
            if (!included.IsEmpty && !included[u])
            {
                e = rowEnd;
                continue;
            }

            double sum = 0;
            for (; e < rowEnd; e++)
            {
                sum += Widen(Unsafe.Add(ref weight, e)) * Unsafe.Add(ref passedOn, Unsafe.Add(ref target, e));
            }

            double value = (source[u] * sourceFactor) + sourceOffset + sum;
            moved.Add(Math.Abs(value - z[u]));
            z[u] = value;
            yNext[u] = value * rate[u];
        }

        change = moved;
    }

    /// <summary>
    /// Float to double. A plain conversion compiles to an instruction that waits for the old content of its register, here
    /// for the product before, which made the loop 1.3 to 1.7 times slower; widening a vector does not.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Widen(float weight) => Vector128.WidenLower(Vector128.CreateScalar(weight)).ToScalar();
}
