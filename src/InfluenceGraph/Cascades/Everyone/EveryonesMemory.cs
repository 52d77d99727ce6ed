namespace InfluenceGraph.Cascades.Everyone;

/// <summary>Bytes that a computation of everyone's reach takes.</summary>
internal static class EveryonesMemory
{
    internal static long Of(CascadeGraph graph, int threads)
    {
        double live = 0;
        foreach (float probability in graph.Forward.Weights)
        {
            live += probability;
        }

        (long nodes, long edges) = (graph.NodeCount, graph.EdgeCount);
        return graph.IsLimited
            ? (120 * nodes) + (40 * edges) + (threads * 60 * nodes)
            : (140 * nodes) + (50 * edges) + (threads * ((150 * nodes) + (36 * (long)live)));
    }
}
