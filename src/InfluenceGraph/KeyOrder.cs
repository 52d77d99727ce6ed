namespace InfluenceGraph;

/// <summary>The order of customers: by key, strings by ordinal whatever the culture; none for keys that cannot be compared.</summary>
internal static class KeyOrder<TKey>
{
    internal static IComparer<TKey>? Comparer { get; } =
        typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.Ordinal
        : typeof(IComparable<TKey>).IsAssignableFrom(typeof(TKey)) ? Comparer<TKey>.Default
        : null;
}
