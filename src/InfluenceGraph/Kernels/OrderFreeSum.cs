using System.Numerics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// A sum whose bits do not depend on the order of its terms, so not on threads, blocks or vector widths either, nor on
/// zeros between them. Each term is cut into two pieces that are multiples of two fixed quanta; sums of such pieces are
/// exact. What is cut off is below <c>2^-104 n^2</c> of the bound.
/// </summary>
/// <remarks>
/// S. M. Rump, T. Ogita, S. Oishi, "Accurate floating-point summation part I", SIAM J. Sci. Comput. 31 (2008), the
/// extraction; J. Demmel, H. D. Nguyen, "Fast reproducible floating-point summation", ARITH 2013, the fixed quanta.
/// </remarks>
internal struct OrderFreeSum
{
    private readonly double _coarse;
    private readonly double _fine;
    private double _coarseSum;
    private double _fineSum;

    /// <summary>Starts a sum.</summary>
    /// <param name="bound">At least the sum of the terms' magnitudes.</param>
    /// <param name="count">At least the number of terms that are not zero.</param>
    internal OrderFreeSum(double bound, long count)
    {
        if (bound > 0)
        {
            int exponent = Math.ILogB(bound) + 2;
            int countBits = BitOperations.Log2((ulong)Math.Max(1, count)) + 1;
            _coarse = Math.ScaleB(1.5, exponent);
            _fine = Math.ScaleB(1.5, exponent - 52 + countBits);
        }
    }

    /// <summary>The two quanta, for <see cref="LaneSums"/>.</summary>
    internal readonly (double Coarse, double Fine) Quanta => (_coarse, _fine);

    internal readonly double Value => _coarseSum + _fineSum;

    internal void Add(double term)
    {
        double coarse = (term + _coarse) - _coarse;
        double rest = term - coarse;
        _coarseSum += coarse;
        _fineSum += (rest + _fine) - _fine;
    }

    /// <summary>Adds a sum that was started with the same bound and count.</summary>
    internal void Add(in OrderFreeSum other)
    {
        _coarseSum += other._coarseSum;
        _fineSum += other._fineSum;
    }

    /// <summary>The sum of terms that are 0 or more, of which <paramref name="count"/> may differ from 0.</summary>
    internal static double Of(ReadOnlySpan<double> terms, long count)
    {
        double largest = terms.IsEmpty ? 0 : System.Numerics.Tensors.TensorPrimitives.Max(terms);
        var sum = new OrderFreeSum(largest * count, count);
        foreach (double term in terms)
        {
            sum.Add(term);
        }

        return sum.Value;
    }
}
