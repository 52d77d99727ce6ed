using InfluenceGraph.Graphs;

namespace InfluenceGraph.Learning;

/// <summary>What was learned of each edge.</summary>
/// <param name="Probabilities">By edge.</param>
/// <param name="Credits">By edge: successes put down to it.</param>
/// <param name="Trials">By edge: what they are out of.</param>
/// <param name="Evidence">By edge: how many tries of known outcome the trials are worth.</param>
/// <param name="Prior">The prior.</param>
/// <param name="Pools">The prior's pool of each edge; empty for one pool.</param>
/// <param name="Solution">How expectation maximisation ended; <see langword="null"/> for the methods that only count.</param>
internal sealed record Lesson(double[] Probabilities, double[] Credits, double[] Trials, double[] Evidence, BetaPrior Prior, int[] Pools, EmSolution? Solution);

/// <summary>From tries to probabilities: credits, a prior fitted to them, and what both come to.</summary>
internal static class Learner
{
    /// <summary>How often the prior is fitted anew to what expectation maximisation made of the last one.</summary>
    private const int PriorRounds = 4;

    /// <exception cref="ArgumentException">Nobody could have followed anybody, so that there is nothing to take a prior from.</exception>
    internal static Lesson Learn(CsrGraph graph, TryTable tries, LearningOptions options, int threads, IProgress<CascadeProgress>? progress, CancellationToken cancellationToken)
    {
        bool isEm = options.Method == LearningMethod.ExpectationMaximisation;
        int[] pools = options.PriorPool == PriorPool.Target ? graph.Targets : [];
        double[] trials = isEm ? Array.ConvertAll(tries.Tries, count => (double)count) : Credits.Trials(tries, graph, options.Method);
        if (options.PriorMean is null && Array.TrueForAll(trials, count => count == 0))
        {
            throw new ArgumentException($"The log holds no action after which anybody could have followed: none by a customer with a tie to another one who had not acted before, so that there is nothing to learn from; expected at least one, or a {nameof(LearningOptions.PriorMean)} for all ties.");
        }

        Func<int, double>? meanDelay = options.Timing != InfluenceTiming.Exponential || isEm ? null
            : options.MeanDelay is TimeSpan given ? _ => given.TotalDays
            : tries.MeanDelayOf;
        double[] credits = Credits.Of(tries, trials.Length, isShared: isEm || options.Method == LearningMethod.PartialCredit, meanDelay);
        BetaPrior prior = BetaPrior.Fit(trials, credits, [], pools, graph.NodeCount, options.PriorMean, options.PriorStrength);
        return isEm
            ? Maximise(tries, trials, credits, prior, pools, graph.NodeCount, options, threads, progress, cancellationToken)
            : Shrink(trials, credits, prior, pools);
    }

    private static Lesson Shrink(double[] trials, double[] credits, BetaPrior prior, int[] pools)
    {
        double[] probabilities = new double[trials.Length];
        for (int e = 0; e < trials.Length; e++)
        {
            double mean = prior.MeanOf(pools.Length == 0 ? 0 : pools[e]);
            probabilities[e] = trials[e] == 0 ? mean : ((prior.Strength * mean) + credits[e]) / (prior.Strength + trials[e]);
        }

        return new(probabilities, credits, trials, trials, prior, pools, null);
    }

    private static Lesson Maximise(
        TryTable tries,
        double[] trials,
        double[] credits,
        BetaPrior prior,
        int[] pools,
        int poolCount,
        LearningOptions options,
        int threads,
        IProgress<CascadeProgress>? progress,
        CancellationToken cancellationToken)
    {
        double meanDelay = options.MeanDelay?.TotalDays ?? (tries.GroupCount > 0 ? tries.MeanDelay : 1);
        double[] start = Array.ConvertAll(Means(prior, pools, trials.Length), mean => Math.Max(mean, 1e-3));
        for (int round = 1; ; round++)
        {
            double[] means = Means(prior, pools, trials.Length);
            double strength = prior.Strength;
            EmSolution solution = ExpectationMaximisation.Solve(
                tries,
                Array.ConvertAll(means, mean => strength * mean),
                Array.ConvertAll(means, mean => strength * (1 - mean)),
                start,
                options,
                meanDelay,
                threads,
                progress,
                cancellationToken);
            if (round == PriorRounds || (options.PriorStrength is not null && (options.PriorMean is not null || options.PriorStrength == 0)))
            {
                return Read(tries, trials, means, prior, pools, solution);
            }

            prior = BetaPrior.Fit(trials, solution.Credits, solution.Missing, pools, poolCount, options.PriorMean, options.PriorStrength);
            start = solution.Probabilities;
            meanDelay = options.MeanDelay?.TotalDays ?? solution.MeanDelay;
        }
    }

    /// <summary>
    /// Evidence is what is left of the trials when that is taken off which is missing because causes are not seen: the
    /// observed information, the complete one less the missing one.
    /// </summary>
    /// <remarks>T. A. Louis, "Finding the observed information matrix when using the EM algorithm", JRSS B 44 (1982); its diagonal.</remarks>
    private static Lesson Read(TryTable tries, double[] trials, double[] means, BetaPrior prior, int[] pools, EmSolution solution)
    {
        double[] probabilities = new double[trials.Length];
        double[] evidence = new double[trials.Length];
        for (int e = 0; e < trials.Length; e++)
        {
            double p = probabilities[e] = trials[e] == 0 ? means[e] : solution.Probabilities[e];
            double missing = solution.Missing[e] == 0 ? 0 : solution.Missing[e] / (p * (1 - p));
            evidence[e] = Math.Clamp(trials[e] - missing, tries.Tries[e] - tries.Follows[e], trials[e]);
        }

        return new(probabilities, solution.Credits, trials, evidence, prior, pools, solution);
    }

    private static double[] Means(BetaPrior prior, int[] pools, int edges)
    {
        double[] means = new double[edges];
        for (int e = 0; e < edges; e++)
        {
            means[e] = prior.MeanOf(pools.Length == 0 ? 0 : pools[e]);
        }

        return means;
    }
}
