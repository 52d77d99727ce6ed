using InfluenceGraph.Cascades;

namespace InfluenceGraph.Containment;

/// <summary>What the questions about a complaint need, at most: as if it came over every live tie to whoever has one.</summary>
internal static class ContainmentMemory
{
    /// <summary>In a list that doubles, and then in a copy and an index that choosing needs.</summary>
    internal const long BytesPerMember = 16;

    /// <summary>End and weight, in lists that double, and whether it is covered.</summary>
    internal const long BytesPerSet = 32;

    private const long BytesPerWorldKept = 8;

    internal static long OfDomino(CascadeGraph graph, DominoOptions options, int threads)
    {
        long nodes = graph.NodeCount;
        (long reached, long live) = Typical(graph);

        // What each world reached and put at risk, once more in order; the rows of a round with what candidates save.
        long worlds = (options.Worlds * 48L) + (WorldRuns.Round * (1024L + (8L * options.Top)));
        return Drawing(graph) + worlds + (nodes * 70) + (options.Top == 0 ? 0 : graph.EdgeCount * 8L) + (threads * Scratch(graph, reached, live));
    }

    internal static long OfContainment(CascadeGraph graph, int worlds, long maxMemory, bool hasAdvocates, int threads)
    {
        long nodes = graph.NodeCount;
        (long reached, long live) = Typical(graph);
        bool isTimed = graph.Delays is not null;
        long worldsKept = Math.Min(maxMemory, worlds * (ComplaintWorld.BytesBeside + (8 * reached) + ((isTimed ? 16 : 8) * live))) + (worlds * BytesPerWorldKept);

        // Each search over the worlds makes its own; what the two before held may still wait for the collector.
        long searching = 3 * threads * Scratch(graph, reached, live);
        long choosing = Drawing(graph) + worldsKept + (nodes * 80) + searching;
        if (!hasAdvocates)
        {
            return choosing;
        }

        long sets = Math.Min(maxMemory, worlds * AdvocateSets.PerWorld * (BytesPerSet + (BytesPerMember * reached)));
        long backward = GroundMemory.Backward(nodes, graph.EdgeCount, hasDelays: false) + GroundMemory.Jumps(nodes, graph.EdgeCount);

        // Which live ties lead to whom, in a list each, and who is near, for one world.
        return choosing + sets + backward + (nodes * 20) + (threads * ((reached * 200) + (live * 24)));
    }

    /// <summary>The nodes and live edges of a world in which the complaint comes to everybody who can hear anything.</summary>
    private static (long Nodes, long Live) Typical(CascadeGraph graph)
    {
        double live = 0;
        foreach (float probability in graph.Forward.Weights)
        {
            live += probability;
        }

        return (Math.Min(graph.NodeCount, (long)live + 1), (long)live);
    }

    private static long Drawing(CascadeGraph graph)
    {
        (long nodes, long edges) = (graph.NodeCount, graph.EdgeCount);
        return GroundMemory.Forward(nodes, edges, graph.Delays is not null)
            + (graph.Process == CascadeProcess.LinearThreshold ? (nodes * 8) + (edges * 8) : GroundMemory.Jumps(nodes, edges));
    }

    /// <summary>A worker's own: places of all nodes, and the world, its arrivals and its dominators, in arrays up to twice as long as needed.</summary>
    private static long Scratch(CascadeGraph graph, long reached, long live)
    {
        bool isTimed = graph.Delays is not null;
        long places = graph.NodeCount * (isTimed ? 14L : 5L);
        long world = (reached * 16) + (live * (isTimed ? 32 : 16));
        long soonest = graph.IsLimited ? (reached * 16) + (live * 16) : 0;
        return places + world + soonest + (reached * (isTimed ? 230 : 170)) + (live * 8);
    }
}
