using InfluenceGraph.Tags;

namespace InfluenceGraph.Topics;

/// <summary>Bytes that opinion leaders take at most.</summary>
internal static class LeaderMemory
{
    /// <summary>A pass has its ties by slots, and three numbers a node and lane; before it, sources of all replicates of a topic; after it, a value a node and lane.</summary>
    internal static long Of(long nodes, long edges, long entries, long tags, int topics, OpinionLeaderOptions options)
    {
        const int MostLanes = 64;
        long lanes = Math.Min(MostLanes, Math.Max(topics, options.Replicates));
        long ground = (edges * 16) + (nodes * 56);
        long shares = Math.Min(entries, nodes * topics) * 24;
        long pass = nodes * lanes * ((4 * sizeof(double)) + (2 * 9));
        long watched = (long)topics * options.Top * options.Replicates * sizeof(double);
        return TagMemory.Matrix(nodes, entries) + (entries * 8) + (tags * 24) + ground + shares + pass + (nodes * topics * sizeof(double)) + watched + (nodes * 40);
    }
}
