namespace InfluenceGraph.Keys;

/// <summary>
/// String keys as bytes in blocks, with slots for the way back: 16 bytes a key beside its text. A string is made when it is first asked
/// for and kept, so that who reads the keys again and again pays as for strings, and who never does pays nothing.
/// </summary>
internal sealed class StringKeyColumn : KeyColumn<string>
{
    private readonly TextBlock[] _blocks;

    /// <summary>Hash in the upper half, node + 1 in the lower; 0 where free.</summary>
    private readonly ulong[] _slots;

    /// <summary>Creates a column.</summary>
    /// <param name="table">The keys.</param>
    /// <param name="ids">Node to id in the table.</param>
    internal StringKeyColumn(StringKeyTable table, int[] ids)
    {
        Length = ids.Length;
        _blocks = new TextBlock[(int)(((long)ids.Length + TextBlock.Size - 1) / TextBlock.Size)];
        _slots = new ulong[SlotCount.Exact(ids.Length)];
        for (int block = 0, node = 0; block < _blocks.Length; block++)
        {
            _blocks[block] = new(table, ids.AsSpan(block * TextBlock.Size, Math.Min(TextBlock.Size, ids.Length - (block * TextBlock.Size))));
            for (int place = 0; place < _blocks[block].Count; place++, node++)
            {
                uint hash = KeyHash.Of(_blocks[block].TextAt(place));
                int slot = KeyHash.SlotOf(hash, _slots.Length);
                while (_slots[slot] != 0)
                {
                    slot = Next(slot);
                }

                _slots[slot] = ((ulong)hash << 32) | ((uint)node + 1);
            }
        }
    }

    internal override int Length { get; }

    internal override long Bytes => _blocks.Sum(static block => block.Bytes) + (sizeof(ulong) * _slots.LongLength);

    public override string this[int node] => _blocks[node / TextBlock.Size].StringAt(node % TextBlock.Size);

    internal override bool TryGetNode(string key, out int node)
    {
        using var text = new UnitBuffer(key, stackalloc byte[UnitBuffer.OnStack]);
        uint hash = KeyHash.Of(text.Bytes);
        int slot = KeyHash.SlotOf(hash, _slots.Length);
        for (ulong entry = _slots[slot]; entry != 0; entry = _slots[slot])
        {
            node = (int)((uint)entry - 1);
            if ((uint)(entry >> 32) == hash && TextOf(node).SequenceEqual(text.Bytes))
            {
                return true;
            }

            slot = Next(slot);
        }

        node = -1;
        return false;
    }

    /// <summary>The bytes of a key, as <see cref="UnitText"/> has them.</summary>
    internal ReadOnlySpan<byte> TextOf(int node) => _blocks[node / TextBlock.Size].TextAt(node % TextBlock.Size);

    private int Next(int slot) => slot + 1 < _slots.Length ? slot + 1 : 0;
}
