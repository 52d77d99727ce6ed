using InfluenceGraph.Cascades;
using InfluenceGraph.Containment;
using InfluenceGraph.Tests.Cascades;

namespace InfluenceGraph.Tests.Containment;

/// <summary>Worlds to look into, and the naive searches that the product's are compared with.</summary>
internal static class WorldFixture
{
    /// <summary>A graph large enough for worlds with loops, joins and detours.</summary>
    internal static CascadeGraph Graph(int seed, CascadeProcess process = CascadeProcess.IndependentCascade, int nodes = 30, int edges = 90, int maxHops = int.MaxValue, bool withDelays = false, float timeLimit = float.PositiveInfinity)
    {
        CascadeGraph graph = TestCascade.Random(seed, nodes, edges, process, maxHops);
        if (!withDelays)
        {
            return graph;
        }

        var random = new Random(seed + 1);

        // Whole days, a few of them 0, so that equal arrivals occur.
        float[] delays = [.. graph.Forward.Targets.Select(_ => (float)random.Next(0, 5))];
        return new(process, graph.Forward, delays, isDelayExponential: false, maxHops, timeLimit);
    }

    internal static ComplaintWorld Draw(CascadeGraph graph, int seed, long world, params int[] complainers)
    {
        var live = new LiveEdges(graph, seed);
        var drawn = new ComplaintWorld();
        drawn.Draw(live, world, complainers, new DrawScratch(graph, live.IsTimed));
        return drawn;
    }

    /// <summary>All live edges of a world, whoever starts.</summary>
    internal static List<(int From, int To, int Edge, double Delay)> LiveEdgesOf(CascadeGraph graph, int seed, long world)
    {
        var live = new LiveEdges(graph, seed);
        var row = new LiveRow();
        var edges = new List<(int From, int To, int Edge, double Delay)>();
        for (int u = 0; u < graph.NodeCount; u++)
        {
            live.Draw(live.WorldOf(world), u, row);
            for (int i = 0; i < row.Count; i++)
            {
                edges.Add((u, row.Targets[i], row.Edges[i], live.DelayOf(live.WorldOf(world), row.Edges[i])));
            }
        }

        return edges;
    }

    /// <summary>Whom complainers reach over live edges within hops and time: Bellman and Ford, one round a hop.</summary>
    internal static HashSet<int> Reached(CascadeGraph graph, IEnumerable<(int From, int To, int Edge, double Delay)> live, IEnumerable<int> complainers, IReadOnlySet<int>? blocked = null, int cutEdge = -1) =>
        [.. Distances(graph, live, complainers, blocked, cutEdge).Keys];

    /// <summary>Days, or hops where there are no delays, to each node reached.</summary>
    internal static Dictionary<int, double> Distances(CascadeGraph graph, IEnumerable<(int From, int To, int Edge, double Delay)> live, IEnumerable<int> complainers, IReadOnlySet<int>? blocked = null, int cutEdge = -1)
    {
        (int From, int To, int Edge, double Delay)[] edges = [.. live.Where(edge => edge.Edge != cutEdge)];
        bool isTimed = graph.Delays is not null;
        var times = complainers.Where(node => blocked?.Contains(node) != true).ToDictionary(node => node, _ => 0.0);
        for (int hop = 0; hop < Math.Min(graph.MaxHops, graph.NodeCount); hop++)
        {
            var next = new Dictionary<int, double>(times);
            foreach ((int from, int to, _, double delay) in edges)
            {
                if (times.TryGetValue(from, out double time) && blocked?.Contains(to) != true)
                {
                    double arrival = time + (isTimed ? delay : 1);
                    if ((!isTimed || arrival <= graph.TimeLimit) && (!next.TryGetValue(to, out double known) || arrival < known))
                    {
                        next[to] = arrival;
                    }
                }
            }

            times = next;
        }

        return times;
    }
}
