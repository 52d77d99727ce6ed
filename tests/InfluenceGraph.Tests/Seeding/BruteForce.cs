using InfluenceGraph.Cascades;
using InfluenceGraph.Seeding;
using InfluenceGraph.Tests.Cascades;

namespace InfluenceGraph.Tests.Seeding;

/// <summary>The slow reference: every allowed plan, every world.</summary>
internal sealed class BruteForce
{
    private readonly double[] _reach;

    /// <summary>The exact reach of every set of nodes, as bits.</summary>
    internal BruteForce(CascadeGraph graph, double[] worth)
    {
        int sets = 1 << graph.NodeCount;
        _reach = new double[sets];
        foreach ((double probability, List<(int From, int To)> live) in ExactCascade.Worlds(graph))
        {
            int[] reached = [.. Enumerable.Range(0, graph.NodeCount).Select(node => ExactCascade.Reached(graph, live, [node]).Sum(other => 1 << other))];
            for (int set = 0; set < sets; set++)
            {
                int all = 0;
                for (int node = 0; node < graph.NodeCount; node++)
                {
                    all |= (set >> node & 1) == 1 ? reached[node] : 0;
                }

                for (int node = 0; node < graph.NodeCount; node++)
                {
                    _reach[set] += (all >> node & 1) * probability * worth[node];
                }
            }
        }
    }

    internal double ReachOf(IEnumerable<int> seeds) => _reach[seeds.Sum(node => 1 << node)];

    /// <summary>The best that an allowed plan reaches.</summary>
    internal double Best(SeedConstraints constraints) => Plans(constraints).Max(ReachOf);

    /// <summary>All plans that constraints allow, from their definition.</summary>
    internal static IEnumerable<int[]> Plans(SeedConstraints constraints)
    {
        int must = constraints.MustHave.Sum(node => 1 << node);
        for (int set = 0; set < 1 << constraints.NodeCount; set++)
        {
            int[] seeds = [.. Enumerable.Range(0, constraints.NodeCount).Where(node => (set >> node & 1) == 1)];
            bool isAllowed = (set & must) == must
                && seeds.All(node => constraints.MustHave.Contains(node) || constraints.Candidates.Contains(node))
                && seeds.Length <= constraints.Count
                && seeds.Sum(constraints.CostOf) <= constraints.Budget
                && (constraints.Groups is not int[] groups || seeds.Where(node => groups[node] >= 0).GroupBy(node => groups[node]).All(group => group.Count() <= constraints.MaxPerGroup));
            if (isAllowed)
            {
                yield return seeds;
            }
        }
    }

    /// <summary>Random constraints of every kind that allow at least one plan.</summary>
    internal static SeedConstraints Constraints(Random random, int nodes)
    {
        int[] order = [.. Enumerable.Range(0, nodes)];
        random.Shuffle(order);
        int[] mustHave = random.Next(3) == 0 ? [order[0]] : [];
        int[] candidates = [.. order[mustHave.Length..random.Next(2, nodes + 1)].Order()];
        int count = random.Next(Math.Max(1, mustHave.Length), mustHave.Length + candidates.Length + 1);
        int[]? groups = random.Next(3) == 0 ? [.. order.Select(node => (node % 3) - 1)] : null;
        if (random.Next(2) == 0)
        {
            return new(nodes, candidates, mustHave, count, Groups: groups, MaxPerGroup: groups is null ? int.MaxValue : 1);
        }

        double[] costs = [.. order.Select(_ => random.Next(4) == 0 ? 0 : random.NextDouble() * 3)];
        return new(nodes, candidates, mustHave, random.Next(2) == 0 ? count : int.MaxValue, costs.Where((_, node) => mustHave.Contains(node)).Sum() + (random.NextDouble() * 5), costs, groups, groups is null ? int.MaxValue : 1);
    }
}
