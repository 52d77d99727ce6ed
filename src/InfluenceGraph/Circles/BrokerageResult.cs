using System.Collections;
using InfluenceGraph.Cards;
using InfluenceGraph.Circles;
using InfluenceGraph.SocialValues;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Where each customer that may be used stands between others.</summary>
/// <remarks>Goes through the customers in the order of their keys. Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class BrokerageResult<TKey> : IReadOnlyCollection<BrokeragePlace<TKey>>
    where TKey : notnull
{
    private readonly UsedCustomers<TKey> _used;
    private readonly StructuralHoles _holes;
    private readonly Lazy<PlaceTable> _places;

    internal BrokerageResult(UsedCustomers<TKey> used, BrokerageOptions options, StructuralHoles holes)
    {
        _used = used;
        _holes = holes;
        _places = new(() => new(Enumerable.Range(0, used.Count).Select(SizeOf)));
        Options = options;
        Receipt = used.NewReceipt("brokerage", UsedFacts.None);
    }

    /// <summary>What was asked.</summary>
    public BrokerageOptions Options { get; }

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _used.View.IsStale;

    /// <summary>The number of customers.</summary>
    public int Count => _used.Count;

    /// <summary>The number of triples of customers who all have ties with each other.</summary>
    public long TotalTriangles => _holes.TotalTriangles;

    /// <summary>Where a customer stands.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>The measures.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    public BrokeragePlace<TKey> this[TKey customer] => At(_used.NodeOf(customer));

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>Who bridges most: the customers with the largest effective size. O(customers log count).</summary>
    /// <param name="count">How many at most; customers without contacts are never listed.</param>
    /// <returns>The largest first; equal ones in the order of their keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public IReadOnlyList<BrokeragePlace<TKey>> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        IEnumerable<(double, int)> sizes = Enumerable.Range(0, Count).Where(node => _holes.Contacts(node) > 0).Select(node => (_holes.EffectiveSizes[node], node));
        return Array.AsReadOnly(Array.ConvertAll(TopNodes.Of(sizes, count), top => At(top.Node)));
    }

    /// <summary>Goes through the customers in the order of their keys.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<BrokeragePlace<TKey>> GetEnumerator()
    {
        for (int node = 0; node < Count; node++)
        {
            yield return At(node);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Triangles, and who bridges most.</summary>
    /// <returns>A few lines, invariant culture.</returns>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [Invariant($"{Count} customers, {TotalTriangles} triangles"), .. Top(5).Select(place => place.ToString())]);

    /// <summary>The view that was asked.</summary>
    internal CustomerGraphView<TKey> View => _used.View;

    /// <summary>The place of a customer by effective size, among those with contacts.</summary>
    internal CardPlace? PlaceOf(TKey customer) => _places.Value.Of(SizeOf(_used.NodeOf(customer)));

    private double SizeOf(int node) => _holes.Contacts(node) > 0 ? _holes.EffectiveSizes[node] : double.NaN;

    private BrokeragePlace<TKey> At(int node)
    {
        int contacts = _holes.Contacts(node);
        double? WithAny(double value) => contacts > 0 ? value : null;
        double? WithTwo(double value) => contacts > 1 ? value : null;
        return new(
            _used.KeyOf(node),
            contacts,
            WithAny(_holes.Constraints[node]),
            WithAny(_holes.EffectiveSizes[node]),
            WithAny(_holes.EffectiveSizes[node] / contacts),
            WithTwo(_holes.Hierarchies[node]),
            _holes.CoreNumbers[node],
            _holes.Triangles[node],
            WithTwo(2.0 * _holes.Triangles[node] / ((double)contacts * (contacts - 1))),
            WithTwo(_holes.BarratClusterings[node]),
            WithTwo(_holes.OnnelaClusterings[node]),
            WithAny(_holes.Reciprocities[node]));
    }
}
