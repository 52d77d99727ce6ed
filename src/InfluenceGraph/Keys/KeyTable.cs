namespace InfluenceGraph.Keys;

/// <summary>
/// Keys in the order in which they came, each once: a key gets the next free number, its id, when it is first seen. Equality is that
/// of <see cref="EqualityComparer{T}.Default"/>. Keys of type string, long, int and Guid live in arrays, without an object for each.
/// </summary>
/// <remarks>One thread adds. Others may meanwhile look keys up: what they find holds; a key that was just added they may miss.</remarks>
internal abstract class KeyTable<TKey>
    where TKey : notnull
{
    /// <summary>How many keys there are; ids are 0 to one less.</summary>
    internal abstract int Count { get; }

    /// <summary>Bytes taken, room for growing included; objects of keys that are objects are not.</summary>
    internal abstract long Bytes { get; }

    /// <summary>The key with an id. A string is made anew at each call.</summary>
    internal abstract TKey this[int id] { get; }

    /// <summary>A table for keys of this type.</summary>
    /// <param name="capacity">How many keys to make room for at once; it grows where there are more.</param>
    internal static KeyTable<TKey> Create(int capacity = 0)
    {
        object table = typeof(TKey) == typeof(string) ? new StringKeyTable(capacity)
            : typeof(TKey) == typeof(long) ? new ValueKeyTable<long>(capacity)
            : typeof(TKey) == typeof(int) ? new ValueKeyTable<int>(capacity)
            : typeof(TKey) == typeof(Guid) ? new ValueKeyTable<Guid>(capacity)
            : new AnyKeyTable<TKey>(capacity);
        return (KeyTable<TKey>)table;
    }

    /// <summary>The id of a key, a new one where the key is new.</summary>
    internal abstract int FindOrAdd(TKey key, out bool added);

    /// <summary>The id of a key, or -1.</summary>
    internal abstract int Find(TKey key);

    /// <summary>The ids of some keys in the order of these keys (<see cref="KeyOrder{TKey}"/>), or in that in which they came where keys cannot be compared.</summary>
    /// <param name="isIn">By id, whether it is one of them.</param>
    /// <exception cref="CustomerDataException">Comparing keys failed.</exception>
    internal abstract int[] InOrder(ReadOnlySpan<bool> isIn);

    /// <summary>Keys by node, for good. O(keys).</summary>
    /// <param name="ids">Node to id.</param>
    internal abstract KeyColumn<TKey> ToColumn(int[] ids);

    private protected static int[] Ids(ReadOnlySpan<bool> isIn)
    {
        int[] ids = new int[isIn.Count(true)];
        int count = 0;
        for (int id = 0; id < isIn.Length; id++)
        {
            if (isIn[id])
            {
                ids[count++] = id;
            }
        }

        return ids;
    }
}
