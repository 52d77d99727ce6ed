namespace InfluenceGraph.Indexes;

/// <summary>One part of the index for all nodes. Scores are made when asked for: a search in 1001 numbers.</summary>
internal sealed class PartColumn(IndexComponent component, string? grouping, double[] measures, IndexScale scale, decimal maxPoints)
{
    internal IndexComponent Component => component;

    internal IndexPart At(int node)
    {
        double score = scale.ScoreOf(measures[node]);
        return new(component, grouping, measures[node], score, maxPoints, PointShares.PointsOf(score, maxPoints));
    }

    internal decimal PointsOf(int node) => PointShares.PointsOf(scale.ScoreOf(measures[node]), maxPoints);
}
