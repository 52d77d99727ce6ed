using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A customer who is like the members of a list, and why.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Rank">The place, from 1.</param>
/// <param name="Customer">The key.</param>
/// <param name="Score">How alike, 0 to 1: the mean of the two parts, each against the highest of all candidates, weighted by <see cref="LookAlikeOptions.TagShare"/>.</param>
/// <param name="ByTies">The probability that a walk along ties from the customer stops with a member.</param>
/// <param name="ByTags">The cosine between the customer's tags and those of the members, rare tags counting more.</param>
/// <param name="SharedTags">The tags that contribute most to <paramref name="ByTags"/>, at most three, most first.</param>
public sealed record LookAlike<TKey>(int Rank, TKey Customer, double Score, double ByTies, double ByTags, IReadOnlyList<string> SharedTags)
    where TKey : notnull
{
    /// <summary>Rank, customer, score and its parts.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{Rank}. {Customer} {Score:0.00} (ties {ByTies:0.000}, tags {ByTags:0.00}{(SharedTags.Count > 0 ? $": {string.Join(", ", SharedTags)}" : "")})");
}
