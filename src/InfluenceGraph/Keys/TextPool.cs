using System.Buffers.Binary;

namespace InfluenceGraph.Keys;

/// <summary>
/// Texts of keys one behind the other in blocks, each behind its id and its length, so that one miss of the cache brings all three.
/// Places count in units of four bytes, which lets 32 bits address 16 GiB.
/// </summary>
internal sealed class TextPool
{
    private const int BlockBits = 20;
    private const int UnitBits = 2;
    private const int PlaceBits = BlockBits - UnitBits;
    private const int Head = 2 * sizeof(int);
    private const int FirstSize = 256;
    private const int MaxBlocks = 1 << (32 - PlaceBits);
    private byte[][] _blocks = [[]];
    private int _block;
    private int _used;

    internal long Bytes => _blocks.Sum(static block => (long)(block?.Length ?? 0)) + (_blocks.LongLength * IntPtr.Size);

    /// <summary>Keeps a text.</summary>
    /// <returns>Its place.</returns>
    /// <exception cref="CustomerDataException">All texts together take more than 16 GiB.</exception>
    internal uint Add(int id, ReadOnlySpan<byte> text)
    {
        int size = (Head + text.Length + (1 << UnitBits) - 1) >> UnitBits << UnitBits;
        MakeRoom(size);
        Span<byte> entry = _blocks[_block].AsSpan(_used);
        BinaryPrimitives.WriteInt32LittleEndian(entry, id);
        BinaryPrimitives.WriteInt32LittleEndian(entry[sizeof(int)..], text.Length);
        text.CopyTo(entry[Head..]);
        uint place = ((uint)_block << PlaceBits) | (uint)(_used >> UnitBits);
        _used += size;
        return place;
    }

    /// <summary>The text at a place, and whose it is.</summary>
    internal ReadOnlySpan<byte> TextAt(uint place, out int id)
    {
        ReadOnlySpan<byte> entry = _blocks[place >> PlaceBits].AsSpan((int)(place & ((1 << PlaceBits) - 1)) << UnitBits);
        id = BinaryPrimitives.ReadInt32LittleEndian(entry);
        return entry.Slice(Head, BinaryPrimitives.ReadInt32LittleEndian(entry[sizeof(int)..]));
    }

    /// <summary>Whose the text at a place is.</summary>
    internal int IdAt(uint place) =>
        BinaryPrimitives.ReadInt32LittleEndian(_blocks[place >> PlaceBits].AsSpan((int)(place & ((1 << PlaceBits) - 1)) << UnitBits));

    private void MakeRoom(int size)
    {
        byte[] block = _blocks[_block];
        if (size <= block.Length - _used)
        {
            return;
        }

        // The first block grows like a list, so that a small pool stays small.
        if (_block == 0 && _used + (long)size <= 1 << BlockBits)
        {
            byte[] larger = new byte[Math.Min(1 << BlockBits, Math.Max(Math.Max(FirstSize, 2 * block.Length), _used + size))];
            block.AsSpan(0, _used).CopyTo(larger);
            _blocks[0] = larger;
            return;
        }

        if (_block + 1 == MaxBlocks)
        {
            throw new CustomerDataException("The keys take more than 16 GiB; expected less in one graph. Use shorter keys, such as numbers.");
        }

        _block++;
        if (_block == _blocks.Length)
        {
            Array.Resize(ref _blocks, 2 * _block);
        }

        // A text larger than a block gets a block of its own size.
        _blocks[_block] = new byte[Math.Max(1 << BlockBits, size)];
        _used = 0;
    }
}
