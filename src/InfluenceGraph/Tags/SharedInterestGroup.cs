using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Customers who are about the same, whether they have met or not.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Number">The number of the group, from 1: largest first, then by the first member's key.</param>
/// <param name="Members">The members in the order of their keys.</param>
/// <param name="Tags">The tags that tell the group from all customers, most telling first.</param>
/// <param name="Cohesion">The mean similarity (cosine) of two members, over all pairs: 0 to 1.</param>
/// <param name="PairCount">The number of pairs of members.</param>
/// <param name="TiedPairs">How many of the pairs have a tie already, either way.</param>
public sealed record SharedInterestGroup<TKey>(
    int Number,
    IReadOnlyList<TKey> Members,
    IReadOnlyList<CharacteristicTag> Tags,
    double Cohesion,
    long PairCount,
    long TiedPairs)
    where TKey : notnull
{
    /// <summary>The share of the pairs that have a tie already. Low: they belong together and never met.</summary>
    public double TiedShare => (double)TiedPairs / PairCount;

    /// <summary>Size, tags, cohesion and ties.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() =>
        Invariant($"group {Number}: {Members.Count} customers about {string.Join(", ", Tags.Select(tag => tag.Name))}; similarity {Cohesion:0.00}, {TiedPairs} of {PairCount} pairs tied");
}

/// <summary>A tag by which a group differs from all customers.</summary>
/// <param name="Name">The tag; also stands for the rare ones that were merged into it.</param>
/// <param name="ShareInGroup">The share of the members who have it.</param>
/// <param name="ShareOfAll">The share of all customers with tags who have it.</param>
public readonly record struct CharacteristicTag(string Name, double ShareInGroup, double ShareOfAll)
{
    /// <summary>Name and shares.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{Name} ({100 * ShareInGroup:0} % of the group, {100 * ShareOfAll:0} % of all)");
}

/// <summary>A rare tag and the tag into which it was merged.</summary>
/// <param name="Name">The rare tag.</param>
/// <param name="Into">The tag that counts in its place.</param>
public readonly record struct MergedTag(string Name, string Into);
