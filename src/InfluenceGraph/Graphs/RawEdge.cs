namespace InfluenceGraph.Graphs;

/// <summary>One row as it was added, with the endpoints' provisional ids. 16 bytes.</summary>
internal readonly record struct RawEdge(int From, int To, float Permission, float Strength);
