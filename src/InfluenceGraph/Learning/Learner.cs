using InfluenceGraph.Graphs;

namespace InfluenceGraph.Learning;

/// <summary>What was learned of each edge.</summary>
/// <param name="Probabilities">By edge.</param>
/// <param name="Credits">By edge: successes put down to it.</param>
/// <param name="Trials">By edge: what they are out of.</param>
/// <param name="Evidence">By edge: how many tries of known outcome the trials are worth.</param>
/// <param name="Prior">The prior.</param>
/// <param name="Solution">How expectation maximisation ended; <see langword="null"/> for the methods that only count.</param>
internal sealed record Lesson(double[] Probabilities, double[] Credits, double[] Trials, double[] Evidence, BetaPrior Prior, EmSolution? Solution);

/// <summary>From tries to probabilities: credits, a prior fitted to them, and what both come to.</summary>
internal sealed class Learner(CsrGraph graph, LearningOptions options, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
{
    /// <summary>How often the prior's means are fitted anew to what expectation maximisation made of the last ones.</summary>
    private const int PriorRounds = 4;

    private readonly int[] _pools = options.PriorPool == PriorPool.Target ? graph.Targets : [];

    private bool IsEm => options.Method == LearningMethod.ExpectationMaximisation;

    /// <summary>Learns with a prior of some strength.</summary>
    /// <param name="tries">The log.</param>
    /// <param name="strength">How many tries the prior is worth.</param>
    internal Lesson Learn(TryTable tries, double strength)
    {
        (double[] trials, double[] credits) = Count(tries);
        BetaPrior prior = BetaPrior.Fit(trials, credits, [], _pools, graph.NodeCount, options.PriorMean, strength);
        return IsEm ? Maximise(tries, trials, prior) : Shrink(trials, credits, prior);
    }

    /// <summary>The logarithm of the likelihood of a log that was not learned from; for the methods that only count, of their counts.</summary>
    internal double Score(TryTable heldOut, Lesson lesson)
    {
        if (IsEm)
        {
            return ExpectationMaximisation.LogLikelihood(heldOut, lesson.Probabilities, options, MeanDelayOf(lesson.Solution!, heldOut), threads, cancellationToken);
        }

        (double[] trials, double[] credits) = Count(heldOut);
        double score = 0;
        for (int e = 0; e < trials.Length; e++)
        {
            double p = Math.Clamp(lesson.Probabilities[e], 1e-12, 1 - 1e-12);
            score += trials[e] == 0 ? 0 : (credits[e] * Math.Log(p)) + ((trials[e] - credits[e]) * Math.Log(1 - p));
        }

        return score;
    }

    private (double[] Trials, double[] Credits) Count(TryTable tries)
    {
        double[] trials = IsEm ? Array.ConvertAll(tries.Tries, count => (double)count) : Credits.Trials(tries, graph, options.Method);
        Func<int, double>? meanDelay = options.Timing != InfluenceTiming.Exponential || IsEm ? null
            : options.MeanDelay is TimeSpan given ? _ => given.TotalDays
            : tries.MeanDelayOf;
        return (trials, Credits.Of(tries, trials.Length, isShared: IsEm || options.Method == LearningMethod.PartialCredit, meanDelay));
    }

    private Lesson Shrink(double[] trials, double[] credits, BetaPrior prior)
    {
        double[] means = Means(prior);
        double[] probabilities = new double[trials.Length];
        for (int e = 0; e < trials.Length; e++)
        {
            probabilities[e] = trials[e] == 0 ? means[e] : ((prior.Strength * means[e]) + credits[e]) / (prior.Strength + trials[e]);
        }

        return new(probabilities, credits, trials, trials, prior, null);
    }

    private Lesson Maximise(TryTable tries, double[] trials, BetaPrior prior)
    {
        double meanDelay = options.MeanDelay?.TotalDays ?? (tries.GroupCount > 0 ? tries.MeanDelay : 1);
        double strength = prior.Strength;
        double[] start = Array.ConvertAll(Means(prior), mean => Math.Max(mean, 1e-3));
        for (int round = 1; ; round++)
        {
            double[] means = Means(prior);
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
            if (round == PriorRounds || strength == 0)
            {
                return Read(tries, trials, means, prior, solution);
            }

            prior = BetaPrior.Fit(trials, solution.Credits, solution.Missing, _pools, graph.NodeCount, options.PriorMean, strength);
            start = solution.Probabilities;
            meanDelay = MeanDelayOf(solution, tries);
        }
    }

    private double MeanDelayOf(EmSolution solution, TryTable tries) =>
        options.MeanDelay?.TotalDays ?? (options.IsContinuous ? solution.MeanDelay : tries.MeanDelay);

    /// <summary>
    /// Evidence is what is left of the trials when that is taken off which is missing because causes are not seen: the
    /// observed information, the complete one less the missing one.
    /// </summary>
    /// <remarks>T. A. Louis, "Finding the observed information matrix when using the EM algorithm", JRSS B 44 (1982); its diagonal.</remarks>
    private static Lesson Read(TryTable tries, double[] trials, double[] means, BetaPrior prior, EmSolution solution)
    {
        double[] probabilities = new double[trials.Length];
        double[] evidence = new double[trials.Length];
        for (int e = 0; e < trials.Length; e++)
        {
            double p = probabilities[e] = trials[e] == 0 ? means[e] : solution.Probabilities[e];
            double missing = solution.Missing[e] == 0 ? 0 : solution.Missing[e] / (p * (1 - p));
            int failures = tries.WatchedEdges.Count == 0 ? tries.Tries[e] - tries.Follows[e] : 0;
            evidence[e] = Math.Clamp(trials[e] - missing, failures, trials[e]);
        }

        return new(probabilities, solution.Credits, trials, evidence, prior, solution);
    }

    private double[] Means(BetaPrior prior)
    {
        double[] means = new double[graph.EdgeCount];
        for (int e = 0; e < means.Length; e++)
        {
            means[e] = prior.MeanOf(_pools.Length == 0 ? 0 : _pools[e]);
        }

        return means;
    }
}
