using System.Collections;
using System.Globalization;
using InfluenceGraph.Updates;

namespace InfluenceGraph;

/// <summary>Social values after a batch of changes. Immutable and safe to share between threads; later batches do not touch it.</summary>
/// <remarks>Snapshots share what they have in common: one more costs what its batch changed.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class SocialValueSnapshot<TKey> : IEnumerable<KeyValuePair<TKey, double>>
    where TKey : notnull
{
    private readonly CustomerGraphView<TKey> _start;
    private readonly LiveCustomers<TKey> _customers;
    private readonly ScoreTree _scores;
    private readonly double _factor;
    private readonly DateTimeOffset? _validUntil;

    internal SocialValueSnapshot(CustomerGraphView<TKey> start, LiveCustomers<TKey> customers, ScoreTree scores, double factor, DateTimeOffset? validUntil)
    {
        _start = start;
        _customers = customers;
        _scores = scores;
        _factor = factor;
        _validUntil = validUntil;
    }

    /// <summary>How many batches were applied before; 0 for the start.</summary>
    public required long Version { get; init; }

    /// <summary>The number of customers.</summary>
    public required int Count { get; init; }

    /// <summary>The number of ties with any influence.</summary>
    public required long TieCount { get; init; }

    /// <summary>The sum of all own values, in money.</summary>
    public required double TotalValue { get; init; }

    /// <summary>The value that left the graph under <see cref="UnreachedPolicy.Drop"/>, in money, within <see cref="ErrorBound"/>; 0 under the other policies.</summary>
    public required double DroppedValue { get; init; }

    /// <summary>The most money by which all scores together differ from those of a computation to the end: what is still to be passed on, and all that was rounded since the start.</summary>
    public required double ErrorBound { get; init; }

    /// <summary>Whether <see cref="ErrorBound"/> is within the tolerance times <see cref="TotalValue"/>. It is not only where the tolerance is near what rounding costs.</summary>
    public required bool IsWithinTolerance { get; init; }

    /// <summary>What the batch took.</summary>
    public required UpdateWork Work { get; init; }

    /// <summary>Whether a consent recorded since is at odds with who is used here: a customer in it may not be used any more, or one who was left out may. O(consents recorded since the start).</summary>
    public bool IsStale => _start.IsAtOdds(IsUsed);

    /// <summary>The social value of a customer, in money.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The score.</returns>
    /// <exception cref="KeyNotFoundException">There is no such customer in this snapshot.</exception>
    public double this[TKey customer]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(customer);
            return TryGetValue(customer, out double score)
                ? score
                : throw new KeyNotFoundException(string.Create(CultureInfo.InvariantCulture, $"'{customer}' is not a customer of version {Version}: unknown, left out, removed or not yet added."));
        }
    }

    /// <summary>Whether a customer is in it.</summary>
    /// <param name="customer">The key.</param>
    /// <returns><see langword="false"/> for customers who are unknown, left out, removed or not yet added.</returns>
    public bool Contains(TKey customer) => TryGetValue(customer, out _);

    /// <summary>The social value of a customer, where there is one.</summary>
    /// <param name="customer">The key.</param>
    /// <param name="score">The score, or 0.</param>
    /// <returns><see langword="false"/> for customers who are unknown, left out, removed or not yet added.</returns>
    public bool TryGetValue(TKey customer, out double score)
    {
        double found = _customers.TryGetNode(customer, out int node) ? _scores[node] : ScoreTree.Absent;
        score = found >= 0 ? _factor * found : 0;
        return found >= 0;
    }

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when a new view should be kept.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || _validUntil <= moment;

    /// <summary>The customers with the highest social value. Looks at few others: about O(count) and a page for each of them, unless very many scores are equal.</summary>
    /// <param name="count">How many, at least 0; all where there are fewer.</param>
    /// <returns>The ranking; equal scores stand in the order of their keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public Ranking<TKey> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int wanted = (int)Math.Min(count + 1L, Count);
        List<(double Score, int Node)> best = wanted == 0 ? [] : _scores.Best(wanted, _customers.StartCount);
        best.Sort((a, b) => a.Score == b.Score ? _customers.Compare(a.Node, b.Node) : b.Score.CompareTo(a.Score));
        var ranked = new RankedCustomer<TKey>[Math.Min(count, wanted)];
        for (int i = 0; i < ranked.Length; i++)
        {
            ranked[i] = new(i + 1, _customers.KeyOf(best[i].Node), _factor * best[i].Score);
        }

        int certain = 0;
        while (certain < ranked.Length && (certain + 1 == wanted || _factor * (best[certain].Score - best[certain + 1].Score) > ErrorBound))
        {
            certain++;
        }

        return new(ranked, certain);
    }

    /// <summary>Goes through the customers and their social values: first those of the start in the order of their keys, then the others as they were added.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<KeyValuePair<TKey, double>> GetEnumerator()
    {
        for (int node = 0; node < _customers.Count; node++)
        {
            double score = _scores[node];
            if (score >= 0)
            {
                yield return KeyValuePair.Create(_customers.KeyOf(node), _factor * score);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One line: version, customers, value and bound.</summary>
    /// <returns>The line, invariant culture.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"version {Version}: social value of {Count} customers, {TotalValue:0.##} in all, within {ErrorBound:0.0e+0}; {Work}");

    private bool? IsUsed(TKey customer) =>
        Contains(customer) ? true
        : _start.Data.Keys.TryGetNode(customer, out int node) && !_start.Nodes.Includes(node) ? false
        : null;
}
