using System.Collections;
using System.Collections.ObjectModel;
using InfluenceGraph.Cards;
using InfluenceGraph.Indexes;
using InfluenceGraph.SocialValues;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>An index of each customer of a view, 0 to 100: own value, circle and role in communities, each measured against a fixed population, weighted and added.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class IndexResult<TKey> : IEnumerable<KeyValuePair<TKey, double>>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly PartColumn[] _columns;
    private readonly string[] _groupings;
    private readonly Lazy<Receipt> _receipt;
    private readonly Lazy<PlaceTable> _places;

    internal IndexResult(UsedCustomers<TKey> used, IndexOptions<TKey> options, CancellationToken cancellationToken)
    {
        _used = used;
        HasFixedReference = options.Reference is not null;
        Reference = options.Reference ?? IndexReference.Made(used.View, "this view itself", options.Roles, options.StrengthShare);
        Options = options;
        _groupings = [.. options.Roles.Keys.Order(StringComparer.Ordinal)];
        cancellationToken.ThrowIfCancellationRequested();
        _columns = NewColumns();
        cancellationToken.ThrowIfCancellationRequested();
        Missing = _groupings.Length == 0 && options.Weights.Role > 0
            ? Array.AsReadOnly([Invariant($"Role: no grouping was given, so its weight of {options.Weights.Role} went to the other components in proportion.")])
            : [];
        _places = new(() => new(Enumerable.Range(0, used.Count).Select(node => (double)IndexOf(node))));
        _receipt = new(() => used.NewReceipt(Describe(), UsedFacts.None, Array.FindAll(
            [new LeftOut("components missing, whose weight went to the others", Missing.Count), new LeftOut("customers who are their own reference, so that an index may move because others changed", HasFixedReference ? 0 : used.Count)],
            note => note.Count > 0)));
    }

    /// <summary>What was asked.</summary>
    public IndexOptions<TKey> Options { get; }

    /// <summary>The weights that were chosen.</summary>
    public IndexWeights Weights => Options.Weights;

    /// <summary>The population that customers were measured against.</summary>
    public IndexReference Reference { get; }

    /// <summary>Whether the reference was given. If not, it is the view itself, and an index may move because others changed.</summary>
    public bool HasFixedReference { get; }

    /// <summary>Components that are missing, and what became of their weight, in sentences.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>The number of customers: all that the view may use.</summary>
    public int Count => _used.Count;

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt => _receipt.Value;

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _used.View.IsStale;

    /// <summary>The index of a customer, with its parts.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The index.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown, or left out of the view; the message says which.</exception>
    public CustomerIndex<TKey> this[TKey customer] => At(_used.NodeOf(customer));

    internal CustomerGraphView<TKey> View => _used.View;

    /// <summary>The place of a customer among all.</summary>
    internal CardPlace? PlaceOf(TKey customer) => _places.Value.Of((double)IndexOf(_used.NodeOf(customer)));

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>The customers with the highest index. O(customers log count).</summary>
    /// <param name="count">How many, at least 0; all where there are fewer.</param>
    /// <returns>The customers, highest first; equal ones in the order of their keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public IReadOnlyList<CustomerIndex<TKey>> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Array.AsReadOnly(Array.ConvertAll(TopNodes.Of(Enumerable.Range(0, Count).Select(node => ((double)IndexOf(node), node)), Math.Min(count, Count)), place => At(place.Node)));
    }

    /// <summary>How indexes moved since an earlier snapshot. O(customers).</summary>
    /// <param name="earlier">An earlier result with the same reference, weights and groupings, of this or another snapshot of the data.</param>
    /// <returns>The customers of both whose index or a part of it moved, in the order of their keys.</returns>
    /// <exception cref="ArgumentException">Reference, weights or groupings are others, or the reference is not a fixed one, so that the numbers cannot be compared.</exception>
    public IReadOnlyList<IndexChange<TKey>> ChangesSince(IndexResult<TKey> earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (!HasFixedReference || !earlier.HasFixedReference || !Reference.IsSameAs(earlier.Reference))
        {
            throw new ArgumentException($"This result is measured against {Name(this)}, the earlier one against {Name(earlier)}; expected the same fixed reference. Give both the same {nameof(IndexReference)}.", nameof(earlier));
        }

        if (Weights != earlier.Weights || !_groupings.SequenceEqual(earlier._groupings))
        {
            throw new ArgumentException(
                $"This result has {Weights}{Names(_groupings)}, the earlier one {earlier.Weights}{Names(earlier._groupings)}; expected the same of both. Compute one of them again.",
                nameof(earlier));
        }

        var changes = new List<IndexChange<TKey>>();
        for (int node = 0; node < Count; node++)
        {
            if (earlier._used.TryGetNode(_used.KeyOf(node), out int before) && !_columns.Zip(earlier._columns).All(pair => pair.First.PointsOf(node) == pair.Second.PointsOf(before)))
            {
                changes.Add(new(earlier.At(before), At(node)));
            }
        }

        return changes.AsReadOnly();
    }

    /// <summary>Goes through the customers and their indexes, in the order of the keys; a segment can ask for it as a score.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<KeyValuePair<TKey, double>> GetEnumerator() =>
        Enumerable.Range(0, Count).Select(node => KeyValuePair.Create(_used.KeyOf(node), (double)IndexOf(node))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The number of customers, the weights and the reference.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"index of {Count} customers; {Weights}{(Missing.Count > 0 ? " (role missing)" : "")}; {Reference}");

    private decimal IndexOf(int node)
    {
        decimal index = 0;
        foreach (PartColumn column in _columns)
        {
            index += column.PointsOf(node);
        }

        return index;
    }

    private CustomerIndex<TKey> At(int node)
    {
        TKey customer = _used.KeyOf(node);
        (int received, double strength) = IndexMeasures.Outward(_used.Mutual, node);
        int ties = _used.Mutual.Both.DegreeOf(node);
        return new(customer, Array.AsReadOnly(Array.ConvertAll(_columns, column => column.At(node))))
        {
            PermissionsReceived = received,
            StrengthReceived = strength,
            Ties = ties,
            HasEnoughEvidence = ties >= Options.MinTies,
            Roles = _groupings.Length == 0 ? ReadOnlyDictionary<string, CustomerRole<TKey>>.Empty : _groupings.ToDictionary(name => name, name => Options.Roles[name][customer], StringComparer.Ordinal).AsReadOnly(),
        };
    }

    private PartColumn[] NewColumns()
    {
        int parts = 2 + (2 * _groupings.Length);
        double[] weights = new double[parts];
        Array.Fill(weights, Weights.Role / Math.Max(1, parts - 2));
        (weights[0], weights[1]) = (Weights.OwnValue, Weights.Circle);
        decimal[] points = PointShares.Of(weights);
        var columns = new List<PartColumn>(parts)
        {
            new(IndexComponent.OwnValue, null, IndexMeasures.OwnValues(_used), Reference.OwnValue, points[0]),
            new(IndexComponent.Circle, null, IndexMeasures.Circles(_used.Mutual, Reference.StrengthShare), Reference.Circle, points[1]),
        };
        foreach (string name in _groupings)
        {
            RoleScales scales = Reference.Roles[name];
            columns.Add(new(IndexComponent.RoleWithin, name, Options.Roles[name].Shares.StrengthWithin, scales.Within, points[columns.Count]));
            columns.Add(new(IndexComponent.RoleBetween, name, Options.Roles[name].Shares.StrengthBetween, scales.Between, points[columns.Count]));
        }

        return [.. columns.OrderBy(column => column.Component)];
    }

    private string Describe() => Invariant(
        $"index; {Weights}; reference '{Reference.Version}' ({Reference.Fingerprint()}), StrengthShare {Reference.StrengthShare}{string.Concat(_groupings.Select(name => $"; '{name}': {Options.Roles[name].Receipt.Options}"))}");

    private static string Name(IndexResult<TKey> result) => result.HasFixedReference ? $"'{result.Reference.Version}' ({result.Reference.Fingerprint()})" : "its own view";

    private static string Names(string[] groupings) => groupings.Length == 0 ? " without groupings" : $" over {string.Join(", ", groupings.Select(name => $"'{name}'"))}";
}
