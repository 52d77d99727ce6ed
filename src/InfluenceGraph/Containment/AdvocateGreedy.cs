using InfluenceGraph.SocialValues;

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
        (int[] starts, int[] index) = IndexByNode(sets, nodes);
        int[] members = [.. sets.Members];
        bool[] isCovered = new bool[sets.Ends.Count];
        long[] gains = new long[nodes];
        for (int set = 0, at = 0; set < isCovered.Length; set++)
        {
            for (; at < sets.Ends[set]; at++)
            {
                gains[members[at]] += sets.Weights[set];
            }
        }

        (long Gain, int Node) single = limits.HasBudget ? Best(gains, limits with { Budget = double.PositiveInfinity }, limits.Budget) : (0, -1);
        var steps = new List<(int Node, long Gain)>();
        long covered = 0;
        double left = limits.Budget;
        double most = MostMore(gains, limits);
        while (steps.Count < limits.Count)
        {
            (long gain, int node) = Best(gains, limits, left);
            if (node < 0)
            {
                break;
            }

            steps.Add((node, gain));
            covered += gain;
            left -= limits.CostOf(node);
            for (int i = starts[node]; i < starts[node + 1]; i++)
            {
                Cover(index[i]);
            }

            most = Math.Min(most, covered + MostMore(gains, limits));
        }

        return single.Node >= 0 && single.Gain > covered ? ([(single.Node, single.Gain)], most) : (steps, most);

        void Cover(int set)
        {
            if (isCovered[set])
            {
                return;
            }

            isCovered[set] = true;
            for (int at = set == 0 ? 0 : sets.Ends[set - 1]; at < sets.Ends[set]; at++)
            {
                gains[members[at]] -= sets.Weights[set];
            }
        }
    }

    private static (long Gain, int Node) Best(long[] gains, StepLimits limits, double budget)
    {
        (long Gain, int Node) best = (0, -1);
        for (int node = 0; node < gains.Length; node++)
        {
            if (gains[node] > 0 && limits.CostOf(node) <= budget && limits.IsBetter((gains[node], node), best))
            {
                best = (gains[node], node);
            }
        }

        return best;
    }

    /// <summary>The most that any allowed choice can add: the largest gains that fit, the last one in part.</summary>
    private static double MostMore(long[] gains, StepLimits limits)
    {
        if (!limits.HasBudget)
        {
            return TopNodes.Of(Gaining().Select(node => ((double)gains[node], node)), limits.Count).Sum(top => top.Score);
        }

        double more = 0;
        double left = limits.Budget;
        foreach (int node in Gaining().OrderByDescending(node => limits.CostOf(node) == 0 ? double.PositiveInfinity : gains[node] / limits.CostOf(node)))
        {
            double cost = limits.CostOf(node);
            if (cost > left)
            {
                return more + (gains[node] * left / cost);
            }

            more += gains[node];
            left -= cost;
        }

        return more;

        IEnumerable<int> Gaining() => Enumerable.Range(0, gains.Length).Where(node => gains[node] > 0 && limits.CostOf(node) <= limits.Budget);
    }

    private static (int[] Starts, int[] Sets) IndexByNode(AdvocateSets sets, int nodes)
    {
        int[] starts = new int[nodes + 1];
        foreach (int member in sets.Members)
        {
            starts[member + 1]++;
        }

        for (int node = 0; node < nodes; node++)
        {
            starts[node + 1] += starts[node];
        }

        int[] next = starts[..^1];
        int[] index = new int[sets.Members.Count];
        for (int set = 0, at = 0; set < sets.Ends.Count; set++)
        {
            for (; at < sets.Ends[set]; at++)
            {
                index[next[sets.Members[at]]++] = set;
            }
        }

        return (starts, index);
    }
}
