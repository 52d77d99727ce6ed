using System.Runtime.CompilerServices;

namespace InfluenceGraph.Keys;

/// <summary>Keys that are plain bits (numbers, Guids): open addressing with linear probing over ids, keys in chunks beside. 14 to 20 bytes for a long.</summary>
internal sealed class ValueKeyTable<TKey> : KeyTable<TKey>
    where TKey : unmanaged, IEquatable<TKey>
{
    /// <summary>Keys that are looked up together.</summary>
    private const int Together = 64;

    private readonly ChunkedColumn<TKey> _keys = new();

    /// <summary>Of the hash, only these bits: fewer in tests, so that keys collide.</summary>
    private readonly uint _hashBits;

    /// <summary>Id + 1 by slot; 0 where the slot is free.</summary>
    private int[] _slots;

    internal ValueKeyTable(int capacity, uint hashBits = uint.MaxValue)
    {
        _hashBits = hashBits;
        _slots = new int[SlotCount.For(capacity)];
    }

    internal override int Count => _keys.Count;

    internal override long Bytes => _keys.Bytes + (sizeof(int) * _slots.LongLength);

    internal override TKey this[int id] => _keys[id];

    internal override int FindOrAdd(TKey key, out bool added)
    {
        int[] slots = _slots;
        int slot = KeyHash.SlotOf(KeyHash.Of(key) & _hashBits, slots.Length);
        for (int entry = slots[slot]; entry != 0; entry = slots[slot])
        {
            if (_keys[entry - 1].Equals(key))
            {
                added = false;
                return entry - 1;
            }

            slot = slot + 1 < slots.Length ? slot + 1 : 0;
        }

        added = true;
        _keys.Add(key);
        if (SlotCount.IsFull(_keys.Count, slots.Length))
        {
            Grow();
        }
        else
        {
            // After the key, for those who look up meanwhile.
            Volatile.Write(ref slots[slot], _keys.Count);
        }

        return _keys.Count - 1;
    }

    internal override int Find(TKey key)
    {
        int[] slots = Volatile.Read(ref _slots);
        int slot = KeyHash.SlotOf(KeyHash.Of(key) & _hashBits, slots.Length);
        for (int entry = Volatile.Read(ref slots[slot]); entry != 0; entry = Volatile.Read(ref slots[slot]))
        {
            if (_keys[entry - 1].Equals(key))
            {
                return entry - 1;
            }

            slot = slot + 1 < slots.Length ? slot + 1 : 0;
        }

        return -1;
    }

    /// <summary>The ids of many keys, -1 for those that are not there. Slots are read for several keys before any key is, so that the misses of the cache overlap.</summary>
    internal void Find(ReadOnlySpan<TKey> keys, Span<int> ids)
    {
        int[] slots = Volatile.Read(ref _slots);
        for (int start = 0; start < keys.Length; start += Together)
        {
            ReadOnlySpan<TKey> some = keys.Slice(start, Math.Min(Together, keys.Length - start));
            Span<int> theirs = ids.Slice(start, some.Length);
            for (int i = 0; i < some.Length; i++)
            {
                theirs[i] = Volatile.Read(ref slots[KeyHash.SlotOf(KeyHash.Of(some[i]) & _hashBits, slots.Length)]) - 1;
            }

            for (int i = 0; i < some.Length; i++)
            {
                if (theirs[i] >= 0 && !_keys[theirs[i]].Equals(some[i]))
                {
                    theirs[i] = Find(some[i]);
                }
            }
        }
    }

    internal override int[] InOrder(ReadOnlySpan<bool> isIn)
    {
        int[] ids = Ids(isIn);
        if (typeof(TKey) == typeof(long) || typeof(TKey) == typeof(int))
        {
            ulong[] words = GC.AllocateUninitializedArray<ulong>(ids.Length);
            for (int i = 0; i < ids.Length; i++)
            {
                // The sign turned round, so that negative numbers come first.
                long number = typeof(TKey) == typeof(int) ? Unsafe.BitCast<TKey, int>(_keys[ids[i]]) : Unsafe.BitCast<TKey, long>(_keys[ids[i]]);
                words[i] = (ulong)number ^ (1ul << 63);
            }

            WordSort.Sort(words, ids);
        }
        else
        {
            Array.Sort(Array.ConvertAll(ids, id => _keys[id]), ids, KeyOrder<TKey>.Comparer);
        }

        return ids;
    }

    internal override KeyColumn<TKey> ToColumn(int[] ids) => new ValueKeyColumn<TKey>(Array.ConvertAll(ids, id => _keys[id]));

    private void Grow()
    {
        int[] slots = new int[SlotCount.After(_slots.Length)];
        for (int id = 0; id < _keys.Count; id++)
        {
            int slot = KeyHash.SlotOf(KeyHash.Of(_keys[id]) & _hashBits, slots.Length);
            while (slots[slot] != 0)
            {
                slot = slot + 1 < slots.Length ? slot + 1 : 0;
            }

            slots[slot] = id + 1;
        }

        Volatile.Write(ref _slots, slots);
    }
}
