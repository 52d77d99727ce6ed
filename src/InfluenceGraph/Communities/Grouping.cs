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

    /// <summary>The nodes of each group, ascending, by counting sort.</summary>
    internal static (int[] Starts, int[] Members) Members(ReadOnlySpan<int> groupOf, int count)
    {
        int[] starts = new int[count + 1];
        foreach (int group in groupOf)
        {
            starts[group + 1]++;
        }

        for (int group = 0; group < count; group++)
        {
            starts[group + 1] += starts[group];
        }

        int[] next = starts[..^1];
        int[] members = new int[groupOf.Length];
        for (int node = 0; node < members.Length; node++)
        {
            members[next[groupOf[node]]++] = node;
        }

        return (starts, members);
    }
}
