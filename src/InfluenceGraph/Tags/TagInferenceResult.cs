using System.Collections.ObjectModel;
using InfluenceGraph.Tags;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>What customers' tied people suggest that they are about.</summary>
/// <remarks>Immutable and safe to share between threads. Suggestions are made as they are asked for.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class TagInferenceResult<TKey>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly TagVotes _votes;
    private readonly Lazy<Receipt> _receipt;

    internal TagInferenceResult(UsedCustomers<TKey> used, TagInferenceOptions options, TagVotes votes)
    {
        _used = used;
        _votes = votes;
        Options = options;
        _receipt = new(() => used.NewReceipt(
            Invariant($"inferred tags; MinEvidence {options.MinEvidence}, MinProbability {options.MinProbability}, PriorStrength {options.PriorStrength}, Top {options.Top}, Confidence {options.Confidence}"),
            UsedFacts.Tags));
    }

    /// <summary>What was asked.</summary>
    public TagInferenceOptions Options { get; }

    /// <summary>What the answer is computed from.</summary>
    public Receipt Receipt => _receipt.Value;

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _used.View.IsStale;

    /// <summary>What a customer's tied people suggest, most likely first; tags that the customer declared are left out.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The suggestions; empty where no tag is likely enough, and <see langword="null"/> where there is not enough evidence.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    public IReadOnlyList<InferredTag<TKey>>? this[TKey customer] => At(_used.NodeOf(customer));

    /// <summary>All suggestions, customers in the order of their keys, each one's most likely tag first. O(tags of tied people), as it is read.</summary>
    /// <returns>The suggestions of customers with enough evidence.</returns>
    public IEnumerable<InferredTag<TKey>> All() => Enumerable.Range(0, _used.Count).SelectMany(node => (IEnumerable<InferredTag<TKey>>?)At(node) ?? []);

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>For how many customers there is enough evidence.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() =>
        Invariant($"inferred tags: enough evidence for {Enumerable.Range(0, _used.Count).Count(node => _votes.EvidenceOf(node) >= Options.MinEvidence)} of {_used.Count} customers");

    private ReadOnlyCollection<InferredTag<TKey>>? At(int node)
    {
        int evidence = _votes.EvidenceOf(node);
        return evidence < Options.MinEvidence
            ? null
            : Array.AsReadOnly(_votes.Of(node, Options)
                .Select(vote => new InferredTag<TKey>(
                    _used.KeyOf(node),
                    new(_used.View.Tags.Names[vote.Tag], vote.Probability.Value, IsInferred: true),
                    vote.Probability,
                    evidence,
                    vote.Supporters))
                .ToArray());
    }
}
