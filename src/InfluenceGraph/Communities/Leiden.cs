using InfluenceGraph.Kernels;

namespace InfluenceGraph.Communities;

/// <summary>
/// Communities by the Leiden algorithm: move nodes while that improves, refine each community into connected parts, make
/// the parts nodes, and go on; repeat passes until nothing improves.
/// </summary>
/// <remarks>
/// V. A. Traag, L. Waltman, N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Sci. Rep. 9,
/// 2019. Refinement takes the best part instead of drawing one, as V. Traag's own code does but for equal ones (its draw
/// has a temperature of 0.01). Threads share the runs, and what of a run can be done in any order; bits do not
/// depend on their number.
/// </remarks>
internal static class Leiden
{
    /// <summary>The least gain that counts, as a share of a node's tie weight, so that rounding cannot move nodes round in circles.</summary>
    internal const double LeastGain = 1e-11;

    internal static LeidenSolution Solve(CommunityTies ties, LeidenSettings settings, int[]? start, CancellationToken cancellationToken)
    {
        var runs = new LeidenSolution[settings.Runs];
        int runsAtOnce = Math.Min(settings.Threads, settings.Runs);
        WorkerTeam.Run(
            runsAtOnce,
            settings.Runs,
            run => runs[run] = Run(ties, settings, start, run, settings.Threads / runsAtOnce, cancellationToken),
            static () => false,
            cancellationToken);
        LeidenSolution best = runs[0];
        foreach (LeidenSolution run in runs)
        {
            best = run.Quality > best.Quality ? run : best;
        }

        return best;
    }

    private static LeidenSolution Run(CommunityTies ties, LeidenSettings settings, int[]? start, int run, int workers, CancellationToken cancellationToken)
    {
        (double[] sent, double[] received, double total) = (ties.Sent, ties.Received, ties.Total);
        double modularityFactor = total > 0 ? settings.Resolution / total : 0;
        if (settings.Quality == CommunityQuality.ConstantPotts)
        {
            var ones = new PlainMass[ties.NodeCount];
            Array.Fill(ones, new(1));
            return new LeidenRun<PlainMass>(ties, settings, ones, settings.Resolution, run, workers, cancellationToken).Solve(start);
        }

        if (settings.Directed)
        {
            var masses = new TwoWayMass[ties.NodeCount];
            for (int node = 0; node < masses.Length; node++)
            {
                masses[node] = new(sent[node], received[node]);
            }

            return new LeidenRun<TwoWayMass>(ties, settings, masses, modularityFactor, run, workers, cancellationToken).Solve(start);
        }

        var strengths = new PlainMass[ties.NodeCount];
        for (int node = 0; node < strengths.Length; node++)
        {
            strengths[node] = new(sent[node] + received[node]);
        }

        return new LeidenRun<PlainMass>(ties, settings, strengths, modularityFactor / 2, run, workers, cancellationToken).Solve(start);
    }
}
