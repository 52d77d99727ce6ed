namespace InfluenceGraph;

/// <summary>What the role of a customer is read off.</summary>
public enum RoleBasis
{
    /// <summary>The number of people tied to, as in the paper that the borders come from.</summary>
    Ties,

    /// <summary>The influence weights of the ties, both ways added up.</summary>
    Strength,
}
