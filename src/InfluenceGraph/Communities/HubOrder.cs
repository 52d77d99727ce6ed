using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Communities;

/// <summary>
/// Renumbers a large graph by falling degree where its own numbers say nothing of who is near whom: then most ties lead to
/// hubs, and what is noted of hubs stays in the nearest cache.
/// </summary>
internal static class HubOrder
{
    /// <summary>The node at each new number; <see langword="null"/> where the graph is small, or most ties lead to near numbers. O(nodes + edges).</summary>
    internal static int[]? Of(CsrGraph graph)
    {
        if (graph.NodeCount < VisitOrder.LargeGraph)
        {
            return null;
        }

        int near = 0;
        int reach = graph.NodeCount / 32;
        for (int node = 0; node < graph.NodeCount; node++)
        {
            foreach (int other in graph.TargetsOf(node))
            {
                near += Math.Abs(other - node) < reach ? 1 : 0;
            }
        }

        return near > graph.EdgeCount / 2 ? null : OrientedRows.ByFallingDegree(graph.Offsets);
    }

    /// <summary>The graph in other numbers. Rows keep their order, so they are not ascending. O(nodes + edges).</summary>
    internal static CsrGraph Renumbered(CsrGraph graph, int[] nodeAt)
    {
        int[] numberOf = new int[nodeAt.Length];
        for (int number = 0; number < nodeAt.Length; number++)
        {
            numberOf[nodeAt[number]] = number;
        }

        return graph.Renumbered(nodeAt, numberOf);
    }

    /// <summary>Puts what belongs to nodes in the order of new numbers.</summary>
    internal static T[] Gather<T>(T[] byNode, int[] nodeAt)
    {
        var byNumber = new T[nodeAt.Length];
        for (int number = 0; number < nodeAt.Length; number++)
        {
            byNumber[number] = byNode[nodeAt[number]];
        }

        return byNumber;
    }

    /// <summary>Puts groups back in the order of nodes, numbered by their first nodes.</summary>
    internal static void Scatter(int[] groupOf, int[] nodeAt)
    {
        int[] byNode = new int[nodeAt.Length];
        for (int number = 0; number < nodeAt.Length; number++)
        {
            byNode[nodeAt[number]] = groupOf[number];
        }

        Grouping.Renumber(byNode, byNode.Length);
        byNode.CopyTo(groupOf, 0);
    }
}
