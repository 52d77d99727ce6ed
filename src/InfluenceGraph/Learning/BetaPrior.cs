namespace InfluenceGraph.Learning;

/// <summary>
/// Each edge's Beta prior: a mean, which is that of its pool shrunk to that of all, and how many tries it is worth. How much
/// pools differ is fitted by moments.
/// </summary>
/// <remarks>
/// J. C. Kleinman, "Proportions with extraneous variance", JASA 68 (1973): the moments of the beta-binomial. Where successes
/// are themselves expected values, what is missing of their second moment is added.
/// </remarks>
internal sealed class BetaPrior
{
    /// <summary>Where no pool was tried twice, nothing tells how much they differ.</summary>
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
    /// <param name="strength">How many tries it is worth.</param>
    internal static BetaPrior Fit(double[] trials, double[] credits, double[] missing, int[] pools, int poolCount, double? mean, double strength)
    {
        // Half a success in one more trial: a log in which nobody ever follows does not make it impossible.
        double overall = mean ?? (credits.Sum() + 0.5) / (trials.Sum() + 1);
        if (pools.Length == 0)
        {
            return new(overall, strength, [overall]);
        }

        (double[] poolTrials, double[] poolCredits, double[] poolMissing) = (new double[poolCount], new double[poolCount], new double[poolCount]);
        for (int e = 0; e < pools.Length; e++)
        {
            poolTrials[pools[e]] += trials[e];
            poolCredits[pools[e]] += credits[e];
            poolMissing[pools[e]] += missing.Length == 0 ? 0 : missing[e];
        }

        double poolStrength = StrengthOf(poolTrials, poolCredits, poolMissing, overall);
        double[] means = new double[poolCount];
        for (int pool = 0; pool < poolCount; pool++)
        {
            means[pool] = ((poolStrength * overall) + poolCredits[pool]) / (poolStrength + poolTrials[pool]);
        }

        return new(overall, strength, means);
    }

    /// <summary>1 / rho - 1, where rho is the correlation within a pool that explains how far rates lie from the mean.</summary>
    private static double StrengthOf(double[] trials, double[] credits, double[] missing, double mean)
    {
        (double spread, double all, double squares, double freedom) = (0, 0, 0, -1);
        for (int pool = 0; pool < trials.Length; pool++)
        {
            if (trials[pool] > 0)
            {
                double off = credits[pool] - (trials[pool] * mean);
                spread += ((off * off) + missing[pool]) / (trials[pool] * mean * (1 - mean));
                all += trials[pool];
                squares += trials[pool] * trials[pool];
                freedom++;
            }
        }

        double excess = all - (squares / all) - freedom;
        return !(excess > 0) ? StrengthWhereUnknown
            : spread <= freedom ? MostStrength
            : Math.Clamp((excess / (spread - freedom)) - 1, LeastStrength, MostStrength);
    }
}
