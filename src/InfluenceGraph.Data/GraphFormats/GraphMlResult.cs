using static System.FormattableString;

namespace InfluenceGraph.Data;

/// <summary>A graph read from GraphML, and what became of each part of the file.</summary>
public sealed class GraphMlResult
{
    internal GraphMlResult(CustomerGraph<string> graph) => Graph = graph;

    /// <summary>The graph.</summary>
    public CustomerGraph<string> Graph { get; }

    /// <summary>Nodes in the file: each is a customer.</summary>
    public required long Nodes { get; init; }

    /// <summary>Edges in the file.</summary>
    public required long Edges { get; init; }

    /// <summary>Those of them without direction; each makes ties both ways, one from a customer to themselves one tie.</summary>
    public required long EdgesWithoutDirection { get; init; }

    /// <summary>Rows of ties that the edges made, before the rules of the graph.</summary>
    public required long Ties { get; init; }

    /// <summary>The columns of edges that nothing was taken from. All other columns of nodes are attributes.</summary>
    public required IReadOnlyList<string> UnusedTieColumns { get; init; }

    /// <summary>Nodes, edges, ties and what was passed over.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() =>
        Invariant($"{Nodes} nodes, {Edges} edges ({EdgesWithoutDirection} without direction): {Ties} ties{(UnusedTieColumns.Count == 0 ? "" : $", columns not used: {string.Join(", ", UnusedTieColumns)}")}; {Graph}");
}
