using InfluenceGraph.Graphs;

namespace InfluenceGraph.Communities;

/// <summary>What communities are found in: ties without direction, and how much weight each node sends and receives.</summary>
internal sealed class CommunityTies
{
    private CommunityTies(CsrGraph graph, double[] sent, double[] received)
    {
        Graph = graph;
        Sent = sent;
        Received = received;
        foreach (double weight in sent)
        {
            Total += weight;
        }
    }

    /// <summary>Symmetric, without edges from a node to itself; weighs the sum of the two ways.</summary>
    internal CsrGraph Graph { get; }

    /// <summary>By node: the weight of its outward ties.</summary>
    internal double[] Sent { get; }

    /// <summary>By node: the weight of its inward ties.</summary>
    internal double[] Received { get; }

    /// <summary>The weight of all ties, each way counted: <c>m</c>.</summary>
    internal double Total { get; }

    internal int NodeCount => Graph.NodeCount;

    internal static CommunityTies Of(MutualGraph graph) => Of(graph.Both, graph.Outward, graph.Inward);

    /// <summary>Ties of which the direction is not known: half of each weight goes either way.</summary>
    internal static CommunityTies Of(CsrGraph symmetric)
    {
        double[] halves = new double[symmetric.NodeCount];
        for (int u = 0; u < halves.Length; u++)
        {
            foreach (float weight in symmetric.WeightsOf(u))
            {
                halves[u] += weight / 2.0;
            }
        }

        return new(symmetric, halves, halves);
    }

    internal static CommunityTies Of(CsrGraph both, float[] outward, float[] inward)
    {
        double[] sent = new double[both.NodeCount];
        double[] received = new double[both.NodeCount];
        for (int u = 0; u < sent.Length; u++)
        {
            for (int e = (int)both.Offsets[u]; e < (int)both.Offsets[u + 1]; e++)
            {
                sent[u] += outward[e];
                received[u] += inward[e];
            }
        }

        return new(both, sent, received);
    }
}
