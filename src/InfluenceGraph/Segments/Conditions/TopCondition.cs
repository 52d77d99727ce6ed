namespace InfluenceGraph.Segments.Conditions;

/// <summary>Who is among the top by a score: a number of customers, or a percentage of those who have the score.</summary>
internal sealed record TopCondition(string ScoreName, double Size, bool IsPercent) : Segment
{
    internal override Truth Evaluate(ISegmentFacts facts)
    {
        double[] scores = facts.ScoreOf(ScoreName);
        double[] known = [.. scores.Where(score => !double.IsNaN(score))];
        Array.Sort(known);
        double size = IsPercent ? Math.Floor(Size / 100 * known.Length) : Size;
        double cut = size < 1 ? double.PositiveInfinity : known.Length == 0 ? 0 : known[^(int)Math.Min(size, known.Length)];
        return Truth.Of(facts.NodeCount, node => double.IsNaN(scores[node]) ? null : scores[node] >= cut);
    }

    private protected override string AsText() => $"score {SegmentText.Quote(ScoreName)} in top {SegmentText.Number(Size)}{(IsPercent ? " %" : "")}";
}
