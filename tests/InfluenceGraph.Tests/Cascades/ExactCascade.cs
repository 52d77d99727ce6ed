using InfluenceGraph.Cascades;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>
/// The slow reference: every world of a tiny graph with its probability. Written from the definitions and without the
/// product's samplers: a world of the independent cascade is a subset of the edges, a world of the linear threshold is a
/// choice of at most one edge into each node (the live-edge equivalence of Kempe, Kleinberg and Tardos, which
/// <see cref="PlainSimulator"/> does not use).
/// </summary>
internal static class ExactCascade
{
    /// <summary>Each world: its probability and its live edges (source, target).</summary>
    internal static IEnumerable<(double Probability, List<(int From, int To)> Live)> Worlds(CascadeGraph graph)
    {
        List<(int From, int To, double P)> edges = Edges(graph);
        return graph.Process == CascadeProcess.IndependentCascade ? Subsets(edges, 0) : Choices(graph, 0);
    }

    /// <summary>The expected worth of the nodes that seeds reach.</summary>
    internal static double Reach(CascadeGraph graph, IReadOnlyCollection<int> seeds, ReadOnlySpan<double> worth = default)
    {
        double expected = 0;
        foreach ((double probability, List<(int From, int To)> live) in Worlds(graph))
        {
            double reached = 0;
            foreach (int node in Reached(graph, live, seeds))
            {
                reached += worth.IsEmpty ? 1 : worth[node];
            }

            expected += probability * reached;
        }

        return expected;
    }

    /// <summary>The nodes reached in one world within the graph's hops and, by one way of so few hops, within its time: Bellman and Ford, one round a hop.</summary>
    internal static HashSet<int> Reached(CascadeGraph graph, List<(int From, int To)> live, IReadOnlyCollection<int> seeds)
    {
        var days = seeds.ToDictionary(seed => seed, _ => 0.0);
        for (int hop = 0; hop < Math.Min(graph.MaxHops, graph.NodeCount); hop++)
        {
            var next = new Dictionary<int, double>(days);
            foreach ((int from, int to) in live)
            {
                if (days.TryGetValue(from, out double time))
                {
                    time += graph.Delays?[graph.Forward.IndexOf(from, to)] ?? 0;

                    // Whole multiples of an hour are no whole numbers of days: a little more is not late.
                    if (time <= graph.TimeLimit + 1e-5 && time < next.GetValueOrDefault(to, double.PositiveInfinity))
                    {
                        next[to] = time;
                    }
                }
            }

            days = next;
        }

        return [.. days.Keys];
    }

    internal static List<(int From, int To, double P)> Edges(CascadeGraph graph)
    {
        var edges = new List<(int From, int To, double P)>();
        for (int u = 0; u < graph.NodeCount; u++)
        {
            for (int e = 0; e < graph.Forward.DegreeOf(u); e++)
            {
                edges.Add((u, graph.Forward.TargetsOf(u)[e], graph.Forward.WeightsOf(u)[e]));
            }
        }

        return edges;
    }

    private static IEnumerable<(double Probability, List<(int From, int To)> Live)> Subsets(List<(int From, int To, double P)> edges, int first)
    {
        if (first == edges.Count)
        {
            yield return (1, []);
            yield break;
        }

        (int from, int to, double p) = edges[first];
        foreach ((double probability, List<(int From, int To)> live) in Subsets(edges, first + 1))
        {
            yield return (probability * p, [.. live, (from, to)]);
            if (p < 1)
            {
                yield return (probability * (1 - p), live);
            }
        }
    }

    private static IEnumerable<(double Probability, List<(int From, int To)> Live)> Choices(CascadeGraph graph, int node)
    {
        if (node == graph.NodeCount)
        {
            yield return (1, []);
            yield break;
        }

        int[] sources = graph.Backward.TargetsOf(node).ToArray();
        float[] weights = graph.Backward.WeightsOf(node).ToArray();
        double none = Math.Max(0, 1 - weights.Sum(weight => (double)weight));
        foreach ((double probability, List<(int From, int To)> live) in Choices(graph, node + 1))
        {
            yield return (probability * none, live);
            for (int e = 0; e < sources.Length; e++)
            {
                yield return (probability * weights[e], [.. live, (sources[e], node)]);
            }
        }
    }
}
