using InfluenceGraph.Graphs;

namespace InfluenceGraph.Communities;

/// <summary>Which groups hang together by their own ties.</summary>
internal static class Components
{
    /// <summary>Splits groups that do not hang together, in place; groups are numbered by their first nodes. O(nodes + edges).</summary>
    /// <returns>The number of groups.</returns>
    internal static int Split(CsrGraph graph, int[] groupOf)
    {
        int[] component = new int[groupOf.Length];
        Array.Fill(component, -1);
        var waiting = new Stack<int>();
        int count = 0;
        for (int first = 0; first < component.Length; first++)
        {
            if (component[first] < 0)
            {
                component[first] = count;
                waiting.Push(first);
                while (waiting.TryPop(out int node))
                {
                    foreach (int other in graph.TargetsOf(node))
                    {
                        if (component[other] < 0 && groupOf[other] == groupOf[node])
                        {
                            component[other] = count;
                            waiting.Push(other);
                        }
                    }
                }

                count++;
            }
        }

        component.CopyTo(groupOf, 0);
        return count;
    }

    /// <summary>By group: whether it hangs together. O(nodes + edges).</summary>
    internal static bool[] AreConnected(CsrGraph graph, int[] groupOf, int count)
    {
        int[] component = [.. groupOf];
        int components = Split(graph, component);
        bool[] areConnected = new bool[count];
        Array.Fill(areConnected, true);
        int[] firstOf = new int[count];
        Array.Fill(firstOf, -1);
        for (int node = 0; components > count && node < groupOf.Length; node++)
        {
            ref int first = ref firstOf[groupOf[node]];
            first = first < 0 ? component[node] : first;
            areConnected[groupOf[node]] &= first == component[node];
        }

        return areConnected;
    }
}
