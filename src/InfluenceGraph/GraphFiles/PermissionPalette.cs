namespace InfluenceGraph.GraphFiles;

/// <summary>The different permissions met so far, as long as they are at most 256: real data has a few levels, and a byte says which. One thread adds.</summary>
internal sealed class PermissionPalette
{
    private const int Room = 256;
    private const int Slots = 1024;
    private readonly short[] _slots = new short[Slots];
    private readonly float[] _permissions = new float[Room];

    /// <summary>How many there are; more than there is room for once one had no place.</summary>
    internal int Count { get; private set; }

    internal bool HasOverflown { get; private set; }

    internal float this[int code] => _permissions[code];

    /// <summary>The code, a new one where there is room for it; else -1.</summary>
    internal int CodeOf(float permission)
    {
        uint bits = BitConverter.SingleToUInt32Bits(permission);
        uint slot = (bits * 2654435761u) >> 22;
        while (_slots[slot] != 0)
        {
            int code = _slots[slot] - 1;
            if (BitConverter.SingleToUInt32Bits(_permissions[code]) == bits)
            {
                return code;
            }

            slot = (slot + 1) & (Slots - 1);
        }

        if (Count == Room)
        {
            HasOverflown = true;
            return -1;
        }

        _permissions[Count] = permission;
        _slots[slot] = (short)++Count;
        return Count - 1;
    }

    /// <summary>The code of one that may be there, or -1. Safe from several threads once nothing is added.</summary>
    internal int Find(float permission)
    {
        uint bits = BitConverter.SingleToUInt32Bits(permission);
        for (uint slot = (bits * 2654435761u) >> 22; _slots[slot] != 0; slot = (slot + 1) & (Slots - 1))
        {
            int code = _slots[slot] - 1;
            if (BitConverter.SingleToUInt32Bits(_permissions[code]) == bits)
            {
                return code;
            }
        }

        return -1;
    }

    internal float[] ToArray() => _permissions[..Count];
}
