using InfluenceGraph.Cascades;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>Graphs to run cascades on.</summary>
internal static class TestCascade
{
    /// <summary>A graph from edges with probabilities.</summary>
    internal static CascadeGraph Of(int nodes, IEnumerable<(int From, int To, double P)> edges, CascadeProcess process = CascadeProcess.IndependentCascade, int maxHops = int.MaxValue)
    {
        (int From, int To, double P)[] sorted = [.. edges.OrderBy(edge => edge.From).ThenBy(edge => edge.To)];
        long[] offsets = new long[nodes + 1];
        foreach ((int from, _, _) in sorted)
        {
            offsets[from + 1]++;
        }

        for (int u = 0; u < nodes; u++)
        {
            offsets[u + 1] += offsets[u];
        }

        return new(process, new(offsets, [.. sorted.Select(edge => edge.To)], [.. sorted.Select(edge => (float)edge.P)]), maxHops: maxHops);
    }

    /// <summary>A random tiny graph: at most <paramref name="maxEdges"/> edges, so that all worlds can be gone through.</summary>
    internal static CascadeGraph Random(int seed, int nodes = 8, int maxEdges = 12, CascadeProcess process = CascadeProcess.IndependentCascade, int maxHops = int.MaxValue)
    {
        var random = new Random(seed);
        var edges = new Dictionary<(int From, int To), double>();
        for (int i = 0; i < maxEdges; i++)
        {
            (int from, int to) = (random.Next(nodes), random.Next(nodes));
            if (from != to)
            {
                edges[(from, to)] = random.Next(4) switch { 0 => 1, 1 => random.NextDouble() / 20, _ => Math.Max(random.NextDouble(), 1e-3) };
            }
        }

        IEnumerable<(int From, int To, double P)> all = edges.Select(edge => (edge.Key.From, edge.Key.To, edge.Value));
        if (process == CascadeProcess.LinearThreshold)
        {
            ILookup<int, (int From, int To, double P)> into = all.ToLookup(edge => edge.To);
            all = [.. all.Select(edge => (edge.From, edge.To, edge.P / Math.Max(1, into[edge.To].Sum(other => other.P) * 1.0001)))];
        }

        return Of(nodes, all, process, maxHops);
    }
}
