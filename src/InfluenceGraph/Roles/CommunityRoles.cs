using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Who holds one community together, and who connects it to others.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record CommunityRoles<TKey>
    where TKey : notnull
{
    internal CommunityRoles(int community) => Community = community;

    /// <summary>The community, as the caller numbers it.</summary>
    public int Community { get; }

    /// <summary>The number of members who may be used.</summary>
    public required int MemberCount { get; init; }

    /// <summary>The number of pairs of members who are tied to each other.</summary>
    public required long TiesWithin { get; init; }

    /// <summary>The number of ties between a member and somebody in another community.</summary>
    public required long TiesBetween { get; init; }

    /// <summary>The own values of all members together, in money.</summary>
    public required double OwnValue { get; init; }

    /// <summary>The social values of all members together, in money; <see langword="null"/> where they were not given.</summary>
    public required double? SocialValue { get; init; }

    /// <summary>Whether there are members enough to compare them with each other.</summary>
    public required bool HasEnoughEvidence { get; init; }

    /// <summary>The members with the highest z-score above 0, highest first: who hold the community together. Empty where nobody stands out, or there is not enough evidence.</summary>
    public required IReadOnlyList<CustomerRole<TKey>> HeldTogetherBy { get; init; }

    /// <summary>The members with the highest participation above 0, highest first, of those with ties enough: who connect the community to others.</summary>
    public required IReadOnlyList<CustomerRole<TKey>> ConnectedBy { get; init; }

    /// <summary>The number of members with each role; roles that nobody has are absent.</summary>
    public required IReadOnlyDictionary<CommunityRole, int> RoleCounts { get; init; }

    /// <summary>The number of members, and who holds them together.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"community {Community}: {MemberCount} members, {TiesWithin} ties within, {TiesBetween} to others; held together by {Names(HeldTogetherBy, HasEnoughEvidence ? "nobody in particular" : "not enough evidence")}; connected by {Names(ConnectedBy, "nobody")}");

    private static string Names(IReadOnlyList<CustomerRole<TKey>> roles, string nobody) =>
        roles.Count == 0 ? nobody : string.Join(", ", roles.Select(role => role.Customer));
}
