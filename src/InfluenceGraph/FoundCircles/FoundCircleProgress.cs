namespace InfluenceGraph;

/// <summary>How far a search for the circles of many customers is.</summary>
/// <param name="Done">The number of owners whose circles are found.</param>
/// <param name="Owners">The number of owners in all.</param>
public readonly record struct FoundCircleProgress(int Done, int Owners);
