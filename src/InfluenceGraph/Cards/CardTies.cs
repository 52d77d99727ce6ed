using System.Globalization;

namespace InfluenceGraph;

/// <summary>A customer's ties in short, as far as they may be used; ties to oneself do not count.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record CardTies<TKey>
    where TKey : notnull
{
    internal CardTies()
    {
    }

    /// <summary>The number of people whom the customer can reach: permissions received.</summary>
    public required int CanReach { get; init; }

    /// <summary>The number of people who can reach the customer: permissions granted.</summary>
    public required int CanBeReachedBy { get; init; }

    /// <summary>The number of people of whom both hold.</summary>
    public required int BothWays { get; init; }

    /// <summary>The sum of the influence weights of permissions received.</summary>
    public required double InfluenceWeightOut { get; init; }

    /// <summary>The sum of the influence weights of permissions granted.</summary>
    public required double InfluenceWeightIn { get; init; }

    /// <summary>The latest contact with anybody, as far as that was known at the card's moment.</summary>
    public required DateTimeOffset? LastContact { get; init; }

    /// <summary>The ties with the largest influence weight by which the customer can reach others, largest first; equal ones in the order of their keys.</summary>
    public required IReadOnlyList<Tie<TKey>> StrongestOut { get; init; }

    /// <summary>The ties with the largest influence weight by which others can reach the customer, largest first.</summary>
    public required IReadOnlyList<Tie<TKey>> StrongestIn { get; init; }

    /// <summary>The counts, the latest contact and the strongest.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"can reach {CanReach}{Names(StrongestOut.Select(tie => tie.To))}; can be reached by {CanBeReachedBy}{Names(StrongestIn.Select(tie => tie.From))}; {BothWays} both ways{(LastContact is null ? "" : $"; last contact {LastContact:yyyy-MM-dd}")}");

    private static string Names(IEnumerable<TKey> customers) => customers.Any() ? $" (most {string.Join(", ", customers)})" : "";
}
