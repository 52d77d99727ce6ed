namespace InfluenceGraph.Graphs;

/// <summary>
/// Ties without direction: row <c>u</c> holds everyone who can reach <c>u</c> or whom <c>u</c> can reach, ascending, with
/// the weights of each way beside them. What circles and communities are made of. Edges from a node to itself are left out.
/// </summary>
internal sealed class MutualGraph
{
    private MutualGraph(CsrGraph both, float[] outward, float[] inward, long selfEdges)
    {
        Both = both;
        Outward = outward;
        Inward = inward;
        SelfEdges = selfEdges;
    }

    /// <summary>Symmetric; weighs the sum of the two ways.</summary>
    internal CsrGraph Both { get; }

    /// <summary>By edge of <see cref="Both"/>: the weight of <c>u -> v</c>, 0 where there is none.</summary>
    internal float[] Outward { get; }

    /// <summary>By edge of <see cref="Both"/>: the weight of <c>v -> u</c>, 0 where there is none.</summary>
    internal float[] Inward { get; }

    /// <summary>The number of edges from a node to itself that were left out.</summary>
    internal long SelfEdges { get; }

    internal int NodeCount => Both.NodeCount;

    /// <summary>What such a graph takes.</summary>
    /// <param name="nodes">The number of nodes.</param>
    /// <param name="edges">The number of edges of <see cref="Both"/>: each tie twice.</param>
    internal static long Bytes(long nodes, long edges) => (nodes * sizeof(long)) + (edges * 16);

    /// <summary>Merges the rows of the two directions. O(nodes + edges).</summary>
    internal static MutualGraph Of(GraphView view, CompactNodes nodes, CancellationToken cancellationToken = default)
    {
        (CsrGraph forward, CsrGraph backward) = (view.Forward, view.Backward.Value);
        long[] offsets = new long[nodes.Count + 1];
        int[] neighbours = [];
        float[] outward = [];
        float[] inward = [];
        long selfEdges = 0;

        // Once to count, once to write.
        foreach (bool writes in (ReadOnlySpan<bool>)[false, true])
        {
            int count = 0;
            selfEdges = 0;
            for (int u = 0; u < nodes.Count; u++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int viewNode = nodes.ViewNodes[u];
                var merge = new RowMerge(forward, backward, viewNode);
                while (merge.Next(out int other, out float toOther, out float fromOther))
                {
                    if (other == viewNode)
                    {
                        selfEdges += toOther > 0 ? 1 : 0;
                    }
                    else if (nodes.Nodes[other] >= 0 && (toOther > 0 || fromOther > 0))
                    {
                        if (writes)
                        {
                            (neighbours[count], outward[count], inward[count]) = (nodes.Nodes[other], toOther, fromOther);
                        }

                        count++;
                    }
                }

                offsets[u + 1] = count;
            }

            if (!writes)
            {
                (neighbours, outward, inward) = (new int[count], new float[count], new float[count]);
            }
        }

        float[] both = new float[neighbours.Length];
        for (int e = 0; e < both.Length; e++)
        {
            // Two finite floats may add up to more than one holds.
            both[e] = Math.Min(outward[e] + inward[e], float.MaxValue);
        }

        return new(new(offsets, neighbours, both), outward, inward, selfEdges);
    }

    /// <summary>Walks a node's outward and inward rows side by side.</summary>
    private ref struct RowMerge(CsrGraph forward, CsrGraph backward, int node)
    {
        private readonly ReadOnlySpan<int> _targets = forward.TargetsOf(node);
        private readonly ReadOnlySpan<float> _outward = forward.WeightsOf(node);
        private readonly ReadOnlySpan<int> _sources = backward.TargetsOf(node);
        private readonly ReadOnlySpan<float> _inward = backward.WeightsOf(node);
        private int _out;
        private int _in;

        internal bool Next(out int other, out float toOther, out float fromOther)
        {
            int target = _out < _targets.Length ? _targets[_out] : int.MaxValue;
            int source = _in < _sources.Length ? _sources[_in] : int.MaxValue;
            other = Math.Min(target, source);
            toOther = target == other && other != int.MaxValue ? _outward[_out++] : 0;
            fromOther = source == other && other != int.MaxValue ? _inward[_in++] : 0;
            return other != int.MaxValue;
        }
    }
}
