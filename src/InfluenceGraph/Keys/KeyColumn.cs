using System.Collections;

namespace InfluenceGraph.Keys;

/// <summary>Keys by node, and the way back. Immutable but for strings made on demand; safe to share between threads.</summary>
internal abstract class KeyColumn<TKey> : IReadOnlyList<TKey>
    where TKey : notnull
{
    /// <summary>The number of keys.</summary>
    internal abstract int Length { get; }

    /// <summary>Bytes taken, without strings that were asked for.</summary>
    internal abstract long Bytes { get; }

    /// <summary>The number of keys, as a list has it.</summary>
    public int Count => Length;

    /// <summary>The key of a node.</summary>
    public abstract TKey this[int node] { get; }

    /// <summary>A column of keys in the order of their nodes, each once.</summary>
    internal static KeyColumn<TKey> Of(IReadOnlyList<TKey> keys)
    {
        KeyTable<TKey> table = KeyTable<TKey>.Create(keys.Count);
        foreach (TKey key in keys)
        {
            _ = table.FindOrAdd(key, out bool added);
            if (!added)
            {
                throw new ArgumentException($"'{key}' is there twice; expected each key once.", nameof(keys));
            }
        }

        return table.ToColumn([.. Enumerable.Range(0, keys.Count)]);
    }

    /// <summary>Finds a key's node.</summary>
    internal abstract bool TryGetNode(TKey key, out int node);

    /// <summary>Whether there is such a key.</summary>
    internal bool Contains(TKey key) => TryGetNode(key, out _);

    /// <summary>All keys, by node.</summary>
    public IEnumerator<TKey> GetEnumerator()
    {
        for (int node = 0; node < Length; node++)
        {
            yield return this[node];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
