using System.Diagnostics;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>The expected reach of every node as the only seed.</summary>
internal static class EveryonesReach
{
    /// <summary>Roots drawn to learn how much work a root is.</summary>
    private const int Trials = 1000;

    /// <summary>How much work a world under limits may be, for each node and expected live edge.</summary>
    private const double WorkPerItem = 16;

    /// <summary>Solves.</summary>
    /// <param name="graph">The graph, its limits included.</param>
    /// <param name="worth">What each node counts.</param>
    /// <param name="settings">Worlds, seed, threads.</param>
    /// <param name="progress">Told after each group of worlds.</param>
    /// <param name="cancellationToken">Stops between worlds.</param>
    /// <param name="looksAhead">See <see cref="OneStepAhead"/>; its own choice where <see langword="null"/>. For measurements.</param>
    internal static ReachSolution Solve(CascadeGraph graph, double[] worth, ReachSettings settings, IProgress<WorkProgress>? progress, CancellationToken cancellationToken, bool[]? looksAhead = null)
    {
        return graph.IsLimited
            ? SolveLimited(graph, worth, settings, progress, cancellationToken)
            : SolveUnlimited(graph, worth, settings, looksAhead, progress, cancellationToken);
    }

    private static ReachSolution SolveUnlimited(CascadeGraph graph, double[] worth, ReachSettings settings, bool[]? looksAhead, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        LeafFolding folded = LeafFolding.Of(graph, worth);
        cancellationToken.ThrowIfCancellationRequested();
        looksAhead ??= OneStepAhead.LooksAhead(folded.Graph, folded.Worth);
        cancellationToken.ThrowIfCancellationRequested();
        LiveWorldSampler sampler = LiveWorldSampler.Of(folded.Graph, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        int[] nodes = sampler.Order.Nodes;
        bool[] looksAheadByRank = Array.ConvertAll(nodes, node => looksAhead[node]);
        double[] worthByRank = Array.ConvertAll(nodes, node => folded.Worth[node]);
        TimeSpan preparing = watch.Elapsed;
        double[] powers = WorldGroups.Run(
            () => new WorldTally(sampler, worthByRank, looksAheadByRank, settings.SearchBudget),
            sampler.Order.SpreaderCount,
            settings,
            progress,
            cancellationToken);
        TimeSpan simulating = watch.Elapsed - preparing;
        var ahead = new OneStepAhead(folded.Graph, folded.Worth, looksAhead, new(powers, sampler.Order.Ranks, settings.Worlds), cancellationToken);
        double[] least = Sum(worth, LimitedReach.Direct(graph, worth).Worth);
        return new(ahead.Reach, ahead.StandardError, ahead.Lean, least, preparing, simulating, watch.Elapsed - preparing - simulating);
    }

    private static ReachSolution SolveLimited(CascadeGraph graph, double[] worth, ReachSettings settings, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        EdgeInto? edgeInto = graph.Process == CascadeProcess.LinearThreshold ? new(graph.Backward) : null;
        double share = RootShare(graph, worth, edgeInto, settings.Seed, cancellationToken);
        TimeSpan preparing = watch.Elapsed;
        double[] powers = WorldGroups.Run(() => new LimitedReach(graph, worth, edgeInto, share), worth.Length, settings, progress, cancellationToken);
        TimeSpan simulating = watch.Elapsed - preparing;

        (double[] direct, double[] directSquares) = LimitedReach.Direct(graph, worth);
        double[] least = Sum(worth, direct);
        double[] reach = new double[worth.Length];
        double[] error = new double[worth.Length];
        double[] lean = new double[worth.Length];
        var sums = new WorldSums(powers, null, settings.Worlds);
        for (int u = 0; u < reach.Length; u++)
        {
            reach[u] = least[u] + sums.Mean(u);
            double variance = sums.Variance(u);

            // Where little was seen that is two ties away, what could have been is known well enough.
            if (sums.IsSeldomAboveZero(u) && graph.MaxHops > 1)
            {
                variance = Math.Max(variance, LimitedReach.SecondStep(graph, u, directSquares) / share);
            }

            error[u] = Math.Sqrt(variance / settings.Worlds);
            lean[u] = variance == 0 ? 0 : sums.ThirdMoment(u) / (2 * variance * settings.Worlds);
        }

        return new(reach, error, lean, least, preparing, simulating, watch.Elapsed - preparing - simulating);
    }

    /// <summary>The share of nodes that can be roots in each world, so that a world's work stays in proportion to the graph. From worlds of its own.</summary>
    private static double RootShare(CascadeGraph graph, double[] worth, EdgeInto? edgeInto, ulong seed, CancellationToken cancellationToken)
    {
        double liveEdges = 0;
        foreach (float probability in graph.Forward.Weights)
        {
            liveEdges += probability;
        }

        double items = worth.Length + liveEdges;
        double work = new LimitedReach(graph, worth, edgeInto, rootShare: 1).WorkPerWorld(CounterRandom.Hash(seed, ulong.MaxValue), Trials, WorkPerItem * items, cancellationToken);
        return work <= WorkPerItem * items ? 1 : WorkPerItem * items / work;
    }

    private static double[] Sum(double[] first, double[] second)
    {
        double[] sum = new double[first.Length];
        System.Numerics.Tensors.TensorPrimitives.Add(first, second, sum);
        return sum;
    }
}
