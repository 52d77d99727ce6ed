namespace InfluenceGraph.Benchmarks.Graphs;

/// <summary>A named list of directed edges that can be read again and again.</summary>
/// <param name="Name">The name in the report.</param>
/// <param name="NodeCount">Nodes are 0 to this, exclusive.</param>
/// <param name="Edges">The edges; duplicates and self edges are left for the graph builder to treat.</param>
internal sealed record EdgeSource(string Name, int NodeCount, IEnumerable<(int From, int To)> Edges);
