namespace InfluenceGraph.SocialValues;

/// <summary>
/// The moves of a round and how best to combine them: factors that add up to 1 and make the combination of the moves, which is
/// what would be left on its way, as small as can be. Lengths and angles come from sketches.
/// </summary>
/// <remarks>
/// Reduced rank extrapolation, which finds what GMRES finds: A. Sidi, "Efficient implementation of minimal polynomial and reduced
/// rank extrapolation methods", J. Comput. Appl. Math. 36 (1991); the sketch as in Y. Nakatsukasa, J. A. Tropp, "Fast and accurate
/// randomized algorithms for linear systems and eigenvalue problems", SIAM J. Matrix Anal. Appl. 45 (2024).
/// </remarks>
internal sealed class MoveBasis(int most)
{
    /// <summary>Added to the squared cosines: moves come in single precision, so that smaller differences between them mean nothing.</summary>
    private const double Ridge = 1e-12;

    private readonly double[] _lengths = new double[most];
    private readonly double[,] _cosines = new double[most, most];
    private readonly double[,] _factor = new double[most, most];

    /// <summary>The number of moves.</summary>
    internal int Count { get; private set; }

    /// <summary>The factors of the moves; they add up to 1.</summary>
    internal double[] Factors { get; private set; } = [];

    /// <summary>About how much the combination of the moves comes to, in the norm of the sketches.</summary>
    internal double Left { get; private set; }

    /// <summary>The factors of all moves but the last one, before that was taken in.</summary>
    internal double[] FactorsBefore { get; private set; } = [];

    /// <summary><see cref="Left"/> before the last move was taken in.</summary>
    internal double LeftBefore { get; private set; }

    internal void Clear() => Count = 0;

    /// <summary>Takes in one more move.</summary>
    /// <param name="sketches">The sketches of all moves, this one's last.</param>
    internal void Add(ReadOnlySpan<double[]> sketches)
    {
        (FactorsBefore, LeftBefore) = (Factors, Left);
        int added = Count++;
        double[] sketch = sketches[added];
        _lengths[added] = Math.Sqrt(Dot(sketch, sketch));
        for (int other = 0; other < added; other++)
        {
            double lengths = _lengths[added] * _lengths[other];
            _cosines[added, other] = lengths > 0 ? Dot(sketch, sketches[other]) / lengths : 0;
        }

        _cosines[added, added] = 1 + Ridge;
        if (_lengths[added] > 0)
        {
            Combine();
        }
        else
        {
            // Nothing moves any more: all of what is left is this move.
            Factors = new double[Count];
            Factors[added] = 1;
            Left = 0;
        }
    }

    /// <summary>The factors of plain iteration: the last move alone is left.</summary>
    internal void TakeLast()
    {
        Factors = new double[Count];
        Factors[^1] = 1;
        Left = _lengths[Count - 1];
    }

    /// <summary>Solves <c>G g = 1</c> for the moves' products <c>G</c>, by Cholesky's factors of the cosines, and makes <c>g</c> add up to 1.</summary>
    private void Combine()
    {
        // Rows of earlier moves are factored already.
        int last = Count - 1;
        for (int column = 0; column <= last; column++)
        {
            double sum = _cosines[last, column];
            for (int k = 0; k < column; k++)
            {
                sum -= _factor[last, k] * _factor[column, k];
            }

            _factor[last, column] = column < last ? sum / _factor[column, column] : Math.Sqrt(Math.Max(sum, Ridge));
        }

        double[] solution = new double[Count];
        for (int row = 0; row < Count; row++)
        {
            double sum = 1 / _lengths[row];
            for (int k = 0; k < row; k++)
            {
                sum -= _factor[row, k] * solution[k];
            }

            solution[row] = sum / _factor[row, row];
        }

        for (int row = Count - 1; row >= 0; row--)
        {
            double sum = solution[row];
            for (int k = row + 1; k < Count; k++)
            {
                sum -= _factor[k, row] * solution[k];
            }

            solution[row] = sum / _factor[row, row];
        }

        double total = 0;
        for (int row = 0; row < Count; row++)
        {
            solution[row] /= _lengths[row];
            total += solution[row];
        }

        for (int row = 0; row < Count; row++)
        {
            solution[row] /= total;
        }

        // The smallest value of g'Gg under 1'g = 1 is 1 / 1'G^-1 1.
        Factors = solution;
        Left = Math.Sqrt(1 / total);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        // Four sums, so that no addition waits for the one before; sketches have a multiple of sixteen numbers.
        (double first, double second, double third, double fourth) = (0, 0, 0, 0);
        for (int i = 0; i + 4 <= a.Length; i += 4)
        {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }

        return first + second + (third + fourth);
    }
}
