using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InfluenceGraph.Keys;

/// <summary>Keys of a type that nothing is known of: a dictionary, and a list for the way back.</summary>
internal sealed class AnyKeyTable<TKey>(int capacity) : KeyTable<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _ids = new(capacity);
    private readonly List<TKey> _keys = new(capacity);

    internal override int Count => _keys.Count;

    /// <summary>A dictionary's entry is hash, link and value (12 bytes) before the key, and 4 more stand in its buckets.</summary>
    internal override long Bytes => ((16L + Unsafe.SizeOf<TKey>()) * _ids.Capacity) + ((long)Unsafe.SizeOf<TKey>() * _keys.Capacity);

    internal override TKey this[int id] => _keys[id];

    internal override int FindOrAdd(TKey key, out bool added)
    {
        ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, key, out bool exists);
        added = !exists;
        if (added)
        {
            id = _keys.Count;
            _keys.Add(key);
        }

        return id;
    }

    internal override int Find(TKey key) => _ids.TryGetValue(key, out int id) ? id : -1;
}
