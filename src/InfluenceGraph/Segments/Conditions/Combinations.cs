namespace InfluenceGraph.Segments.Conditions;

/// <summary>Everybody.</summary>
internal sealed record EverybodyCondition : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts) => Truth.Of(NodeSet.All(facts.NodeCount));

    private protected override string AsText() => "everybody";
}

/// <summary>Who is in both.</summary>
internal sealed record AndCondition(Segment Left, Segment Right) : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts) => Left.Evaluate(facts).And(Right.Evaluate(facts));

    private protected override string AsText() => $"{Wrapped(Left, Left is OrCondition)} and {Wrapped(Right, Right is OrCondition or AndCondition)}";
}

/// <summary>Who is in one of the two or in both.</summary>
internal sealed record OrCondition(Segment Left, Segment Right) : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts) => Left.Evaluate(facts).Or(Right.Evaluate(facts));

    private protected override string AsText() => $"{Left} or {Wrapped(Right, Right is OrCondition)}";
}

/// <summary>Who is known not to be in it.</summary>
internal sealed record NotCondition(Segment Inner) : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts) => Inner.Evaluate(facts).Not();

    private protected override string AsText() => $"not {Wrapped(Inner, Inner is OrCondition or AndCondition)}";
}
