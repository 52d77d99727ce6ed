using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Topics;

/// <summary>
/// The edges on which value of many topics moves. The lanes of a node stand in a slot of their own, nodes that are read most
/// often first: a few hubs are read all the time, and side by side they stay near the processor. Within a row edges keep the
/// order of the nodes, and so sums keep their bits.
/// </summary>
internal sealed class LaneGround
{
    private readonly int[] _nodeAt;
    private readonly int[] _slotOf;
    private readonly double[] _weightReceived;

    /// <summary>O(nodes + edges).</summary>
    /// <param name="forward">Row <c>u</c>: whom <c>u</c> can reach.</param>
    /// <param name="weightReceived">By node, the weights of all edges into it.</param>
    internal LaneGround(CsrGraph forward, double[] weightReceived)
    {
        _weightReceived = weightReceived;

        // Nodes that are read as often keep their order.
        _nodeAt = OrientedRows.ByFallingDegree(CountingSort.Offsets(forward.Targets, forward.NodeCount));
        _slotOf = new int[_nodeAt.Length];
        for (int slot = 0; slot < _slotOf.Length; slot++)
        {
            _slotOf[_nodeAt[slot]] = slot;
        }

        Slots = forward.Renumbered(_nodeAt, _slotOf);
        UnreachedSlots = [.. Enumerable.Range(0, NodeCount).Where(slot => weightReceived[_nodeAt[slot]] == 0)];
    }

    internal int NodeCount => _nodeAt.Length;

    /// <summary>The edges by slots.</summary>
    internal CsrGraph Slots { get; }

    /// <summary>Node to slot.</summary>
    internal ReadOnlySpan<int> SlotOf => _slotOf;

    /// <summary>The slots of nodes that nobody can reach.</summary>
    internal int[] UnreachedSlots { get; }

    /// <summary>Passed on per unit of value and weight, by slot.</summary>
    internal double[] RatesOf(double damping) =>
        Array.ConvertAll(_nodeAt, node => _weightReceived[node] > 0 ? damping / _weightReceived[node] : 0);

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
}
