namespace InfluenceGraph.Communities;

/// <summary>Each node in one group. Groups are numbered 0, 1, 2, ... in the order of their first nodes, so that equal groupings are equal arrays.</summary>
internal sealed class Partition
{
    private readonly int[] _groupOf;

    private Partition(int[] groupOf, int count)
    {
        _groupOf = groupOf;
        Count = count;
    }

    /// <summary>The number of groups.</summary>
    internal int Count { get; }

    internal int NodeCount => _groupOf.Length;

    /// <summary>Node to group.</summary>
    internal ReadOnlySpan<int> GroupOf => _groupOf;

    /// <summary>Renumbers labels of any values. O(nodes).</summary>
    internal static Partition Of(ReadOnlySpan<int> labels)
    {
        var numbers = new Dictionary<int, int>();
        int[] groupOf = new int[labels.Length];
        for (int node = 0; node < labels.Length; node++)
        {
            if (!numbers.TryGetValue(labels[node], out int number))
            {
                number = numbers.Count;
                numbers.Add(labels[node], number);
            }

            groupOf[node] = number;
        }

        return new(groupOf, numbers.Count);
    }

    /// <summary>The nodes of each group, ascending: <c>Nodes[Offsets[g] .. Offsets[g + 1]]</c>. O(nodes).</summary>
    internal (int[] Offsets, int[] Nodes) Members()
    {
        int[] offsets = new int[Count + 1];
        foreach (int group in _groupOf)
        {
            offsets[group + 1]++;
        }

        for (int group = 0; group < Count; group++)
        {
            offsets[group + 1] += offsets[group];
        }

        int[] next = offsets[..^1];
        int[] nodes = new int[_groupOf.Length];
        for (int node = 0; node < nodes.Length; node++)
        {
            nodes[next[_groupOf[node]]++] = node;
        }

        return (offsets, nodes);
    }
}
