using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>What happened to communities between two results.</summary>
public enum CommunityEventKind
{
    /// <summary>A community goes on, perhaps larger or smaller.</summary>
    Continued,

    /// <summary>A community that comes from no earlier one.</summary>
    Born,

    /// <summary>Several earlier communities are now one: more than half of each flowed there, or more than half of it comes from there, or it goes on as that one.</summary>
    Merged,

    /// <summary>An earlier community is now several: each has more than half of its members from there, or is what goes on of it.</summary>
    Split,

    /// <summary>An earlier community that flowed nowhere: its customers scattered or are gone.</summary>
    Died,
}

/// <summary>One thing that happened to communities between two results.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Before">The ids in the earlier result, ascending; none for a birth.</param>
/// <param name="Now">The ids in the later result, ascending; none for a death.</param>
/// <param name="Shared">The number of customers who were in one of the first and are in one of the second.</param>
public sealed record CommunityEvent(CommunityEventKind Kind, IReadOnlyList<int> Before, IReadOnlyList<int> Now, int Shared)
{
    /// <summary>Kind and ids.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Kind switch
    {
        CommunityEventKind.Born => Invariant($"community {Now[0]} was born"),
        CommunityEventKind.Died => Invariant($"community {Before[0]} died"),
        CommunityEventKind.Merged => Invariant($"communities {string.Join(", ", Before)} merged into {Now[0]}; {Shared} customers"),
        CommunityEventKind.Split => Invariant($"community {Before[0]} split into {string.Join(", ", Now)}; {Shared} customers"),
        _ => Invariant($"community {Before[0]} continues as {Now[0]}; {Shared} customers"),
    };
}
