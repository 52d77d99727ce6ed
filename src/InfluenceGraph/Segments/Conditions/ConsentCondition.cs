namespace InfluenceGraph.Segments.Conditions;

/// <summary>Who consents to a purpose on a channel. Without a decision the answer is the graph's policy: no, unless it says otherwise.</summary>
internal sealed record ConsentCondition(Purpose Purpose, Channel Channel) : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts) => Truth.Of(facts.Consenting(Purpose, Channel));

    private protected override string AsText() =>
        $"consents to {SegmentText.Quote(Purpose.Name)}{(Channel == Channel.Any ? "" : $" by {SegmentText.Quote(Channel.Name)}")}";
}
