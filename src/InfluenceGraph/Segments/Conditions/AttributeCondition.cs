namespace InfluenceGraph.Segments.Conditions;

/// <summary>Who has one of some values of an attribute. Compared without case; numbers as numbers.</summary>
internal sealed record AttributeCondition(string Name, ValueList Values) : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts) =>
        Truth.Of(facts.NodeCount, node => facts.AttributeAt(node, Name) is string value ? Values.Contains(value) : null);

    private protected override string AsText() => $"{SegmentText.Quote(Name)} {Values.AsText()}";
}

/// <summary>Of whom an attribute is known.</summary>
internal sealed record KnownCondition(string Name) : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts) =>
        Truth.Of(NodeSet.Where(facts.NodeCount, node => facts.AttributeAt(node, Name) is not null));

    private protected override string AsText() => $"{SegmentText.Quote(Name)} is known";
}
