namespace InfluenceGraph.Communities;

/// <summary>Two groupings of the same nodes beside each other: how many nodes each pair of groups shares.</summary>
internal sealed class GroupOverlaps
{
    private GroupOverlaps(int[] sizesBefore, int[] sizesNow, (int Before, int Now, int Shared)[] pairs, int nodeCount)
    {
        SizesBefore = sizesBefore;
        SizesNow = sizesNow;
        Pairs = pairs;
        NodeCount = nodeCount;
    }

    internal int NodeCount { get; }

    internal int[] SizesBefore { get; }

    internal int[] SizesNow { get; }

    /// <summary>Pairs that share a node, ascending.</summary>
    internal (int Before, int Now, int Shared)[] Pairs { get; }

    /// <summary>Counts, by sorting. O(nodes log nodes).</summary>
    internal static GroupOverlaps Of(ReadOnlySpan<int> before, ReadOnlySpan<int> now, int countBefore, int countNow)
    {
        (int[] sizesBefore, int[] sizesNow) = (new int[countBefore], new int[countNow]);
        long[] keys = new long[before.Length];
        for (int node = 0; node < keys.Length; node++)
        {
            sizesBefore[before[node]]++;
            sizesNow[now[node]]++;
            keys[node] = ((long)before[node] << 32) | (uint)now[node];
        }

        Array.Sort(keys);
        var pairs = new List<(int Before, int Now, int Shared)>();
        for (int start = 0, end; start < keys.Length; start = end)
        {
            end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            pairs.Add(((int)(keys[start] >> 32), (int)keys[start], end - start));
        }

        return new(sizesBefore, sizesNow, [.. pairs], keys.Length);
    }

    /// <summary>By earlier group: the group that has more than half of its nodes, or -1.</summary>
    internal int[] FlowsInto()
    {
        int[] into = new int[SizesBefore.Length];
        Array.Fill(into, -1);
        foreach ((int before, int now, int shared) in Pairs)
        {
            into[before] = 2L * shared > SizesBefore[before] ? now : into[before];
        }

        return into;
    }

    /// <summary>By group: the earlier group that more than half of its nodes were in, or -1.</summary>
    internal int[] ComesFrom()
    {
        int[] from = new int[SizesNow.Length];
        Array.Fill(from, -1);
        foreach ((int before, int now, int shared) in Pairs)
        {
            from[now] = 2L * shared > SizesNow[now] ? before : from[now];
        }

        return from;
    }

    /// <summary>
    /// By group: the earlier group that it continues, or -1. One to one, the most alike first (Jaccard), among pairs of which
    /// one has more than half of the other.
    /// </summary>
    internal int[] Continues()
    {
        (int[] into, int[] from) = (FlowsInto(), ComesFrom());
        (int Before, int Now, int Shared)[] candidates = [.. Pairs
            .Where(pair => into[pair.Before] == pair.Now || from[pair.Now] == pair.Before)
            .OrderByDescending(pair => (double)pair.Shared / ((long)SizesBefore[pair.Before] + SizesNow[pair.Now] - pair.Shared))
            .ThenByDescending(pair => pair.Shared)
            .ThenBy(pair => pair.Before)
            .ThenBy(pair => pair.Now)];
        int[] continues = new int[SizesNow.Length];
        Array.Fill(continues, -1);
        bool[] isTaken = new bool[SizesBefore.Length];
        foreach ((int before, int now, _) in candidates)
        {
            if (continues[now] < 0 && !isTaken[before])
            {
                continues[now] = before;
                isTaken[before] = true;
            }
        }

        return continues;
    }
}
