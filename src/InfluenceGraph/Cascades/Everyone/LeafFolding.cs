using InfluenceGraph.Graphs;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// Who passes nothing on and can hear from one node only is no matter of chance to others than that node: so they are
/// folded into it, which then counts their worth times the probability, and so on up the tree. Exact in expectation, and
/// neither their worth nor their edge is simulated any more.
/// </summary>
internal sealed class LeafFolding
{
    private LeafFolding(CascadeGraph graph, double[] worth)
    {
        Graph = graph;
        Worth = worth;
    }

    /// <summary>The graph without the edges to nodes that were folded; they stay as nodes without edges.</summary>
    internal CascadeGraph Graph { get; }

    /// <summary>What each node counts with what was folded into it; of a node that was folded, what it reaches.</summary>
    internal double[] Worth { get; }

    /// <summary>Folds what can be. O(nodes + edges).</summary>
    internal static LeafFolding Of(CascadeGraph graph, double[] worth)
    {
        int[] edgesLeft = new int[graph.NodeCount];
        var leaves = new Stack<int>();
        for (int u = 0; u < edgesLeft.Length; u++)
        {
            edgesLeft[u] = graph.Forward.DegreeOf(u);
            if (edgesLeft[u] == 0 && graph.Backward.DegreeOf(u) == 1)
            {
                leaves.Push(u);
            }
        }

        if (leaves.Count == 0)
        {
            return new(graph, worth);
        }

        double[] sums = [.. worth];
        bool[] isFolded = new bool[graph.NodeCount];
        while (leaves.TryPop(out int leaf))
        {
            isFolded[leaf] = true;
            int parent = graph.Backward.TargetsOf(leaf)[0];
            sums[parent] += graph.Backward.WeightsOf(leaf)[0] * sums[leaf];
            if (--edgesLeft[parent] == 0 && graph.Backward.DegreeOf(parent) == 1)
            {
                leaves.Push(parent);
            }
        }

        return new(Without(graph, isFolded, edgesLeft), sums);
    }

    private static CascadeGraph Without(CascadeGraph graph, bool[] isFolded, int[] edgesLeft)
    {
        long[] offsets = new long[graph.NodeCount + 1];
        for (int u = 0; u < edgesLeft.Length; u++)
        {
            offsets[u + 1] = offsets[u] + edgesLeft[u];
        }

        int[] targets = new int[offsets[^1]];
        float[] probabilities = new float[targets.Length];
        for (int e = 0, next = 0; e < graph.EdgeCount; e++)
        {
            if (!isFolded[graph.Forward.Targets[e]])
            {
                (targets[next], probabilities[next]) = (graph.Forward.Targets[e], graph.Forward.Weights[e]);
                next++;
            }
        }

        return new(graph.Process, new CsrGraph(offsets, targets, probabilities));
    }
}
