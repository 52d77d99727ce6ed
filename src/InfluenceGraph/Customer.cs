using System.Collections.ObjectModel;

namespace InfluenceGraph;

/// <summary>One customer as the CRM knows them.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Key">The key; each customer is added once.</param>
/// <param name="OwnValue">What the customer spends or is expected to spend, in money, 0 or more. Any currency, the same for all.</param>
public sealed record Customer<TKey>(TKey Key, double OwnValue)
    where TKey : notnull
{
    /// <summary>Anything else the caller knows of the customer. Segments ask for it; no score uses it.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>What the customer is about: needs, intentions, interests, traits.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyList<CustomerTag> Tags { get; init; } = [];

    /// <summary>The circles that the customer named, and who belongs to each. A function that a question calls with a customer sees none, because they name other people.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<TKey>> Circles { get; init; } = ReadOnlyDictionary<string, IReadOnlyList<TKey>>.Empty;
}
