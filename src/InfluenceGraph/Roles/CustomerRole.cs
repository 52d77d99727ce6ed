using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>The part that one customer plays in and between communities. What is not defined is <see langword="null"/>, never 0.</summary>
/// <remarks>
/// Ties count once per person, in whichever direction; the strength of a tie is the sum of its influence weights both ways.
/// Ties to people without a community count in none, and stand in <see cref="TiesToUngrouped"/> only.
/// </remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record CustomerRole<TKey>
    where TKey : notnull
{
    internal CustomerRole(TKey customer) => Customer = customer;

    /// <summary>The key.</summary>
    public TKey Customer { get; }

    /// <summary>The community, as the caller numbers it; <see langword="null"/> for a customer without one, of whom nothing else is defined either.</summary>
    public required int? Community { get; init; }

    /// <summary>The number of members of the community, the customer included; what the z-scores rest on.</summary>
    public required int CommunityMembers { get; init; }

    /// <summary>The role; <see langword="null"/> where z-score or participation is not defined.</summary>
    public required CommunityRole? Role { get; init; }

    /// <summary>
    /// How many standard deviations more members of the own community the customer is tied to than its mean member:
    /// <c>z = (k - mean) / sd</c>. 0 where all members are tied to equally many; <see langword="null"/> in a community that is too small.
    /// </summary>
    public required double? ZScoreByTies { get; init; }

    /// <summary>The same with the strength of ties in place of their number.</summary>
    public required double? ZScoreByStrength { get; init; }

    /// <summary>
    /// How evenly the customer's ties spread over communities: <c>P = 1 - sum over communities of (k_s / k)^2</c>, 0 when all lead into
    /// one, up to <c>1 - 1 / communities</c>; <see langword="null"/> without ties.
    /// </summary>
    public required double? ParticipationByTies { get; init; }

    /// <summary>The same with the strength of ties in place of their number.</summary>
    public required double? ParticipationByStrength { get; init; }

    /// <summary>The number of people tied to who are in some community; what the participation rests on.</summary>
    public required int Ties { get; init; }

    /// <summary>The number of members of the own community tied to.</summary>
    public required int TiesWithin { get; init; }

    /// <summary>The number of people tied to who are in no community.</summary>
    public required int TiesToUngrouped { get; init; }

    /// <summary>The number of communities that the ties lead into, the own one included where one leads there.</summary>
    public required int CommunitiesReached { get; init; }

    /// <summary>The strength of all ties to people in some community.</summary>
    public required double Strength { get; init; }

    /// <summary>The strength of the ties within the own community.</summary>
    public required double StrengthWithin { get; init; }

    /// <summary>Strength times participation: what bridges communities. Unlike participation it never falls when a tie is added.</summary>
    public required double StrengthBetween { get; init; }

    /// <summary>The place in the community by ties within it, or by their strength if the role goes by strength, from 1; equal ones in the order of their keys.</summary>
    public required int? RankInCommunity { get; init; }

    /// <summary>The share of the own values of all members that is the customer's, 0 to 1; <see langword="null"/> where they add up to 0.</summary>
    public required double? ShareOfOwnValue { get; init; }

    /// <summary>The share of the social values of all members that is the customer's, 0 to 1; <see langword="null"/> where they were not given or add up to 0.</summary>
    public required double? ShareOfSocialValue { get; init; }

    /// <summary>Role, community, z-score and participation.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Community is int community
        ? Invariant($"{Customer}: {Role?.ToString() ?? "no role told"} in community {community} of {CommunityMembers}, place {RankInCommunity}; z {Text(ZScoreByTies)} by ties, {Text(ZScoreByStrength)} by strength; participation {Text(ParticipationByTies)}, {Text(ParticipationByStrength)}; {TiesWithin} of {Ties} ties within")
        : Invariant($"{Customer}: in no community");

    private static string Text(double? value) => value is double number ? Invariant($"{number:0.00}") : "not defined";
}
