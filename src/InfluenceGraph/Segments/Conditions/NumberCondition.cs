namespace InfluenceGraph.Segments.Conditions;

/// <summary>Who has an own value, a score or a number among the attributes within a limit.</summary>
internal sealed record NumberCondition(NumberSource Source, string Name, Comparison Comparison, double Limit) : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts)
    {
        double[]? scores = Source == NumberSource.Score ? facts.ScoreOf(Name) : null;
        return Truth.Of(facts.NodeCount, node =>
        {
            double value = Source switch
            {
                NumberSource.OwnValue => facts.OwnValueAt(node),
                NumberSource.Score => scores![node],
                _ => SegmentText.TryNumber(facts.AttributeAt(node, Name), out double number) ? number : double.NaN,
            };
            return double.IsNaN(value) ? null : Comparison.Holds(value, Limit);
        });
    }

    private protected override string AsText() => $"{Subject()} {Comparison.SignOf()} {SegmentText.Number(Limit)}";

    private string Subject() => Source switch
    {
        NumberSource.OwnValue => "own value",
        NumberSource.Score => $"score {SegmentText.Quote(Name)}",
        _ => SegmentText.Quote(Name),
    };
}

/// <summary>Where a number comes from.</summary>
internal enum NumberSource
{
    OwnValue,
    Score,
    Attribute,
}
