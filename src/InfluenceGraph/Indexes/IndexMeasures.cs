using InfluenceGraph.Graphs;

namespace InfluenceGraph.Indexes;

/// <summary>The components of the index by node, before they are compared with the reference. None falls when an outward weight rises.</summary>
internal static class IndexMeasures
{
    internal static double[] OwnValues<TKey>(UsedCustomers<TKey> used)
        where TKey : notnull =>
        Array.ConvertAll([.. Enumerable.Range(0, used.Count)], used.OwnValueOf);

    /// <summary><c>k^(1-a) s^a</c> over outward edges. O(nodes + edges).</summary>
    internal static double[] Circles(MutualGraph graph, double strengthShare)
    {
        double[] circles = new double[graph.NodeCount];
        for (int node = 0; node < circles.Length; node++)
        {
            (int count, double strength) = Outward(graph, node);
            circles[node] = CircleOf(count, strength, strengthShare);
        }

        return circles;
    }

    internal static (int Count, double Strength) Outward(MutualGraph graph, int node)
    {
        (int count, double strength) = (0, 0);
        foreach (float weight in graph.Outward.AsSpan((int)graph.Both.Offsets[node], graph.Both.DegreeOf(node)))
        {
            count += weight > 0 ? 1 : 0;
            strength += weight;
        }

        return (count, strength);
    }

    /// <summary>The default is a root of a product, which is rounded correctly and so never falls, not even in its last bit, and is the same on every machine.</summary>
    internal static double CircleOf(int count, double strength, double strengthShare) => count == 0 ? 0
        : strengthShare == 0.5 ? Math.Sqrt(count * strength)
        : strengthShare == 0 ? count
        : strengthShare == 1 ? strength
        : Math.Pow(count, 1 - strengthShare) * Math.Pow(strength, strengthShare);
}
