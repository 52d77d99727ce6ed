namespace InfluenceGraph.Segments.Conditions;

/// <summary>Who belongs to one of some groups of a grouping, such as communities.</summary>
internal sealed record GroupCondition(string Grouping, ValueList Groups) : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts)
    {
        IReadOnlyList<string>?[] groups = facts.GroupingOf(Grouping);
        return Truth.Of(facts.NodeCount, node => groups[node]?.Any(Groups.Contains));
    }

    private protected override string AsText() => $"group {SegmentText.Quote(Grouping)} {Groups.AsText()}";
}

/// <summary>Who stands on a list.</summary>
internal sealed record ListCondition(string Name) : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts) => Truth.Of(facts.ListOf(Name));

    private protected override string AsText() => $"list {SegmentText.Quote(Name)}";
}
