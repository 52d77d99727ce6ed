using System.Runtime.CompilerServices;

namespace InfluenceGraph.Keys;

/// <summary>Keys that are plain bits: the keys, and slots with nodes by hash, half of them free. 8 bytes a key beside the key itself.</summary>
internal sealed class ValueKeyColumn<TKey> : KeyColumn<TKey>
    where TKey : unmanaged, IEquatable<TKey>
{
    private readonly TKey[] _keys;

    /// <summary>Node + 1; 0 where free.</summary>
    private readonly int[] _slots;

    internal ValueKeyColumn(TKey[] keys)
    {
        _keys = keys;
        _slots = new int[(int)Math.Min((2L * keys.Length) + 1, Array.MaxLength)];
        for (int node = 0; node < keys.Length; node++)
        {
            int slot = KeyHash.SlotOf(KeyHash.Of(keys[node]), _slots.Length);
            while (_slots[slot] != 0)
            {
                slot = Next(slot);
            }

            _slots[slot] = node + 1;
        }
    }

    internal override int Length => _keys.Length;

    internal override long Bytes => (Unsafe.SizeOf<TKey>() * _keys.LongLength) + (sizeof(int) * _slots.LongLength);

    public override TKey this[int node] => _keys[node];

    internal override bool TryGetNode(TKey key, out int node)
    {
        int slot = KeyHash.SlotOf(KeyHash.Of(key), _slots.Length);
        for (node = _slots[slot] - 1; node >= 0 && !_keys[node].Equals(key); node = _slots[slot] - 1)
        {
            slot = Next(slot);
        }

        return node >= 0;
    }

    private int Next(int slot) => slot + 1 < _slots.Length ? slot + 1 : 0;
}
