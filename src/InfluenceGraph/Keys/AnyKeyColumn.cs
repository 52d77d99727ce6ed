using System.Runtime.CompilerServices;

namespace InfluenceGraph.Keys;

/// <summary>Keys of a type that nothing is known of.</summary>
internal sealed class AnyKeyColumn<TKey> : KeyColumn<TKey>
    where TKey : notnull
{
    private readonly TKey[] _keys;
    private readonly Dictionary<TKey, int> _nodes;

    internal AnyKeyColumn(TKey[] keys)
    {
        _keys = keys;
        _nodes = new(keys.Length);
        for (int node = 0; node < keys.Length; node++)
        {
            _nodes.Add(keys[node], node);
        }
    }

    internal override int Length => _keys.Length;

    /// <summary>A dictionary's entry is hash, link and value (12 bytes) before the key, and 4 more stand in its buckets.</summary>
    internal override long Bytes => (Unsafe.SizeOf<TKey>() * _keys.LongLength) + ((16L + Unsafe.SizeOf<TKey>()) * _nodes.Capacity);

    public override TKey this[int node] => _keys[node];

    internal override bool TryGetNode(TKey key, out int node)
    {
        if (_nodes.TryGetValue(key, out node))
        {
            return true;
        }

        node = -1;
        return false;
    }
}
