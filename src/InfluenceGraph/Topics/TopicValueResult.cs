using System.Globalization;
using InfluenceGraph.Topics;

namespace InfluenceGraph;

/// <summary>Social values by topic: ask for one topic by its name, or for what one customer is worth most on.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class TopicValueResult<TKey>
    where TKey : notnull
{
    private readonly TopicPass<TKey> _pass;
    private readonly Dictionary<string, TopicValue<TKey>> _byName;
    private readonly Lazy<Receipt> _receipt;

    internal TopicValueResult(TopicPass<TKey> pass, TopicValue<TKey>[] topics)
    {
        _pass = pass;
        Topics = Array.AsReadOnly(topics);
        _byName = topics.ToDictionary(topic => topic.Topic.Name, StringComparer.OrdinalIgnoreCase);
        _receipt = new(() => TopicReceipts.Of(pass, "social value by topic"));
    }

    /// <summary>The topics in the order in which they were asked for.</summary>
    public IReadOnlyList<TopicValue<TKey>> Topics { get; }

    /// <summary>Whether all topics converged.</summary>
    public bool Converged => Topics.All(topic => topic.Converged);

    /// <summary>What the values were computed from.</summary>
    public Receipt Receipt => _receipt.Value;

    /// <summary>Whether a consent recorded since may change the answer. Compute again from a new view.</summary>
    public bool IsStale => _pass.Used.View.IsStale;

    /// <summary>The values of a topic.</summary>
    /// <param name="topic">Its name, without regard to case.</param>
    /// <returns>The values.</returns>
    /// <exception cref="KeyNotFoundException">The topic was not asked for.</exception>
    public TopicValue<TKey> this[string topic]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(topic);
            return _byName.TryGetValue(topic.Trim(), out TopicValue<TKey>? found)
                ? found
                : throw new KeyNotFoundException($"There is no topic '{topic}'; expected one of the {Topics.Count} that were asked for, such as '{Topics[0].Topic.Name}'.");
        }
    }

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be computed again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>On which topics a customer is worth most to others.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The topics on which the customer is worth anything, most first; equal ones in the order in which they were asked for.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    public IReadOnlyList<KeyValuePair<Topic, double>> Of(TKey customer)
    {
        int node = _pass.Used.NodeOf(customer);
        return Array.AsReadOnly(Topics
            .Select(topic => KeyValuePair.Create(topic.Topic, topic.ScoreOf(node)))
            .Where(pair => pair.Value > 0)
            .OrderByDescending(pair => pair.Value)
            .ToArray());
    }

    /// <summary>How many topics, and the first places of the first ones.</summary>
    /// <returns>A few lines, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"social value of {_pass.Used.Count} customers on {Topics.Count} topics{(Converged ? "" : ", not all converged")}{string.Concat(Topics.Take(5).Select(topic => $"{Environment.NewLine}{topic}"))}");
}
