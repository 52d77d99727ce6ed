namespace InfluenceGraph;

/// <summary>What an answer was computed from beside keys, starting values and influence weights, so that its data hash covers it.</summary>
[Flags]
internal enum UsedFacts
{
    None = 0,

    /// <summary>Permission, strength and last contact of each tie, not only their influence weight.</summary>
    Ties = 1,

    /// <summary>Tags in force.</summary>
    Tags = 2,

    /// <summary>Circles that customers named.</summary>
    Circles = 4,

    /// <summary>Attributes of customers.</summary>
    Attributes = 8,
}
