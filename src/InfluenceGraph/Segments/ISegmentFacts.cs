using InfluenceGraph.Tags;

namespace InfluenceGraph.Segments;

/// <summary>What conditions ask about nodes. Covers also those who may not be used, so that they can be counted.</summary>
internal interface ISegmentFacts
{
    int NodeCount { get; }

    TagMatrix Tags { get; }

    /// <summary>The id of a tag; -1 and taken note of where nobody has it.</summary>
    int TagOf(string name);

    double OwnValueAt(int node);

    string? AttributeAt(int node, string name);

    /// <summary>A score by node, not a number where a node has none.</summary>
    double[] ScoreOf(string name);

    /// <summary>Of a grouping, the groups of each node; <see langword="null"/> for a node of whom none is known.</summary>
    IReadOnlyList<string>?[] GroupingOf(string name);

    NodeSet ListOf(string name);

    NodeSet Consenting(Purpose purpose, Channel channel);
}
