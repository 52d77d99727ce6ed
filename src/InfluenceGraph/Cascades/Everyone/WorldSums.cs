namespace InfluenceGraph.Cascades.Everyone;

/// <summary>What worlds showed of each node, added up: mean, variance, and to which side an unlikely world lies.</summary>
internal sealed class WorldSums
{
    /// <summary>Sum, sum of squares, sum of cubes.</summary>
    internal const int Powers = 3;

    /// <summary>As many events must have been seen for their variance to be trusted alone.</summary>
    private const double FewestEvents = 16;

    /// <summary>A variance below this share of the mean square is rounding.</summary>
    private const double Rounding = 1e-13;

    private readonly double[] _powers;
    private readonly int[]? _ranks;
    private readonly int _worlds;

    /// <summary>Takes what was added up.</summary>
    /// <param name="powers">By rank, <see cref="Powers"/> each. Ranks beyond it never had an amount.</param>
    /// <param name="ranks">Each node's rank; <see langword="null"/> where ranks are nodes.</param>
    /// <param name="worlds">The number of worlds, at least 2.</param>
    internal WorldSums(double[] powers, int[]? ranks, int worlds)
    {
        _powers = powers;
        _ranks = ranks;
        _worlds = worlds;
    }

    internal int Worlds => _worlds;

    internal double Mean(int node) => Of(node).Sum / _worlds;

    /// <summary>The unbiased variance of one world's amount; 0 where all worlds agree but for rounding.</summary>
    internal double Variance(int node)
    {
        (double sum, double squares, _) = Of(node);
        double variance = (squares - (sum * sum / _worlds)) / (_worlds - 1);
        return variance > Rounding * squares / _worlds ? variance : 0;
    }

    /// <summary>The third central moment of one world's amount; 0 where all worlds agree.</summary>
    internal double ThirdMoment(int node)
    {
        double variance = Variance(node);
        if (variance == 0)
        {
            return 0;
        }

        (double sum, double squares, double cubes) = Of(node);
        double mean = sum / _worlds;
        double third = (cubes / _worlds) - (3 * mean * squares / _worlds) + (2 * mean * mean * mean);

        // No sample exceeds it, but rounding may where all worlds nearly agree.
        double most = variance * Math.Sqrt(variance * _worlds);
        return Math.Clamp(third, -most, most);
    }

    /// <summary>Whether amounts above 0 were so seldom that what has not been seen yet matters.</summary>
    internal bool IsSeldomAboveZero(int node)
    {
        (double sum, double squares, _) = Of(node);
        return sum * sum <= FewestEvents * squares;
    }

    private (double Sum, double Squares, double Cubes) Of(int node)
    {
        int at = (_ranks is null ? node : _ranks[node]) * Powers;
        return at < _powers.Length ? (_powers[at], _powers[at + 1], _powers[at + 2]) : default;
    }
}
