using InfluenceGraph.Graphs;

namespace InfluenceGraph.Learning;

/// <summary>
/// How many tries the prior is worth: the strength with which one half of the actions foretells the other half best, both
/// ways. Moments of credits do not tell, as shared credit differs less than influence does.
/// </summary>
/// <remarks>M. Stone, "Cross-validatory choice and assessment of statistical predictions", JRSS B 36 (1974).</remarks>
internal static class StrengthChoice
{
    /// <summary>Where the two halves have no edge in common.</summary>
    internal const double WhereUnknown = 10;

    private static readonly double[] _strengths = [0.3, 1, 3, 10, 30, 100, 300, 1000, 10_000, 100_000];

    internal static double Of(CsrGraph graph, NodeLog log, LearningOptions options, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        // Close enough to compare strengths.
        LearningOptions rough = options with { Tolerance = Math.Max(options.Tolerance, 1e-4), MaxIterations = Math.Min(options.MaxIterations, 50) };
        var learner = new Learner(graph, rough, threads, null, cancellationToken);
        TryTable[] halves = [TryScan.Read(graph, log.Half(0), rough, null, cancellationToken), TryScan.Read(graph, log.Half(1), rough, null, cancellationToken)];

        // Where no edge was tried in both, one half tells of single edges nothing that the other could confirm.
        if (!halves[0].Tries.Zip(halves[1].Tries).Any(both => both.First > 0 && both.Second > 0))
        {
            return WhereUnknown;
        }

        (double best, double bestScore) = (WhereUnknown, double.NegativeInfinity);
        for (int i = 0; i < _strengths.Length; i++)
        {
            double score = learner.Score(halves[1], learner.Learn(halves[0], _strengths[i])) + learner.Score(halves[0], learner.Learn(halves[1], _strengths[i]));
            (best, bestScore) = score > bestScore ? (_strengths[i], score) : (best, bestScore);
            progress?.Report(new("choosing the prior's strength", i + 1, _strengths.Length));
        }

        return best;
    }
}
