namespace InfluenceGraph.Graphs;

/// <summary>The offsets of a counting sort by node: where each node's run begins.</summary>
internal static class CountingSort
{
    internal static long[] Offsets(ReadOnlySpan<int> nodes, int nodeCount)
    {
        long[] offsets = new long[nodeCount + 1];
        foreach (int node in nodes)
        {
            offsets[node + 1]++;
        }

        Accumulate(offsets);
        return offsets;
    }

    internal static void Accumulate(Span<long> offsets)
    {
        for (int i = 1; i < offsets.Length; i++)
        {
            offsets[i] += offsets[i - 1];
        }
    }
}
