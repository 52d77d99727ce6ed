using System.Collections.ObjectModel;

namespace InfluenceGraph;

/// <summary>One customer as the CRM knows them.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Key">The key; each customer is added once.</param>
/// <param name="OwnValue">What the customer spends or is expected to spend, in money, 0 or more. Any currency, the same for all.</param>
public sealed record Customer<TKey>(TKey Key, double OwnValue)
    where TKey : notnull
{
    /// <summary>Anything else the caller wants to find again on the customer. Not used by any score.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
