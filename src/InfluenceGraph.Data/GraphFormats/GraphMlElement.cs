namespace InfluenceGraph.Data.GraphFormats;

/// <summary>A node or an edge of a file, with its cells by name.</summary>
internal sealed class GraphMlElement(long line, bool isNode, string id, string target, bool isDirected)
{
    /// <summary>Where it begins.</summary>
    internal long Line => line;

    internal bool IsNode => isNode;

    /// <summary>Of a node its id, of an edge its source.</summary>
    internal string Id => id;

    internal string Target => target;

    internal bool IsDirected => isDirected;

    internal Dictionary<string, string> Cells { get; } = new(StringComparer.Ordinal);
}
