namespace InfluenceGraph.Roles;

/// <summary>The borders between the roles R1 to R7 (R. Guimera, L. A. N. Amaral, "Functional cartography of complex metabolic networks", Nature 433, 2005).</summary>
internal static class RoleClasses
{
    internal const double HubZScore = 2.5;

    internal static CommunityRole Of(double zScore, double participation) => zScore < HubZScore
        ? participation switch
        {
            <= 0.05 => CommunityRole.Homebody,
            <= 0.62 => CommunityRole.Member,
            <= 0.80 => CommunityRole.Connector,
            _ => CommunityRole.Wanderer,
        }
        : participation switch
        {
            <= 0.30 => CommunityRole.LocalHub,
            <= 0.75 => CommunityRole.ConnectorHub,
            _ => CommunityRole.GlobalHub,
        };
}
