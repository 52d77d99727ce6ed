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

    internal override int[] InOrder(ReadOnlySpan<bool> isIn)
    {
        int[] ids = Ids(isIn);
        if (KeyOrder<TKey>.Comparer is IComparer<TKey> comparer)
        {
            try
            {
                Array.Sort(Array.ConvertAll(ids, id => _keys[id]), ids, comparer);
            }
            catch (InvalidOperationException e)
            {
                throw new CustomerDataException($"Keys of type {typeof(TKey)} cannot be put in order ({e.InnerException?.Message}); expected keys that can be compared, such as string, long or Guid.", e);
            }
        }

        return ids;
    }

    internal override KeyColumn<TKey> ToColumn(int[] ids) => new AnyKeyColumn<TKey>(Array.ConvertAll(ids, id => _keys[id]));
}
