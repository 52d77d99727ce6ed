using InfluenceGraph.Graphs;
using InfluenceGraph.Tags;

namespace InfluenceGraph.LookAlikes;

/// <summary>Bytes that look-alikes take at most.</summary>
internal static class LookAlikeMemory
{
    internal static long Of(long nodes, long edges, long entries, long tags, double tagShare)
    {
        // Starting values, walks, the weights that they start from, and the result.
        long byTies = tagShare < 1 ? MutualGraph.Bytes(nodes, edges) + (nodes * 9 * sizeof(double)) : 0;
        long byTags = tagShare > 0 && entries > 0 ? TagMemory.Matrix(nodes, entries) + TagMemory.Vectors(nodes, entries, tags) + (tags * sizeof(double)) : 0;
        return byTies + byTags + (nodes * 4 * sizeof(double));
    }
}
