namespace InfluenceGraph.Segments.Conditions;

/// <summary>Who has a tag, declared or inferred or either, of some weight.</summary>
internal sealed record TagCondition(string Name, bool? IsInferred, Comparison? Comparison, double Weight) : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts)
    {
        int tag = facts.TagOf(Name);
        if (tag < 0)
        {
            return Truth.Of(NodeSet.None(facts.NodeCount));
        }

        return Truth.Of(NodeSet.Of(facts.NodeCount, facts.Tags.Columns.NodesOf(tag).ToArray().Where(node => Holds(facts, node, tag))));
    }

    private protected override string AsText() =>
        $"{(IsInferred is bool inferred ? inferred ? "inferred " : "declared " : "")}tag {SegmentText.Quote(Name)}{(Comparison is Comparison comparison ? $" {comparison.SignOf()} {SegmentText.Number(Weight)}" : "")}";

    private bool Holds(ISegmentFacts facts, int node, int tag)
    {
        int index = facts.Tags.TagsOf(node).BinarySearch(tag);
        return (IsInferred is null || facts.Tags.AreInferredOf(node)[index] == IsInferred)
            && Comparison?.Holds(facts.Tags.WeightsOf(node)[index], Weight) != false;
    }
}
