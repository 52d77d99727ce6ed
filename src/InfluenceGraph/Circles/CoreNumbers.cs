using InfluenceGraph.Graphs;

namespace InfluenceGraph.Circles;

/// <summary>
/// The k-core that each node belongs to: nodes are taken away by rising degree, and each lowers its neighbours'. O(nodes + edges).
/// V. Batagelj, M. Zaversnik, "An O(m) algorithm for cores decomposition of networks", arXiv:cs/0310049.
/// </summary>
internal static class CoreNumbers
{
    internal static int[] Of(CsrGraph graph)
    {
        int[] degrees = new int[graph.NodeCount];
        int[] firstOf = new int[graph.NodeCount + 1];
        for (int node = 0; node < degrees.Length; node++)
        {
            degrees[node] = graph.DegreeOf(node);
            firstOf[degrees[node] + 1]++;
        }

        for (int degree = 1; degree < firstOf.Length; degree++)
        {
            firstOf[degree] += firstOf[degree - 1];
        }

        int[] next = [.. firstOf];
        int[] nodes = new int[degrees.Length];
        int[] places = new int[degrees.Length];
        for (int node = 0; node < degrees.Length; node++)
        {
            places[node] = next[degrees[node]]++;
            nodes[places[node]] = node;
        }

        for (int place = 0; place < nodes.Length; place++)
        {
            int node = nodes[place];
            foreach (int other in graph.TargetsOf(node))
            {
                if (degrees[other] <= degrees[node])
                {
                    continue;
                }

                // To the front of its degree, which then begins one place later.
                int front = firstOf[degrees[other]]++;
                int atFront = nodes[front];
                (nodes[front], nodes[places[other]]) = (other, atFront);
                (places[atFront], places[other]) = (places[other], front);
                degrees[other]--;
            }
        }

        return degrees;
    }
}
