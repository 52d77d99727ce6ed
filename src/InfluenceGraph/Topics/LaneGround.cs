using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Topics;

/// <summary>
/// The edges on which value of many topics moves: only nodes and edges that may be used. The lanes of a node stand in a
/// slot of their own, nodes that are read most often first: a few hubs are read all the time, and side by side they stay
/// near the processor. Within a row edges keep the order of the nodes, and so sums keep their bits.
/// </summary>
internal sealed class LaneGround
{
    private readonly int[] _nodeAt;
    private readonly Lazy<CsrGraph> _slots;

    internal LaneGround(GraphView view, CompactNodes nodes)
    {
        Forward = CompactEdges.Forward(view, nodes);
        WeightReceived = new double[nodes.Count];
        ReadOnlySpan<double> received = view.WeightReceived;
        for (int u = 0; u < nodes.Count; u++)
        {
            WeightReceived[u] = received[nodes.ViewNodes[u]];
        }

        MaxDegree = view.UsedEdges.MaxDegree;
        _nodeAt = NodesByReads(Forward);
        _slots = new(InSlots);
        UnreachedSlots = [.. Enumerable.Range(0, nodes.Count).Where(slot => WeightReceived[_nodeAt[slot]] == 0)];
    }

    internal int NodeCount => Forward.NodeCount;

    /// <summary>Row <c>u</c>: whom <c>u</c> can reach.</summary>
    internal CsrGraph Forward { get; }

    /// <summary>The same by slots.</summary>
    internal CsrGraph Slots => _slots.Value;

    /// <summary>Slot to node.</summary>
    internal ReadOnlySpan<int> NodeAt => _nodeAt;

    /// <summary>W_v by node: the weights of all edges into <c>v</c>.</summary>
    internal double[] WeightReceived { get; }

    /// <summary>The slots of nodes that nobody can reach.</summary>
    internal int[] UnreachedSlots { get; }

    /// <summary>The most edges that meet in one node.</summary>
    internal long MaxDegree { get; }

    /// <summary>Passed on per unit of value and weight, by slot.</summary>
    internal double[] RatesOf(double damping) =>
        Array.ConvertAll(_nodeAt, node => WeightReceived[node] > 0 ? damping / WeightReceived[node] : 0);

    /// <summary>Sources by node, as sources by slot.</summary>
    internal LaneSources InSlots(in LaneSources byNode)
    {
        long[] offsets = new long[NodeCount + 1];
        byte[] lanes = new byte[byNode.Lanes.Length];
        double[] values = new double[byNode.Values.Length];
        for (int slot = 0; slot < NodeCount; slot++)
        {
            (int start, int end) = ((int)byNode.Offsets[_nodeAt[slot]], (int)byNode.Offsets[_nodeAt[slot] + 1]);
            byNode.Lanes.AsSpan(start..end).CopyTo(lanes.AsSpan((int)offsets[slot]));
            byNode.Values.AsSpan(start..end).CopyTo(values.AsSpan((int)offsets[slot]));
            offsets[slot + 1] = offsets[slot] + end - start;
        }

        return new(offsets, lanes, values);
    }

    private CsrGraph InSlots()
    {
        int[] slotOf = new int[NodeCount];
        for (int slot = 0; slot < slotOf.Length; slot++)
        {
            slotOf[_nodeAt[slot]] = slot;
        }

        long[] offsets = new long[NodeCount + 1];
        int[] targets = new int[Forward.EdgeCount];
        float[] weights = new float[Forward.EdgeCount];
        for (int slot = 0; slot < NodeCount; slot++)
        {
            ReadOnlySpan<int> row = Forward.TargetsOf(_nodeAt[slot]);
            int start = (int)offsets[slot];
            for (int e = 0; e < row.Length; e++)
            {
                targets[start + e] = slotOf[row[e]];
            }

            Forward.WeightsOf(_nodeAt[slot]).CopyTo(weights.AsSpan(start));
            offsets[slot + 1] = start + row.Length;
        }

        return new(offsets, targets, weights);
    }

    private static int[] NodesByReads(CsrGraph graph)
    {
        long[] keys = new long[graph.NodeCount];
        foreach (int target in graph.Targets)
        {
            keys[target] -= 1L << 32;
        }

        int[] nodes = [.. Enumerable.Range(0, keys.Length)];
        for (int node = 0; node < keys.Length; node++)
        {
            keys[node] += node;
        }

        Array.Sort(keys, nodes);
        return nodes;
    }
}
