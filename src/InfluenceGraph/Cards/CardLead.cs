namespace InfluenceGraph;

/// <summary>A board of opinion leaders on which a customer stands.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Topic">The topic.</param>
/// <param name="Community">The community, or <see langword="null"/> for all customers.</param>
/// <param name="Members">How many members the board is about.</param>
/// <param name="Leader">The customer's place, value and how sure that is.</param>
public sealed record CardLead<TKey>(Topic Topic, string? Community, int Members, OpinionLeader<TKey> Leader)
    where TKey : notnull
{
    /// <summary>Topic, community, place and how sure it is.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Topic.Name}{(Community is null ? "" : $" in {Community}")}: place {Leader.Rank} of {Members}, value {Leader.Value:#,0.##}{(Leader.StaysShare is double stays ? FormattableString.Invariant($", stays among the leaders in {100 * stays:0} % of replicates") : ", not enough evidence")}, from {Leader.Evidence} customers");
}
