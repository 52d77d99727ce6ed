namespace InfluenceGraph.Learning;

/// <summary>Each edge's Beta prior: a mean and how many tries it is worth. Fitted to the edges' successes by moments.</summary>
/// <remarks>
/// J. C. Kleinman, "Proportions with extraneous variance", JASA 68 (1973): the moments of the beta-binomial. Where successes
/// are themselves expected values, what is missing of their second moment is added.
/// </remarks>
internal sealed class BetaPrior
{
    /// <summary>Where no edge was tried twice, nothing tells how much they differ.</summary>
    private const double StrengthWhereUnknown = 10;

    private const double LeastStrength = 0.1;
    private const double MostStrength = 1e6;

    private readonly double[] _means;

    private BetaPrior(double mean, double strength, double[] means)
    {
        Mean = mean;
        Strength = strength;
        _means = means;
    }

    /// <summary>The mean of all edges.</summary>
    internal double Mean { get; }

    /// <summary>How many tries the prior of an edge is worth.</summary>
    internal double Strength { get; }

    internal double MeanOf(int pool) => _means[_means.Length == 1 ? 0 : pool];

    /// <summary>Fits a prior.</summary>
    /// <param name="trials">Trials by edge.</param>
    /// <param name="credits">Successes by edge.</param>
    /// <param name="missing">The variance of successes by edge; empty where they are known.</param>
    /// <param name="pools">The pool of each edge; empty for one pool.</param>
    /// <param name="poolCount">The number of pools.</param>
    /// <param name="mean">The mean, where it is given.</param>
    /// <param name="strength">The strength, where it is given.</param>
    internal static BetaPrior Fit(double[] trials, double[] credits, double[] missing, int[] pools, int poolCount, double? mean, double? strength)
    {
        // Half a success in one more trial: a log in which nobody ever follows does not make it impossible.
        double overall = mean ?? (credits.Sum() + 0.5) / (trials.Sum() + 1);
        if (pools.Length == 0)
        {
            return new(overall, strength ?? StrengthOf(trials, credits, missing, _ => overall, [], [1]), [overall]);
        }

        (double[] poolTrials, double[] poolCredits, double[] poolMissing) = (new double[poolCount], new double[poolCount], new double[poolCount]);
        for (int e = 0; e < pools.Length; e++)
        {
            poolTrials[pools[e]] += trials[e];
            poolCredits[pools[e]] += credits[e];
            poolMissing[pools[e]] += missing.Length == 0 ? 0 : missing[e];
        }

        double poolStrength = StrengthOf(poolTrials, poolCredits, poolMissing, _ => overall, [], [1]);
        double[] means = new double[poolCount];
        double[] freedom = new double[poolCount];
        for (int pool = 0; pool < poolCount; pool++)
        {
            means[pool] = ((poolStrength * overall) + poolCredits[pool]) / (poolStrength + poolTrials[pool]);
            freedom[pool] = poolTrials[pool] / (poolStrength + poolTrials[pool]);
        }

        return new(overall, strength ?? StrengthOf(trials, credits, missing, e => means[pools[e]], pools, freedom), means);
    }

    /// <summary>1 / rho - 1, where rho is the correlation within an edge that explains how far rates lie from their means.</summary>
    private static double StrengthOf(double[] trials, double[] credits, double[] missing, Func<int, double> meanOf, int[] pools, double[] freedom)
    {
        (double spread, double excess, long count) = (0, 0, 0);
        double[] poolTrials = new double[freedom.Length];
        double[] poolSquares = new double[freedom.Length];
        for (int e = 0; e < trials.Length; e++)
        {
            if (trials[e] > 0)
            {
                double mean = meanOf(e);
                double off = credits[e] - (trials[e] * mean);
                spread += ((off * off) + (missing.Length == 0 ? 0 : missing[e])) / (trials[e] * mean * (1 - mean));
                excess += trials[e] - 1;
                count++;
                int pool = pools.Length == 0 ? 0 : pools[e];
                poolTrials[pool] += trials[e];
                poolSquares[pool] += trials[e] * trials[e];
            }
        }

        spread -= count;
        for (int pool = 0; pool < freedom.Length; pool++)
        {
            if (poolTrials[pool] > 0)
            {
                spread += freedom[pool];
                excess -= freedom[pool] * ((poolSquares[pool] / poolTrials[pool]) - 1);
            }
        }

        return excess <= 0 ? StrengthWhereUnknown
            : spread <= 0 ? MostStrength
            : Math.Clamp((excess / spread) - 1, LeastStrength, MostStrength);
    }
}
