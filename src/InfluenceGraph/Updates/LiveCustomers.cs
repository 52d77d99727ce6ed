using System.Collections.Immutable;

namespace InfluenceGraph.Updates;

/// <summary>Keys and nodes of a graph's customers and of those added since, who have the numbers behind. Immutable, apart from names that are appended behind what this instance knows.</summary>
internal sealed class LiveCustomers<TKey>
    where TKey : notnull
{
    private readonly CustomerData<TKey> _start;
    private readonly ImmutableDictionary<TKey, int> _added;
    private readonly TKey[] _addedKeys;

    internal LiveCustomers(CustomerData<TKey> start)
        : this(start, ImmutableDictionary<TKey, int>.Empty, [])
    {
    }

    private LiveCustomers(CustomerData<TKey> start, ImmutableDictionary<TKey, int> added, TKey[] addedKeys)
    {
        _start = start;
        _added = added;
        _addedKeys = addedKeys;
    }

    /// <summary>Nodes below this stand in the order of their keys.</summary>
    internal int StartCount => _start.Keys.Length;

    /// <summary>All nodes with a key, also of customers who were removed.</summary>
    internal int Count => StartCount + _added.Count;

    internal TKey KeyOf(int node) => node < StartCount ? _start.Keys[node] : _addedKeys[node - StartCount];

    internal bool TryGetNode(TKey customer, out int node) =>
        _start.Keys.TryGetNode(customer, out node) || _added.TryGetValue(customer, out node);

    /// <summary>These and one more, who gets the next number.</summary>
    internal LiveCustomers<TKey> With(TKey customer)
    {
        TKey[] keys = _addedKeys;
        if (_added.Count == keys.Length || _added.Count == 0)
        {
            keys = new TKey[Math.Max(16, 2 * keys.Length)];
            _addedKeys.CopyTo(keys, 0);
        }

        keys[_added.Count] = customer;
        return new(_start, _added.Add(customer, Count), keys);
    }

    /// <summary>Who stands first of two with the same score: by key, or by when they came where keys have no order.</summary>
    internal int Compare(int a, int b) => (a < StartCount && b < StartCount) || KeyOrder<TKey>.Comparer is not IComparer<TKey> comparer
        ? a.CompareTo(b)
        : comparer.Compare(KeyOf(a), KeyOf(b));
}
