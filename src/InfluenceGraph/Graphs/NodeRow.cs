namespace InfluenceGraph.Graphs;

/// <summary>One row between two nodes. 16 bytes.</summary>
internal readonly record struct NodeRow(int Target, int Source, float Permission, float Strength)
{
    /// <summary>Rows by source, then target, ascend.</summary>
    internal ulong Pair => ((ulong)(uint)Source << 32) | (uint)Target;
}
