using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using InfluenceGraph.Cards;
using InfluenceGraph.Circles;
using InfluenceGraph.SocialValues;
using MathNet.Numerics.Distributions;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How strong circles are: the ego networks of all customers that may be used, and the circles that they named.</summary>
/// <remarks>Goes through the ego networks in the order of their owners' keys. Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class CircleStrengthResult<TKey> : IReadOnlyCollection<CircleStrength<TKey>>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly CircleGround _ground;
    private readonly CircleScorer _scorer;
    private readonly EgoCircles _circles;
    private readonly List<ScoredCircle> _named;
    private readonly Lazy<IReadOnlyList<CircleStrength<TKey>>> _namedCircles;
    private readonly ConcurrentDictionary<int, double> _reaches = new();
    private readonly Lazy<ILookup<int, ScoredCircle>> _namedByOwner;
    private readonly Lazy<PlaceTable> _places;
    private LastAsked? _lastAsked;

    internal CircleStrengthResult(UsedCustomers<TKey> used, CircleStrengthOptions options, CircleGround ground, CircleScorer scorer, EgoCircles circles, List<ScoredCircle> named)
    {
        _used = used;
        _ground = ground;
        _scorer = scorer;
        _circles = circles;
        _named = named;
        _namedCircles = new(() => _named.ConvertAll(At).AsReadOnly());
        _namedByOwner = new(() => _named.ToLookup(circle => circle.Owner));
        _places = new(() => new(circles.Scores));
        Options = options;
        ScoredCount = circles.Scores.Count(score => !double.IsNaN(score));
        Receipt = used.NewReceipt(
            Invariant($"circle strength, weights {options.Weights}; MinMembers {options.MinMembers}, RecencyHalfLife {options.RecencyHalfLife.TotalDays} days, Confidence {options.Confidence}"),
            UsedFacts.Ties | UsedFacts.Circles,
            ground.Graph.SelfEdges > 0 ? [new LeftOut("ties from a customer to themselves, which belong to no circle", ground.Graph.SelfEdges)] : []);
    }

    /// <summary>What was asked.</summary>
    public CircleStrengthOptions Options { get; }

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _used.View.IsStale;

    /// <summary>The number of customers.</summary>
    public int Count => _used.Count;

    /// <summary>The number of customers whose ego network has enough evidence for a score.</summary>
    public int ScoredCount { get; }

    /// <summary>The circles that owners named, by the owners' keys, then by name; also those without enough evidence.</summary>
    public IReadOnlyList<CircleStrength<TKey>> NamedCircles => _namedCircles.Value;

    /// <summary>How strong a customer's ego network is.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>Score, parts and evidence.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    public CircleStrength<TKey> this[TKey customer] => At(_used.NodeOf(customer));

    /// <summary>How strong a circle is that a customer named.</summary>
    /// <param name="owner">The customer's key.</param>
    /// <param name="name">The circle's name.</param>
    /// <returns>Score, parts and evidence.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out, or named no such circle.</exception>
    public CircleStrength<TKey> OfCircle(TKey owner, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int node = _used.NodeOf(owner);
        ScoredCircle[] ofOwner = [.. _namedByOwner.Value[node]];
        int found = Array.FindIndex(ofOwner, circle => string.Equals(circle.Name, name.Trim(), StringComparison.Ordinal));
        return found >= 0
            ? At(ofOwner[found])
            : throw new KeyNotFoundException($"'{owner}' has no circle '{name}'; {(ofOwner.Length == 0 ? "they named none" : $"expected one of {string.Join(", ", ofOwner.Select(circle => $"'{circle.Name}'"))}")}.");
    }

    /// <summary>The view that was asked.</summary>
    internal CustomerGraphView<TKey> View => _used.View;

    /// <summary>The circles that a customer named, by name.</summary>
    internal IReadOnlyList<CircleStrength<TKey>> NamedBy(TKey owner) => Array.AsReadOnly<CircleStrength<TKey>>([.. _namedByOwner.Value[_used.NodeOf(owner)].Select(At)]);

    /// <summary>The place of a customer's ego network among those with enough evidence.</summary>
    internal CardPlace? PlaceOf(TKey customer) => _places.Value.Of(_circles.Scores[_used.NodeOf(customer)]);

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>The strongest ego networks. O(customers log count).</summary>
    /// <param name="count">How many at most; customers without enough evidence are never listed.</param>
    /// <returns>The strongest first; equal ones in the order of their keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public IReadOnlyList<CircleStrength<TKey>> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        IEnumerable<(double, int)> scored = Enumerable.Range(0, Count).Where(node => !double.IsNaN(_circles.Scores[node])).Select(node => (_circles.Scores[node], node));
        return Array.AsReadOnly(Array.ConvertAll(TopNodes.Of(scored, count), top => At(top.Node)));
    }

    /// <summary>How circles changed since an earlier moment: ego networks, then named circles, as far as both results have a score for them.</summary>
    /// <param name="earlier">The earlier result, with the same weights, least number of members and half-life.</param>
    /// <returns>The changes, in the order of keys, then names.</returns>
    /// <exception cref="ArgumentException">The earlier result was computed with other options, so that the scores cannot be compared.</exception>
    public IReadOnlyList<CircleChange<TKey>> ChangesSince(CircleStrengthResult<TKey> earlier)
    {
        RequireComparable(earlier);
        var changes = new List<CircleChange<TKey>>();
        for (int node = 0; node < Count; node++)
        {
            TKey owner = _used.KeyOf(node);
            if (earlier._used.TryGetNode(owner, out int before))
            {
                AddChange(Changed(owner, name: null, earlier, earlier.ScoredAt(before), ScoredAt(node)));
            }
        }

        var earlierCircles = earlier._named.ToDictionary(circle => (earlier._used.KeyOf(circle.Owner), circle.Name));
        foreach (ScoredCircle circle in _named)
        {
            TKey owner = _used.KeyOf(circle.Owner);
            if (earlierCircles.TryGetValue((owner, circle.Name), out ScoredCircle before))
            {
                AddChange(Changed(owner, circle.Name, earlier, before, circle));
            }
        }

        return changes.AsReadOnly();

        void AddChange(CircleChange<TKey>? change)
        {
            if (change is CircleChange<TKey> known)
            {
                changes.Add(known);
            }
        }
    }

    /// <summary>The circles that lost strength since an earlier moment.</summary>
    /// <param name="earlier">The earlier result, with the same weights, least number of members and half-life.</param>
    /// <returns>The changes below 0: significant ones first, then by how much was lost.</returns>
    /// <exception cref="ArgumentException">The earlier result was computed with other options, so that the scores cannot be compared.</exception>
    public IReadOnlyList<CircleChange<TKey>> WeakeningSince(CircleStrengthResult<TKey> earlier) =>
        [.. ChangesSince(earlier).Where(change => change.Change < 0).OrderByDescending(change => change.IsSignificant).ThenBy(change => change.Change)];

    /// <summary>The circles that had a score at an earlier moment and have too little evidence for one now, because members left or their ties ended: the strongest loss, and in no list of changes.</summary>
    /// <param name="earlier">The earlier result, with the same weights, least number of members and half-life.</param>
    /// <returns>The circles as they were then, ego networks and named ones, strongest first; only of owners who may be used now.</returns>
    /// <exception cref="ArgumentException">The earlier result was computed with other options, so that the scores cannot be compared.</exception>
    public IReadOnlyList<CircleStrength<TKey>> LostSince(CircleStrengthResult<TKey> earlier)
    {
        RequireComparable(earlier);
        var now = _named.Where(circle => !double.IsNaN(circle.Score)).Select(circle => (_used.KeyOf(circle.Owner), circle.Name)).ToHashSet();
        IEnumerable<ScoredCircle> egos = Enumerable.Range(0, earlier.Count)
            .Where(node => !double.IsNaN(earlier._circles.Scores[node]) && _used.TryGetNode(earlier._used.KeyOf(node), out int here) && double.IsNaN(_circles.Scores[here]))
            .Select(earlier.ScoredAt);
        IEnumerable<ScoredCircle> named = earlier._named
            .Where(circle => !double.IsNaN(circle.Score) && _used.TryGetNode(earlier._used.KeyOf(circle.Owner), out _) && !now.Contains((earlier._used.KeyOf(circle.Owner), circle.Name)));
        return Array.AsReadOnly<CircleStrength<TKey>>(
        [
            .. egos.Select(circle => earlier.At(circle) with { Name = null }).Concat(named.Select(earlier.At)).OrderByDescending(circle => circle.Score),
        ]);
    }

    /// <summary>Which one tie would strengthen a customer's ego network most: a way of an own tie that is missing or permitted in part, or a tie between two members who have none.</summary>
    /// <remarks>
    /// Each candidate is scored again as <see cref="CustomerGraphView{TKey}.WithPermission"/> with permission 1 and the strength
    /// shown would, and only ties that raise the score are told. A tie that its grantor explicitly denied (permission 0) is never told:
    /// who said no is not asked again. Of two members the way that was not denied is told. Denials are no part of the score, and
    /// so not of the receipt's data hash either. O(degree log degree) and, among members who nearly all know each other, O(degree^2 log degree).
    /// </remarks>
    /// <param name="customer">The key.</param>
    /// <param name="count">How many ties at most.</param>
    /// <returns>The ties that bring most, best first; empty where there is not enough evidence for a score.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public IReadOnlyList<StrengtheningTie<TKey>> WhatWouldStrengthen(TKey customer, int count = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int owner = _used.NodeOf(customer);
        double score = _circles.Scores[owner];
        if (double.IsNaN(score))
        {
            return [];
        }

        return [.. new Strengthening(_ground, _circles, _scorer, owner)
            .Best(
                count,
                (from, to) => _used.View.RowOf(_used.Nodes.ViewNodes[from], _used.Nodes.ViewNodes[to]),
                (from, to) => _used.View.IsDenied(_used.Nodes.ViewNodes[from], _used.Nodes.ViewNodes[to]))
            .Select(best => new StrengtheningTie<TKey>(_used.KeyOf(best.From), _used.KeyOf(best.To), best.PermissionNow, best.Strength, best.Score - score, best.Score))];
    }

    /// <summary>Goes through the ego networks in the order of their owners' keys.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<CircleStrength<TKey>> GetEnumerator()
    {
        for (int node = 0; node < Count; node++)
        {
            yield return At(node);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many have a score, and the strongest.</summary>
    /// <returns>A few lines, invariant culture.</returns>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [string.Create(CultureInfo.InvariantCulture, $"{ScoredCount} of {Count} circles with enough evidence, {_named.Count} named ones; {Options.Weights}"), .. Top(5).Select(circle => circle.ToString())]);

    /// <summary>How a customer's ego network changed; <see langword="null"/> where one of the two results has no score for it.</summary>
    internal CircleChange<TKey>? ChangeOf(TKey owner, CircleStrengthResult<TKey> earlier) => earlier._used.TryGetNode(owner, out int before)
        ? Changed(owner, name: null, earlier, earlier.ScoredAt(before), ScoredAt(_used.NodeOf(owner)))
        : null;

    /// <summary>Whether scores of the two mean the same.</summary>
    internal bool IsComparableWith(CircleStrengthResult<TKey> other) =>
        other.Options.Weights == Options.Weights && other.Options.MinMembers == Options.MinMembers && other.Options.RecencyHalfLife == Options.RecencyHalfLife;

    /// <summary>Whether everybody whom this result used may be used in a view. O(customers) for the first question of a view, then remembered for that one.</summary>
    internal bool RestsOnlyOn(CustomerGraphView<TKey> view)
    {
        if (_lastAsked is not { } last || !ReferenceEquals(last.View, view))
        {
            last = new(view, Enumerable.Range(0, Count).All(node => view.Contains(_used.KeyOf(node))));
            _lastAsked = last;
        }

        return last.RestsOnlyOn;
    }

    private CircleChange<TKey>? Changed(TKey owner, string? name, CircleStrengthResult<TKey> earlier, ScoredCircle before, ScoredCircle now)
    {
        if (double.IsNaN(before.Score) || double.IsNaN(now.Score))
        {
            return null;
        }

        double error = double.Hypot(before.Error, now.Error);
        double difference = Math.Abs(now.Score - before.Score);
        double significance = difference == 0 ? 1 : error == 0 ? 0 : 2 * Normal.CDF(0, 1, -difference / error);
        return new(
            owner,
            name,
            before.Score,
            now.Score,
            error,
            significance,
            significance < 1 - Options.Confidence,
            earlier._scorer.PartsOf(before.Sums),
            _scorer.PartsOf(now.Sums),
            before.Sums.Members,
            now.Sums.Members);
    }

    private void RequireComparable(CircleStrengthResult<TKey> earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (!IsComparableWith(earlier))
        {
            throw new ArgumentException($"The earlier scores mean something else: {earlier.Receipt.Options}; expected {Receipt.Options}. Compute both with the same options.", nameof(earlier));
        }
    }

    private CircleStrength<TKey> At(int node) => At(ScoredAt(node)) with { Name = null };

    /// <summary>The ego network of a node.</summary>
    private ScoredCircle ScoredAt(int node) => new(node, "", _circles.Sums[node], _circles.Scores[node], _circles.Errors[node]);

    private CircleStrength<TKey> At(ScoredCircle circle)
    {
        bool isScored = !double.IsNaN(circle.Score);
        double reach = isScored ? circle.Error * _reaches.GetOrAdd(circle.Sums.Members, _scorer.Reach) : 0;
        return new()
        {
            Owner = _used.KeyOf(circle.Owner),
            Name = circle.Name,
            Score = isScored ? circle.Score : null,
            Low = isScored ? Math.Max(0, circle.Score - reach) : null,
            High = isScored ? Math.Min(100, circle.Score + reach) : null,
            StandardError = isScored ? circle.Error : null,
            Parts = isScored ? _scorer.PartsOf(circle.Sums) : null,
            Members = circle.Sums.Members,
            TiesUsed = circle.Sums.Ties,
            TiesWithContact = circle.Sums.Dated,
        };
    }

    /// <summary>The view that <see cref="RestsOnlyOn"/> was last asked about.</summary>
    private sealed record LastAsked(CustomerGraphView<TKey> View, bool RestsOnlyOn);
}
