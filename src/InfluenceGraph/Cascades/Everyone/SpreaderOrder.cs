namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// Nodes numbered by how often they pass a word on (the sum of their edges' probabilities), most first, so that what a
/// world touches lies close together; nodes without edges to others come last.
/// </summary>
internal sealed class SpreaderOrder
{
    private SpreaderOrder(int[] nodes, int[] ranks, int spreaderCount)
    {
        Nodes = nodes;
        Ranks = ranks;
        SpreaderCount = spreaderCount;
    }

    /// <summary>The node of each rank.</summary>
    internal int[] Nodes { get; }

    /// <summary>The rank of each node.</summary>
    internal int[] Ranks { get; }

    /// <summary>Ranks below this have edges to others.</summary>
    internal int SpreaderCount { get; }

    internal static SpreaderOrder Of(CascadeGraph graph)
    {
        int[] nodes = new int[graph.NodeCount];
        double[] activity = new double[graph.NodeCount];
        int spreaders = 0;
        for (int node = 0; node < nodes.Length; node++)
        {
            nodes[node] = node;
            foreach (float probability in graph.Forward.WeightsOf(node))
            {
                activity[node] -= probability;
            }

            spreaders += activity[node] < 0 ? 1 : 0;
        }

        // Sorting is not stable; the ranks of equals are made so by the node.
        Array.Sort(activity, nodes);
        for (int first = 0, next; first < nodes.Length; first = next)
        {
            for (next = first + 1; next < nodes.Length && activity[next] == activity[first]; next++)
            {
            }

            Array.Sort(nodes, first, next - first);
        }

        int[] ranks = new int[nodes.Length];
        for (int rank = 0; rank < nodes.Length; rank++)
        {
            ranks[nodes[rank]] = rank;
        }

        return new(nodes, ranks, spreaders);
    }
}
