namespace InfluenceGraph.Cascades;

/// <summary>What the graph that a word travels on takes, whatever is asked.</summary>
internal static class GroundMemory
{
    /// <summary>Numbers of nodes, forward rows with probabilities, and delays where there are any.</summary>
    internal static long Forward(long nodes, long edges, bool hasDelays) => (nodes * 20) + (edges * (hasDelays ? 12 : 8));

    /// <summary>Rows the other way round, and where each begins while they are made.</summary>
    internal static long Backward(long nodes, long edges, bool hasDelays) => (nodes * 16) + (edges * (hasDelays ? 16 : 8));

    /// <summary>Rows made ready to jump: runs in a list that doubles, and order, targets and acceptance of edges.</summary>
    internal static long Jumps(long nodes, long edges) => (nodes * 40) + (edges * 12);
}
