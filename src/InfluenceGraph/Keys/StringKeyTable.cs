namespace InfluenceGraph.Keys;

/// <summary>
/// String keys as bytes in a pool: open addressing with linear probing; a slot holds the hash beside the place, so that only an equal
/// hash is looked at. 24 to 35 bytes a key and its text, where strings and a dictionary take 76 to 104 and the text twice.
/// </summary>
internal sealed class StringKeyTable : KeyTable<string>
{
    /// <summary>Keys that are looked up together.</summary>
    private const int Together = 64;

    private readonly TextPool _pool = new();
    private readonly ChunkedColumn<uint> _places = new();

    /// <summary>Of the hash, only these bits: fewer in tests, so that keys collide.</summary>
    private readonly uint _hashBits;

    /// <summary>Hash in the upper half, place + 1 in the lower; 0 where the slot is free.</summary>
    private ulong[] _slots;

    internal StringKeyTable(int capacity, uint hashBits = uint.MaxValue)
    {
        _hashBits = hashBits;
        _slots = new ulong[SlotCount.For(capacity)];
    }

    internal override int Count => _places.Count;

    internal override long Bytes => _pool.Bytes + _places.Bytes + (sizeof(ulong) * _slots.LongLength);

    internal override string this[int id] => UnitText.Read(TextOf(id));

    /// <summary>The bytes of a key, as <see cref="UnitText"/> has them.</summary>
    internal ReadOnlySpan<byte> TextOf(int id) => _pool.TextAt(_places[id], out _);

    internal override int FindOrAdd(string key, out bool added)
    {
        using var text = new UnitBuffer(key, stackalloc byte[UnitBuffer.OnStack]);
        return FindOrAddUnits(text.Bytes, out added);
    }

    internal override int Find(string key)
    {
        using var text = new UnitBuffer(key, stackalloc byte[UnitBuffer.OnStack]);
        return FindUnits(text.Bytes);
    }

    /// <summary>The id of a key given in UTF-8, a new one where the key is new. No string is made.</summary>
    /// <exception cref="ArgumentException">The text is not valid UTF-8.</exception>
    internal int FindOrAdd(ReadOnlySpan<byte> utf8, out bool added)
    {
        using var text = new UnitBuffer(utf8, stackalloc byte[UnitBuffer.OnStack]);
        return FindOrAddUnits(text.Bytes, out added);
    }

    /// <summary>The id of a key given in UTF-8, or -1.</summary>
    /// <exception cref="ArgumentException">The text is not valid UTF-8.</exception>
    internal int Find(ReadOnlySpan<byte> utf8)
    {
        using var text = new UnitBuffer(utf8, stackalloc byte[UnitBuffer.OnStack]);
        return FindUnits(text.Bytes);
    }

    /// <summary>The ids of many keys, -1 for those that are not there. Slots are read for several keys before any text is, and texts are touched before any is compared, so that the misses of the cache overlap.</summary>
    /// <param name="utf8">Text, checked to be UTF-8 where keys point to.</param>
    /// <param name="other">More such text.</param>
    /// <param name="keys">Where each key stands in the first text, or, with the complement of the start, in the other one.</param>
    /// <param name="ids">Receives the ids.</param>
    internal void Find(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> other, ReadOnlySpan<(int Start, int Length)> keys, Span<int> ids)
    {
        // Characters of four bytes stand differently in the table.
        bool isSame = !utf8.ContainsAnyInRange((byte)0xF0, byte.MaxValue) && !other.ContainsAnyInRange((byte)0xF0, byte.MaxValue);
        ulong[] slots = Volatile.Read(ref _slots);
        Span<ulong> entries = stackalloc ulong[Together];
        Span<uint> hashes = stackalloc uint[Together];
        for (int start = 0; start < keys.Length; start += Together)
        {
            ReadOnlySpan<(int Start, int Length)> some = keys.Slice(start, Math.Min(Together, keys.Length - start));
            Span<int> theirs = ids.Slice(start, some.Length);
            for (int i = 0; i < some.Length && isSame; i++)
            {
                hashes[i] = KeyHash.Of(TextAt(utf8, other, some[i])) & _hashBits;
                entries[i] = Volatile.Read(ref slots[KeyHash.SlotOf(hashes[i], slots.Length)]);
            }

            for (int i = 0; i < some.Length && isSame; i++)
            {
                // Another key's slot: the next one lies beside it.
                int slot = KeyHash.SlotOf(hashes[i], slots.Length);
                while (entries[i] != 0 && (uint)(entries[i] >> 32) != hashes[i])
                {
                    slot = slot + 1 < slots.Length ? slot + 1 : 0;
                    entries[i] = Volatile.Read(ref slots[slot]);
                }

                theirs[i] = entries[i] == 0 ? -1 : _pool.IdAt((uint)entries[i] - 1);
            }

            for (int i = 0; i < some.Length; i++)
            {
                ReadOnlySpan<byte> text = TextAt(utf8, other, some[i]);
                bool isDone = isSame && (entries[i] == 0 || _pool.TextAt((uint)entries[i] - 1, out _).SequenceEqual(text));
                if (!isDone)
                {
                    theirs[i] = isSame ? FindUnits(text) : Find(text);
                }
            }
        }
    }

