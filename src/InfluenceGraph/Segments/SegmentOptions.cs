using System.Collections.ObjectModel;

namespace InfluenceGraph;

/// <summary>What a segment may ask of customers beside tags, attributes, own value and consents.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record SegmentOptions<TKey>
    where TKey : notnull
{
    /// <summary>Scores by name, such as <c>["social value"] = value</c> for a <see cref="SocialValueResult{TKey}"/>. A customer without the score, or whose score is not a number, is one of whom it cannot be told.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, IEnumerable<KeyValuePair<TKey, double>>> Scores { get; init; } =
        ReadOnlyDictionary<string, IEnumerable<KeyValuePair<TKey, double>>>.Empty;

    /// <summary>Groupings by name, such as communities: pairs of customer and group, several for a customer in several groups. A customer without a group is one of whom it cannot be told.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, IEnumerable<KeyValuePair<TKey, string>>> Groupings { get; init; } =
        ReadOnlyDictionary<string, IEnumerable<KeyValuePair<TKey, string>>>.Empty;

    /// <summary>Lists of customers by name. Customers whom the graph does not have are counted in the receipt.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, IEnumerable<TKey>> Lists { get; init; } = ReadOnlyDictionary<string, IEnumerable<TKey>>.Empty;

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(SegmentOptions<>));
        errors.Require(Scores is not null && Scores.Values.All(score => score is not null), $"{nameof(Scores)} is null or has a score that is; expected pairs of customer and score");
        errors.Require(Groupings is not null && Groupings.Values.All(grouping => grouping is not null), $"{nameof(Groupings)} is null or has a grouping that is; expected pairs of customer and group");
        errors.Require(Lists is not null && Lists.Values.All(list => list is not null), $"{nameof(Lists)} is null or has a list that is; expected customers");
        errors.ThrowIfAny();
    }
}
