using InfluenceGraph.Graphs;

namespace InfluenceGraph.Topics;

/// <summary>The edges on which value of many topics moves: only nodes and edges that may be used.</summary>
internal sealed class LaneGround
{
    internal LaneGround(GraphView view, CompactNodes nodes)
    {
        Forward = CompactEdges.Forward(view, nodes);
        WeightReceived = new double[nodes.Count];
        ReadOnlySpan<double> received = view.WeightReceived;
        var unreached = new List<int>();
        for (int u = 0; u < nodes.Count; u++)
        {
            WeightReceived[u] = received[nodes.ViewNodes[u]];
            if (WeightReceived[u] == 0)
            {
                unreached.Add(u);
            }
        }

        Unreached = [.. unreached];
        MaxDegree = view.UsedEdges.MaxDegree;
    }

    internal int NodeCount => Forward.NodeCount;

    /// <summary>Row <c>u</c>: whom <c>u</c> can reach.</summary>
    internal CsrGraph Forward { get; }

    /// <summary>W_v: the weights of all edges into <c>v</c>.</summary>
    internal double[] WeightReceived { get; }

    /// <summary>The nodes that nobody can reach.</summary>
    internal int[] Unreached { get; }

    /// <summary>The most edges that meet in one node.</summary>
    internal long MaxDegree { get; }
}
