using System.Globalization;

namespace InfluenceGraph;

/// <summary>A customer to whom much of a topic's value leads.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Rank">The place among the members, from 1.</param>
/// <param name="Customer">The key.</param>
/// <param name="Value">The value on the topic, as <see cref="TopicValue{TKey}"/> gives it.</param>
/// <param name="Interval">The value with its interval over the replicates; <see langword="null"/> where there is not enough evidence.</param>
/// <param name="StaysShare">The share of the replicates in which the customer is among the leaders; <see langword="null"/> where there is not enough evidence.</param>
/// <param name="Evidence">How many customers' value reaches the leader, their own included: as many as bring 99.9 % of it, or as were found when 100,000 ties had been looked at.</param>
/// <param name="EffectiveEvidence">The number of equal contributions that would be as uneven a basis (Kish 1965): near 1 where one customer brings almost all.</param>
public sealed record OpinionLeader<TKey>(
    int Rank,
    TKey Customer,
    double Value,
    Estimate? Interval,
    double? StaysShare,
    int Evidence,
    double EffectiveEvidence)
    where TKey : notnull
{
    /// <summary>Whether enough customers' value reaches the leader for an interval.</summary>
    public bool HasEnoughEvidence => Interval is not null;

    /// <summary>Place, customer, value and how sure it is.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Rank}. {Customer} {Value:0.##}{(Interval is Estimate interval ? string.Create(CultureInfo.InvariantCulture, $" ({interval.Low:0.##} to {interval.High:0.##}), stays in {100 * StaysShare:0} %") : ", not enough evidence")}, from {Evidence} customers");
}

/// <summary>The leaders of a topic among all customers or in one community.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Topic">The topic.</param>
/// <param name="Community">The community, or <see langword="null"/> for all customers.</param>
/// <param name="MemberCount">The number of members who may be used.</param>
/// <param name="SourceCount">The number of members with whom value of the topic starts.</param>
/// <param name="Leaders">The leaders, first place first; empty where nothing of the topic arrives at anybody.</param>
public sealed record LeaderBoard<TKey>(Topic Topic, string? Community, int MemberCount, int SourceCount, IReadOnlyList<OpinionLeader<TKey>> Leaders)
    where TKey : notnull
{
    /// <summary>Topic, community and leaders.</summary>
    /// <returns>A few lines, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Topic}{(Community is null ? "" : $" in {Community}")}, {SourceCount} of {MemberCount} customers are about it{string.Concat(Leaders.Select(leader => $"{Environment.NewLine}  {leader}"))}");
}