    private static ReadOnlySpan<byte> TextAt(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> other, (int Start, int Length) key) =>
        key.Start >= 0 ? utf8.Slice(key.Start, key.Length) : other.Slice(~key.Start, key.Length);

    internal override int[] InOrder(ReadOnlySpan<bool> isIn)
    {
        int[] ids = Ids(isIn);
        TextSort.Sort(this, ids);
        return ids;
    }

    internal override KeyColumn<string> ToColumn(int[] ids) => new StringKeyColumn(this, ids);

    private int FindOrAddUnits(ReadOnlySpan<byte> text, out bool added)
    {
        uint hash = KeyHash.Of(text) & _hashBits;
        ulong[] slots = _slots;
        int slot = KeyHash.SlotOf(hash, slots.Length);
        for (ulong entry = slots[slot]; entry != 0; entry = slots[slot])
        {
            if ((uint)(entry >> 32) == hash && _pool.TextAt((uint)entry - 1, out int id).SequenceEqual(text))
            {
                added = false;
                return id;
            }

            slot = slot + 1 < slots.Length ? slot + 1 : 0;
        }

        added = true;
        uint place = _pool.Add(_places.Count, text);
        _places.Add(place);
        ulong made = ((ulong)hash << 32) | (place + 1);
        if (SlotCount.IsFull(_places.Count, slots.Length))
        {
            Grow(made);
        }
        else
        {
            // After the text, for those who look up meanwhile.
            Volatile.Write(ref slots[slot], made);
        }

        return _places.Count - 1;
    }

    private int FindUnits(ReadOnlySpan<byte> text)
    {
        uint hash = KeyHash.Of(text) & _hashBits;
        ulong[] slots = Volatile.Read(ref _slots);
        int slot = KeyHash.SlotOf(hash, slots.Length);
        for (ulong entry = Volatile.Read(ref slots[slot]); entry != 0; entry = Volatile.Read(ref slots[slot]))
        {
            if ((uint)(entry >> 32) == hash && _pool.TextAt((uint)entry - 1, out int id).SequenceEqual(text))
            {
                return id;
            }

            slot = slot + 1 < slots.Length ? slot + 1 : 0;
        }

        return -1;
    }

    private void Grow(ulong made)
    {
        ulong[] slots = new ulong[SlotCount.After(_slots.Length)];
        foreach (ulong entry in _slots)
        {
            Insert(slots, entry);
        }

        Insert(slots, made);
        Volatile.Write(ref _slots, slots);
    }

    private static void Insert(ulong[] slots, ulong entry)
    {
        if (entry == 0)
        {
            return;
        }

        int slot = KeyHash.SlotOf((uint)(entry >> 32), slots.Length);
        while (slots[slot] != 0)
        {
            slot = slot + 1 < slots.Length ? slot + 1 : 0;
        }

        slots[slot] = entry;
    }
}
