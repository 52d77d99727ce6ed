namespace InfluenceGraph.Communities;

/// <summary>Groupings as plain arrays, node to group.</summary>
internal static class Grouping
{
    /// <summary>Renumbers groups 0, 1, 2, ... in the order of their first nodes, in place. O(nodes + labels).</summary>
    /// <returns>The number of groups.</returns>
    internal static int Renumber(Span<int> groupOf, int labelCount)
    {
        int[] numbers = new int[labelCount];
        int count = 0;
        foreach (ref int group in groupOf)
        {
            ref int number = ref numbers[group];
            if (number == 0)
            {
                number = ++count;
            }

            group = number - 1;
        }

        return count;
    }

    /// <summary>Each node in a group of its own.</summary>
    internal static int[] Each(int nodes)
    {
        int[] groups = new int[nodes];
        for (int node = 0; node < nodes; node++)
        {
            groups[node] = node;
        }

        return groups;
    }

    /// <summary>The nodes of each group, ascending, by counting sort.</summary>
    internal static (int[] Starts, int[] Members) Members(ReadOnlySpan<int> groupOf, int count) => Members(Each(groupOf.Length), groupOf, count);

    /// <summary>Some nodes by group, in their order, by counting sort.</summary>
    internal static (int[] Starts, int[] Members) Members(ReadOnlySpan<int> nodes, ReadOnlySpan<int> groupOf, int count)
    {
        int[] starts = new int[count + 1];
        foreach (int node in nodes)
        {
            starts[groupOf[node] + 1]++;
        }

        for (int group = 0; group < count; group++)
        {
            starts[group + 1] += starts[group];
        }

        int[] next = starts[..^1];
        int[] members = new int[nodes.Length];
        foreach (int node in nodes)
        {
            members[next[groupOf[node]]++] = node;
        }

        return (starts, members);
    }
}
