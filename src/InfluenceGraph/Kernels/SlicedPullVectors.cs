using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>The vector twin of <see cref="SlicedPull.SumScalars"/>: sixteen rows, or sixteen entries of a long row, at a time.</summary>
internal static unsafe class SlicedPullVectors
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sum<T, TValues, TWeights>(SlicedRows rows, int first, int end, ReadOnlySpan<T> y, Span<double> sums)
        where T : unmanaged
        where TValues : struct, IValues<T>
        where TWeights : struct, IWeights
    {
        fixed (T* values = y)
        fixed (int* targets = rows.Targets)
        fixed (float* weights = rows.Weights)
        fixed (double* result = sums)
        {
            double* slot = result;
            double* lanes = stackalloc double[SlicedRows.Width];
            for (int slice = first; slice < end; slice++)
            {
                int length = rows.Lengths[slice];
                if (length >= 0)
                {
                    Run<T, TValues, TWeights>(values, targets, weights, (nint)rows.Starts[slice], (nint)rows.Starts[slice + 1], slot);
                    slot += SlicedRows.Width;
                    continue;
                }

                ReadOnlySpan<long> starts = rows.LongStarts.Slice(~length, SlicedRows.Width + 1);
                for (int row = 0; row < SlicedRows.Width; row++)
                {
                    Run<T, TValues, TWeights>(values, targets, weights, (nint)starts[row], (nint)starts[row + 1], lanes);
                    *slot++ = SlicedPull.Fold(new(lanes, SlicedRows.Width));
                }
            }
        }
    }

    /// <summary>Sums entries in steps of sixteen, each step's entry i in lane i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<T, TValues, TWeights>(T* values, int* targets, float* weights, nint at, nint end, double* lanes)
        where T : unmanaged
        where TValues : struct, IValues<T>
        where TWeights : struct, IWeights
    {
        Vector512<double> low = default;
        Vector512<double> high = default;
        for (; at < end; at += SlicedRows.Width)
        {
            low += TWeights.Times(TValues.Gather(values, targets + at), weights, at);
            high += TWeights.Times(TValues.Gather(values, targets + at + 8), weights, at + 8);
        }

        low.Store(lanes);
        high.Store(lanes + 8);
    }
}
