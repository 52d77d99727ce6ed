using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace InfluenceGraph.Kernels;

/// <summary>
/// Sums weight times value over the rows of <see cref="SlicedRows"/>, in double precision: PageRank's pull. A short row is one
/// lane of vectors and summed entry after entry; a long row is spread over sixteen lanes, which are then added in a fixed tree.
/// So the bits are those of the scalar loops at any vector width.
/// </summary>
/// <remarks>
/// The way in memory and the choice of lanes: see <see cref="SlicedRows"/>. Vectors need a gather, which takes a pointer: the
/// rows were checked against their own slots when they were made, and values are at least one longer on entry.
/// </remarks>
internal static class SlicedPull
{
    /// <summary>Whether vectors are used.</summary>
    private static bool HasGather => Avx2.IsSupported;

    /// <summary>Sums the rows of some slices.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="first">The first slice.</param>
    /// <param name="end">The first slice that is not summed.</param>
    /// <param name="y">The values by slot, and one more that is 0.</param>
    /// <param name="sums">Gets the sums of these slices' rows.</param>
    internal static void Sum(SlicedRows rows, int first, int end, ReadOnlySpan<float> y, Span<double> sums)
    {
        Require(rows, first, end, y.Length, sums.Length);
        if (rows.Weights.IsEmpty)
        {
            Sum<float, SingleValues, NoWeights>(rows, first, end, y, sums);
        }
        else
        {
            Sum<float, SingleValues, SingleWeights>(rows, first, end, y, sums);
        }
    }

    /// <summary>The same for values of double precision.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="first">The first slice.</param>
    /// <param name="end">The first slice that is not summed.</param>
    /// <param name="y">The values by slot, and one more that is 0.</param>
    /// <param name="sums">Gets the sums of these slices' rows.</param>
    internal static void Sum(SlicedRows rows, int first, int end, ReadOnlySpan<double> y, Span<double> sums)
    {
        Require(rows, first, end, y.Length, sums.Length);
        if (rows.Weights.IsEmpty)
        {
            Sum<double, DoubleValues, NoWeights>(rows, first, end, y, sums);
        }
        else
        {
            Sum<double, DoubleValues, SingleWeights>(rows, first, end, y, sums);
        }
    }

    private static void Sum<T, TValues, TWeights>(SlicedRows rows, int first, int end, ReadOnlySpan<T> y, Span<double> sums)
        where T : unmanaged
        where TValues : struct, IValues<T>
        where TWeights : struct, IWeights
    {
        if (HasGather)
        {
            SlicedPullVectors.Sum<T, TValues, TWeights>(rows, first, end, y, sums);
        }
        else
        {
            SumScalars<T, TValues, TWeights>(rows, first, end, y, sums);
        }
    }

    /// <summary>The specification, and the way on machines without a gather.</summary>
    internal static void SumScalars<T, TValues, TWeights>(SlicedRows rows, int first, int end, ReadOnlySpan<T> y, Span<double> sums)
        where T : unmanaged
        where TValues : struct, IValues<T>
        where TWeights : struct, IWeights
    {
        Span<double> lanes = stackalloc double[SlicedRows.Width];
        int slot = 0;
        for (int slice = first; slice < end; slice++)
        {
            int length = rows.Lengths[slice];
            for (int row = 0; row < SlicedRows.Width; row++)
            {
                lanes.Clear();
                if (length >= 0)
                {
                    for (int entry = 0, at = (int)rows.Starts[slice] + row; entry < length; entry++, at += SlicedRows.Width)
                    {
                        lanes[0] += TWeights.At(rows.Weights, at) * TValues.At(y, rows.Targets[at]);
                    }
                }
                else
                {
                    for (int at = (int)rows.LongStarts[~length + row]; at < rows.LongStarts[~length + row + 1]; at++)
                    {
                        lanes[at % SlicedRows.Width] += TWeights.At(rows.Weights, at) * TValues.At(y, rows.Targets[at]);
                    }
                }

                sums[slot++] = Fold(lanes);
            }
        }
    }

    /// <summary>Adds sixteen lanes as a tree: lane i and lane i + 8, then + 4, + 2, + 1.</summary>
    internal static double Fold(Span<double> lanes)
    {
        for (int half = SlicedRows.Width / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
            {
                lanes[lane] += lanes[lane + half];
            }
        }

        return lanes[0];
    }

    private static void Require(SlicedRows rows, int first, int end, int values, int sums)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values, rows.SlotCount + 1, nameof(values));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, rows.SliceCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(sums, (end - first) * SlicedRows.Width, nameof(sums));
        Debug.Assert(!rows.Targets.ContainsAnyExceptInRange(0, rows.SlotCount), "A row leads out of the graph.");
    }
}
