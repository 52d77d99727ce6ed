namespace InfluenceGraph;

/// <summary>What an index is made of.</summary>
public enum IndexComponent
{
    /// <summary>What the customer spends or is expected to spend, in money.</summary>
    OwnValue,

    /// <summary>
    /// How many people the customer may reach and how strongly: <c>k^(1-a) s^a</c>, with <c>k</c> the number of permissions received and
    /// <c>s</c> the sum of their influence weights (T. Opsahl, F. Agneessens, J. Skvoretz, Social Networks 32, 2010).
    /// </summary>
    Circle,

    /// <summary>The strength of the ties within the customer's own community, both ways: what the within-community z-score compares.</summary>
    RoleWithin,

    /// <summary>The strength of the ties times the participation coefficient: what bridges communities.</summary>
    RoleBetween,
}
