using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>One <see cref="OrderFreeSum"/> for each lane, by the same rule, so that lanes can be added as vectors.</summary>
/// <param name="coarse">By lane, the coarse quantum.</param>
/// <param name="fine">By lane, the fine quantum.</param>
internal sealed class LaneSums(double[] coarse, double[] fine)
{
    private readonly double[] _coarseSums = new double[coarse.Length];
    private readonly double[] _fineSums = new double[coarse.Length];

    /// <summary>Empty sums.</summary>
    /// <param name="bounds">By lane, at least the sum of the terms' magnitudes.</param>
    /// <param name="count">At least the number of terms of a lane that are not zero.</param>
    internal static LaneSums Of(double[] bounds, long count)
    {
        double[] coarse = new double[bounds.Length];
        double[] fine = new double[bounds.Length];
        for (int lane = 0; lane < bounds.Length; lane++)
        {
            (coarse[lane], fine[lane]) = new OrderFreeSum(bounds[lane], count).Quanta;
        }

        return new(coarse, fine);
    }

    /// <summary>Empty sums with the same quanta.</summary>
    internal LaneSums Fresh() => new(coarse, fine);

    /// <summary>Quanta and sums by lane, for the kernel that adds to them in its inner loop.</summary>
    internal (double[] Coarse, double[] Fine, double[] CoarseSums, double[] FineSums) Arrays => (coarse, fine, _coarseSums, _fineSums);

    internal double this[int lane] => _coarseSums[lane] + _fineSums[lane];

    internal void Add(int lane, double term)
    {
        double coarsePart = (term + coarse[lane]) - coarse[lane];
        double rest = term - coarsePart;
        _coarseSums[lane] += coarsePart;
        _fineSums[lane] += (rest + fine[lane]) - fine[lane];
    }

    /// <summary>Adds the terms of the lanes from <paramref name="lane"/> on.</summary>
    internal void Add(int lane, Vector512<double> terms)
    {
        Vector512<double> coarseQuantum = Vector512.Create(coarse.AsSpan(lane));
        Vector512<double> fineQuantum = Vector512.Create(fine.AsSpan(lane));
        Vector512<double> coarsePart = (terms + coarseQuantum) - coarseQuantum;
        Vector512<double> rest = terms - coarsePart;
        (Vector512.Create(_coarseSums.AsSpan(lane)) + coarsePart).CopyTo(_coarseSums, lane);
        (Vector512.Create(_fineSums.AsSpan(lane)) + ((rest + fineQuantum) - fineQuantum)).CopyTo(_fineSums, lane);
    }

    /// <summary>Adds the values of some rows of lanes.</summary>
    internal void AddRows(ReadOnlySpan<int> rows, LaneTable values)
    {
        foreach (int row in rows)
        {
            ReadOnlySpan<double> terms = values.Row(row, coarse.Length);
            for (int lane = 0; lane < terms.Length; lane += LanePullKernel.LaneStep)
            {
                Add(lane, Vector512.Create(terms[lane..]));
            }
        }
    }

    /// <summary>Adds sums with the same quanta and empties them.</summary>
    internal void Take(LaneSums other)
    {
        for (int lane = 0; lane < coarse.Length; lane++)
        {
            _coarseSums[lane] += other._coarseSums[lane];
            _fineSums[lane] += other._fineSums[lane];
        }

        other.Clear();
    }

    internal void Clear()
    {
        Array.Clear(_coarseSums);
        Array.Clear(_fineSums);
    }
}
