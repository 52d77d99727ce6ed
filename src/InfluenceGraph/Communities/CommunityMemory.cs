using InfluenceGraph.Graphs;

namespace InfluenceGraph.Communities;

/// <summary>Bytes that questions about communities take at most.</summary>
internal static class CommunityMemory
{
    /// <summary>What each node heard, orders and counts; then memberships in lists that double: as many as the threshold lets a node have, but few have more than one.</summary>
    internal static long Overlapping(long nodes, long edges, int rounds, double threshold)
    {
        long memberships = nodes * Math.Min(3, (long)(1 / threshold));
        return MutualGraph.Bytes(nodes, edges) + (nodes * ((4L * (rounds + 1)) + 20)) + (memberships * 72) + (nodes * 48);
    }

    /// <summary>Searches on one graph: masses; a run's arrays and the graph of its next level, in lists that double and may be as large as the one below; what each thread adds up in; and what each finished run found.</summary>
    internal static long Search(long nodes, long edges, int runs, int threads)
    {
        const int Levels = 10;
        long found = nodes * sizeof(int) * (Levels + 1L);
        int atOnce = Math.Min(runs, threads);
        return (nodes * (48 + (12L * threads))) + (atOnce * ((nodes * 96) + (edges * 36))) + (runs * found);
    }
}
