using System.Runtime.CompilerServices;

namespace InfluenceGraph.Kernels;

/// <summary>
/// Rows of edges that are live at random, each on its own, made ready to draw how many of a row's are live and which,
/// without a branch that depends on the draw where at most two are: a wrong guess of the processor costs more than all
/// the arithmetic. Serves rows of one probability with few live edges to be expected; the others go by <see cref="JumpRows"/>.
/// Chances are kept to the precision of the probabilities they come from.
/// </summary>
internal sealed class LiveRows
{
    /// <summary>From so many live edges to be expected, jumping from one to the next costs less than drawing them by their number. Measured.</summary>
    private const double FewBelow = 6;

    private readonly float[] _probabilities;

    private LiveRows(LiveRow[] rows, JumpRows jumps, float[] probabilities)
    {
        Rows = rows;
        Jumps = jumps;
        _probabilities = probabilities;
    }

    /// <summary>One more than there are rows, so that each ends where the next starts.</summary>
    internal LiveRow[] Rows { get; }

    internal JumpRows Jumps { get; }

    /// <summary>O(rows).</summary>
    /// <param name="offsets">Where the rows start.</param>
    /// <param name="jumps">The rows cut into runs.</param>
    /// <param name="probabilities">The edges' probabilities in the order of the runs.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static LiveRows Of(long[] offsets, JumpRows jumps, float[] probabilities)
    {
        var rows = new LiveRow[offsets.Length];
        for (int row = 0; row < rows.Length - 1; row++)
        {
            (int start, int end) = ((int)offsets[row], (int)offsets[row + 1]);
            rows[row] = RowOf(start, end - start, start == end ? 0 : probabilities[start], start == end || probabilities[end - 1] == probabilities[start]);
        }

        rows[^1] = new((int)offsets[^1], 0, 0, 0);
        return new(rows, jumps, probabilities);
    }

    /// <summary>The chance that any of so many edges of one probability is live.</summary>
    internal static double ChanceOfAny(double p, int degree) => 1 - Power(1 - p, degree);

    /// <summary>How many edges of a row are live, given that three at least are.</summary>
    /// <param name="row">The row; one of few live edges.</param>
    /// <param name="place">Uniform in 0 to <see cref="LiveRow.Three"/>: the chance of more than there are.</param>
    internal int ManyOf(int row, double place)
    {
        LiveRow head = Rows[row];
        int degree = Rows[row + 1].Start - head.Start;
        double p = _probabilities[head.Start];
        double odds = p / (1 - p);
        (int live, double exactly, double more) = (2, (double)head.Two - head.Three, head.Three);
        while (live < degree && place < more)
        {
            exactly *= odds * (degree - live) / (live + 1);
            more -= exactly;
            live++;
        }

        return live;
    }

    private static LiveRow RowOf(int start, int degree, double p, bool isUniform)
    {
        if (!isUniform || (degree > 2 && (p > 0.5 || degree * p > FewBelow)))
        {
            return new(start, LiveRow.IsJumped, LiveRow.IsJumped, LiveRow.IsJumped);
        }

        // The chances of none, one and two share a power.
        double others = Power(1 - p, Math.Max(0, degree - 2));
        double none = others * Power(1 - p, Math.Min(degree, 2));
        double one = degree switch { 0 => 0, 1 => p, _ => degree * p * (1 - p) * others };
        double two = degree < 2 ? 0 : 0.5 * degree * (degree - 1) * p * p * others;
        return new(start, (float)(1 - none), degree < 2 ? 0 : (float)Math.Max(0, 1 - none - one), degree < 3 ? 0 : (float)Math.Max(0, 1 - none - one - two));
    }

    /// <summary>By multiplications only: the same bits on every machine.</summary>
    private static double Power(double value, int exponent)
    {
        double power = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            power *= (exponent & 1) == 1 ? value : 1;
            value *= value;
        }

        return power;
    }
}

/// <summary>A row: what is needed of it lies together, as waiting for memory is most of the work.</summary>
/// <param name="Start">The first edge.</param>
/// <param name="Any">The chance that at least one edge is live; this and the next two are <see cref="IsJumped"/> where the row is to be jumped through instead, so that no draw falls below.</param>
/// <param name="Two">The chance that at least two are.</param>
/// <param name="Three">The chance that at least three are.</param>
internal readonly record struct LiveRow(int Start, float Any, float Two, float Three)
{
    internal const float IsJumped = -1;
}
