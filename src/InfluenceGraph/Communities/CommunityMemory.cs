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

    /// <summary>One search on a graph of its own weights: masses, a run's arrays, and the next level, which in the worst case is half as large as the graph.</summary>
    internal static long Search(long nodes, long edges, int runsAtOnce, int levels) =>
        (nodes * 48) + (runsAtOnce * ((nodes * (72 + (4L * levels))) + (edges * 12)));
}
