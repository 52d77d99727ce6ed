namespace InfluenceGraph;

/// <summary>How the two role components of one grouping were spread over the reference population.</summary>
/// <param name="Within">Strength of ties within the own community.</param>
/// <param name="Between">Strength times participation.</param>
public sealed record RoleScales(IndexScale Within, IndexScale Between);
