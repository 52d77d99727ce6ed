namespace InfluenceGraph;

/// <summary>Which part a customer plays between communities: the seven roles R1 to R7 of Guimera and Amaral (Nature 433, 2005), under plain names.</summary>
/// <remarks>
/// A hub has a within-community z-score of 2.5 or more. Since z cannot exceed the square root of one less than the number of
/// members, a community of fewer than 8 has no hub. The borders were read off metabolic networks with plain counts of ties.
/// </remarks>
public enum CommunityRole
{
    /// <summary>R1, ultra-peripheral: all ties, or nearly all, lie within the own community. No hub, participation up to 0.05.</summary>
    Homebody,

    /// <summary>R2, peripheral: most ties lie within the own community. No hub, participation above 0.05 and up to 0.62.</summary>
    Member,

    /// <summary>R3, non-hub connector: many ties to other communities. No hub, participation above 0.62 and up to 0.80.</summary>
    Connector,

    /// <summary>R4, non-hub kinless: ties spread over all communities, so that none is home. No hub, participation above 0.80.</summary>
    Wanderer,

    /// <summary>R5, provincial hub: holds the own community together. Participation up to 0.30.</summary>
    LocalHub,

    /// <summary>R6, connector hub: holds the own community together and ties it to most others. Participation above 0.30 and up to 0.75.</summary>
    ConnectorHub,

    /// <summary>R7, kinless hub: ties everywhere. Participation above 0.75.</summary>
    GlobalHub,
}
