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
            ? (130 * nodes) + (40 * edges) + (threads * 70 * nodes)
            : (150 * nodes) + (50 * edges) + (threads * ((160 * nodes) + (36 * (long)live)));
    }
}
