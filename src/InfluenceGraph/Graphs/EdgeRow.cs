namespace InfluenceGraph.Graphs;

/// <summary>One row for an edge before rows of the same pair are merged.</summary>
internal readonly record struct EdgeRow(float Permission, float Strength, Period Period)
{
    /// <summary>Permission times strength, rounded once.</summary>
    internal float Weight => WeightOf(Permission, Strength);

    internal static float WeightOf(float permission, float strength) => (float)((double)permission * strength);
}
