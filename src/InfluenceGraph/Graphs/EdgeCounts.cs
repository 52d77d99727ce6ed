namespace InfluenceGraph.Graphs;

/// <summary>Where the rows of a build went. <c>Rows = Parallel + Denied + WithoutStrength + Usable</c>.</summary>
internal readonly record struct EdgeCounts(long Rows, long Parallel, long Denied, long WithoutStrength, long Usable);
