using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>One <see cref="OrderFreeSum"/> for each lane, by the same rule, so that lanes can be added as vectors.</summary>
/// <param name="coarse">By lane, the coarse quantum.</param>
/// <param name="fine">By lane, the fine quantum.</param>
internal sealed class LaneSums(double[] coarse, double[] fine)
{
    private readonly double[] _coarseSums = new double[LanePullKernel.Lanes];
    private readonly double[] _fineSums = new double[LanePullKernel.Lanes];

    /// <summary>Empty sums.</summary>
    /// <param name="bounds">By lane, at least the sum of the terms' magnitudes.</param>
    /// <param name="count">At least the number of terms of a lane that are not zero.</param>
    internal static LaneSums Of(double[] bounds, long count)
    {
        double[] coarse = new double[LanePullKernel.Lanes];
        double[] fine = new double[LanePullKernel.Lanes];
        for (int lane = 0; lane < LanePullKernel.Lanes; lane++)
        {
            (coarse[lane], fine[lane]) = new OrderFreeSum(bounds[lane], count).Quanta;
        }

        return new(coarse, fine);
    }

    /// <summary>Empty sums with the same quanta.</summary>
    internal LaneSums Fresh() => new(coarse, fine);

    internal double this[int lane] => _coarseSums[lane] + _fineSums[lane];

    internal void Add(int lane, double term)
    {
        double coarsePart = (term + coarse[lane]) - coarse[lane];
        double rest = term - coarsePart;
        _coarseSums[lane] += coarsePart;
        _fineSums[lane] += (rest + fine[lane]) - fine[lane];
    }

    /// <summary>Adds the values of some rows.</summary>
    internal void AddRows(ReadOnlySpan<int> rows, LaneTable<double> values)
    {
        LaneVectorSum sum = AsVectors();
        foreach (int row in rows)
        {
            sum.Add(Vector512.Create(values.Row(row)));
        }

        Take(sum);
    }

    /// <summary>Empty sums with the same quanta, for an inner loop.</summary>
    internal LaneVectorSum AsVectors() => new(Vector512.Create(coarse), Vector512.Create(fine));

    /// <summary>Adds sums with the same quanta.</summary>
    internal void Take(LaneVectorSum other)
    {
        (Vector512.Create(_coarseSums) + other.CoarseSums).CopyTo(_coarseSums);
        (Vector512.Create(_fineSums) + other.FineSums).CopyTo(_fineSums);
    }

    /// <summary>Adds sums with the same quanta and empties them.</summary>
    internal void Take(LaneSums other)
    {
        for (int lane = 0; lane < LanePullKernel.Lanes; lane++)
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

/// <summary><see cref="LaneSums"/> that stay in registers.</summary>
internal struct LaneVectorSum(Vector512<double> coarse, Vector512<double> fine)
{
    internal Vector512<double> CoarseSums { get; private set; }

    internal Vector512<double> FineSums { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(Vector512<double> terms)
    {
        Vector512<double> coarsePart = (terms + coarse) - coarse;
        Vector512<double> rest = terms - coarsePart;
        CoarseSums += coarsePart;
        FineSums += (rest + fine) - fine;
    }
}
