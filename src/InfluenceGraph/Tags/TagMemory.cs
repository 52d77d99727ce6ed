namespace InfluenceGraph.Tags;

/// <summary>Bytes that questions about tags take at most. Entries are tag rows, as if each were in force.</summary>
internal static class TagMemory
{
    /// <summary>The tags in force by node, while their lists are copied.</summary>
    internal static long Matrix(long nodes, long entries) => (nodes * sizeof(int)) + (entries * 18);

    /// <summary>Vectors by node and by tag, while their lists are copied.</summary>
    internal static long Vectors(long nodes, long entries, long tags) => (nodes * 2 * sizeof(int)) + (entries * 48) + (tags * 32);

    /// <summary>What one searcher marks.</summary>
    internal static long Search(long nodes, long tags) => (nodes * 16) + (tags * sizeof(double));

    /// <summary>Tags beside tags, as trees: gone before vectors are made.</summary>
    internal static long Rare(long nodes, long entries, long tags) => (entries * 88) + ((nodes + tags) * 56);

    /// <summary>Each node's choice, and both ways of it while they are put in order and as a graph.</summary>
    internal static long Neighbours(long nodes, int count) => nodes * (32 + (16L * count) + (2L * count * 24));

    /// <summary>Sums of groups as trees.</summary>
    internal static long Groups(long nodes, long entries, long tags) => (entries * 64) + (nodes * 120) + (tags * 72);
}
