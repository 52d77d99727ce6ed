namespace InfluenceGraph.Kernels;

/// <summary>Nodes by falling count, equal ones in their order, so that those who are asked for most lie together. A counting sort: O(nodes).</summary>
internal static class FallingOrder
{
    /// <summary>Counts from here on are so few that they are sorted.</summary>
    private const int Cap = 1 << 20;

    /// <summary>The nodes in that order.</summary>
    /// <param name="counts">By node: its count, 0 or more.</param>
    internal static int[] Of(ReadOnlySpan<int> counts)
    {
        int most = 0;
        foreach (int count in counts)
        {
            most = Math.Max(most, count);
        }

        // The largest counts come first; all of the cap and above share a bucket.
        int cap = Math.Min(most, Cap);
        int[] next = new int[cap + 2];
        foreach (int count in counts)
        {
            next[cap - Math.Min(count, cap) + 1]++;
        }

        int capped = next[1];
        for (int i = 1; i < next.Length; i++)
        {
            next[i] += next[i - 1];
        }

        int[] nodes = new int[counts.Length];
        for (int node = 0; node < nodes.Length; node++)
        {
            nodes[next[cap - Math.Min(counts[node], cap)]++] = node;
        }

        if (most > cap)
        {
            // Stable, so equal ones stay in their order.
            (int Node, int Count)[] largest = new (int, int)[capped];
            for (int i = 0; i < capped; i++)
            {
                largest[i] = (nodes[i], counts[nodes[i]]);
            }

            int[] sorted = [.. largest.OrderByDescending(pair => pair.Count).Select(pair => pair.Node)];
            sorted.CopyTo(nodes, 0);
        }

        return nodes;
    }

    /// <summary>By node: its place in an order.</summary>
    internal static int[] Inverse(ReadOnlySpan<int> order)
    {
        int[] inverse = new int[order.Length];
        for (int i = 0; i < inverse.Length; i++)
        {
            inverse[order[i]] = i;
        }

        return inverse;
    }
}
