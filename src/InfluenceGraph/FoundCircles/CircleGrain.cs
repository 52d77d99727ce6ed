namespace InfluenceGraph;

/// <summary>How broad circles are that are found around a customer.</summary>
public enum CircleGrain
{
    /// <summary>As people label them: a guess grows until nobody would better join or leave, so that groups who know each other well become one circle.</summary>
    Broad,

    /// <summary>As fine as ties tell them apart: a guess is corrected once. Finds circles that share many members, also where nearly everybody is in several.</summary>
    Fine,
}
