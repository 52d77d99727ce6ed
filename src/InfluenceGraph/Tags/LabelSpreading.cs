using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Tags;

/// <summary>
/// Groups by weighted label propagation: each node takes the label that weighs most among its neighbours, one node after the other
/// in their order, until nothing changes. Deterministic: a node keeps its label where that is among the heaviest, else takes
/// the smallest of them.
/// </summary>
/// <remarks>U. N. Raghavan, R. Albert, S. Kumara, "Near linear time algorithm to detect community structures in large-scale networks", Physical Review E 76 (2007).</remarks>
internal static class LabelSpreading
{
    private const int MaxRounds = 100;

    /// <summary>O(edges) per round.</summary>
    internal static Partition Of(CsrGraph graph)
    {
        int[] labels = [.. Enumerable.Range(0, graph.NodeCount)];
        double[] weights = new double[labels.Length];
        bool isMoving = true;
        for (int round = 0; round < MaxRounds && isMoving; round++)
        {
            isMoving = false;
            for (int node = 0; node < labels.Length; node++)
            {
                int heaviest = HeaviestAround(graph, node, labels, weights);
                isMoving |= heaviest != labels[node];
                labels[node] = heaviest;
            }
        }

        return Partition.Of(labels);
    }

    private static int HeaviestAround(CsrGraph graph, int node, int[] labels, double[] weights)
    {
        ReadOnlySpan<int> neighbours = graph.TargetsOf(node);
        ReadOnlySpan<float> edgeWeights = graph.WeightsOf(node);
        for (int e = 0; e < neighbours.Length; e++)
        {
            weights[labels[neighbours[e]]] += edgeWeights[e];
        }

        int best = labels[node];
        foreach (int neighbour in neighbours)
        {
            int label = labels[neighbour];
            bool isHeavier = weights[label] > weights[best];
            bool isSmaller = weights[label] == weights[best] && best != labels[node] && label < best;
            best = isHeavier || isSmaller ? label : best;
        }

        foreach (int neighbour in neighbours)
        {
            weights[labels[neighbour]] = 0;
        }

        return best;
    }
}
