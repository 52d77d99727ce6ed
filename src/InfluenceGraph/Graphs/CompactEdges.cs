namespace InfluenceGraph.Graphs;

/// <summary>The edges between the nodes of <see cref="CompactNodes"/> that carry weight.</summary>
internal static class CompactEdges
{
    /// <summary>Row <c>u</c>: whom <c>u</c> can reach. O(nodes + edges).</summary>
    internal static CsrGraph Forward(GraphView view, CompactNodes nodes)
    {
        CsrGraph all = view.Forward;
        long[] offsets = new long[nodes.Count + 1];
        int[] targets = new int[view.UsedEdges.Edges];
        float[] weights = new float[targets.Length];
        int count = 0;
        for (int u = 0; u < nodes.Count; u++)
        {
            ReadOnlySpan<int> ofNode = all.TargetsOf(nodes.ViewNodes[u]);
            ReadOnlySpan<float> weightsOfNode = all.WeightsOf(nodes.ViewNodes[u]);
            for (int e = 0; e < ofNode.Length; e++)
            {
                if (weightsOfNode[e] > 0 && nodes.Nodes[ofNode[e]] >= 0)
                {
                    (targets[count], weights[count]) = (nodes.Nodes[ofNode[e]], weightsOfNode[e]);
                    count++;
                }
            }

            offsets[u + 1] = count;
        }

        return new(offsets, targets, weights);
    }
}
