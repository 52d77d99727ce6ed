namespace InfluenceGraph.Containment;

/// <summary>
/// Greedy maximum coverage of the sampled sets: at least 1 - 1/e of the best choice of so many nodes on these samples; with a
/// budget, by gain per cost or the best single node, at least half of that. Beside that it bounds the best choice from above
/// by what it has seen, which is usually much closer.
/// </summary>
/// <remarks>
/// G. L. Nemhauser, L. A. Wolsey, M. L. Fisher, Mathematical Programming 14 (1978); with costs, J. Leskovec et al., KDD 2007.
/// The bound: coverage so far plus the best further gains that fit, by submodularity.
/// </remarks>
internal static class AdvocateGreedy
{
    /// <summary>Chooses.</summary>
    /// <returns>The nodes in order with their gains in grains over all worlds, and the most that any choice can cover.</returns>
    internal static (List<(int Node, long Gain)> Steps, double MostPossible) Choose(AdvocateSets sets, int nodes, StepLimits limits)
    {
        var cover = new AdvocateCover(sets, nodes);
        (long Gain, int Node) single = limits.HasBudget ? cover.Best(limits, limits.Budget, byGainAlone: true) : (0, -1);
        var steps = new List<(int Node, long Gain)>();
        double left = limits.Budget;
        double most = cover.MostMore(limits);
        while (steps.Count < limits.Count)
        {
            (long gain, int node) = cover.Best(limits, left, byGainAlone: false);
            if (node < 0)
            {
                break;
            }

            steps.Add((node, gain));
            left -= limits.CostOf(node);
            cover.Add(node);
            most = Math.Min(most, cover.Covered + cover.MostMore(limits));
        }

        return single.Node >= 0 && single.Gain > cover.Covered ? ([(single.Node, single.Gain)], most) : (steps, most);
    }
}
