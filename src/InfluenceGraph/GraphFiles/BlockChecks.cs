using System.Runtime.InteropServices;
using static System.FormattableString;

namespace InfluenceGraph.GraphFiles;

/// <summary>Whether what a block says can be: so that no algorithm meets a target that is no customer or a weight that is no number.</summary>
internal static class BlockChecks
{
    /// <summary>Numbers of customers.</summary>
    internal static BlockCheck Nodes(int nodeCount) => (bytes, _) =>
    {
        ReadOnlySpan<int> nodes = MemoryMarshal.Cast<byte, int>(bytes);
        int bad = nodes.IndexOfAnyExceptInRange(0, nodeCount - 1);
        return bad < 0 ? null : (bad, Invariant($"customer number {nodes[bad]}; expected 0 to {nodeCount - 1}."));
    };

    /// <summary>Where rows begin: from 0, never falling, and at last the number of elements.</summary>
    internal static BlockCheck Offsets(long count, long total) => (bytes, first) =>
    {
        ReadOnlySpan<long> offsets = MemoryMarshal.Cast<byte, long>(bytes);
        long before = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            bool isEdge = first + i == 0 ? offsets[i] == 0 : first + i < count - 1 || offsets[i] == total;
            if (offsets[i] < before || offsets[i] > total || !isEdge)
            {
                return (i, Invariant($"row {first + i} begins at {offsets[i]}; expected {before} to {total}, 0 for the first and {total} for the last."));
            }

            before = offsets[i];
        }

        return null;
    };

    internal static BlockCheck Codes8(int levels) => (bytes, _) =>
    {
        int bad = levels > byte.MaxValue ? -1 : bytes.IndexOfAnyExceptInRange((byte)0, (byte)(levels - 1));
        return bad < 0 ? null : (bad, Invariant($"code {bytes[bad]} of a permission; expected 0 to {levels - 1}."));
    };

    internal static BlockCheck Codes16(int levels) => (bytes, _) =>
    {
        ReadOnlySpan<ushort> codes = MemoryMarshal.Cast<byte, ushort>(bytes);
        int bad = levels > ushort.MaxValue ? -1 : codes.IndexOfAnyExceptInRange((ushort)0, (ushort)(levels - 1));
        return bad < 0 ? null : (bad, Invariant($"code {codes[bad]} of a permission; expected 0 to {levels - 1}."));
    };

    /// <summary>Single precision from 0 to a largest value; minus zero and what is no number fail too, as bits ascend with the value.</summary>
    internal static BlockCheck Singles(float largest, string what) => (bytes, _) =>
    {
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<byte, int>(bytes);
        int bad = bits.IndexOfAnyExceptInRange(0, BitConverter.SingleToInt32Bits(largest));
        return bad < 0 ? null : (bad, Invariant($"{what} {BitConverter.Int32BitsToSingle(bits[bad])}; expected 0 to {largest}."));
    };

    internal static BlockCheck Values { get; } = static (bytes, _) =>
    {
        ReadOnlySpan<long> bits = MemoryMarshal.Cast<byte, long>(bytes);
        int bad = bits.IndexOfAnyExceptInRange(0, BitConverter.DoubleToInt64Bits(OwnValues.Largest));
        return bad < 0 ? null : (bad, Invariant($"own value {BitConverter.Int64BitsToDouble(bits[bad])}; expected {OwnValues.Expected}."));
    };

    /// <summary>Moments of a last contact.</summary>
    internal static BlockCheck Contacts { get; } = static (bytes, _) =>
    {
        ReadOnlySpan<long> ticks = MemoryMarshal.Cast<byte, long>(bytes);
        for (int i = 0; i < ticks.Length; i++)
        {
            if (ticks[i] != Graphs.EdgeTable.NoContact && (ulong)ticks[i] > (ulong)DateTime.MaxValue.Ticks)
            {
                return (i, Invariant($"last contact at {ticks[i]} ticks; expected one of the years 1 to 9999."));
            }
        }

        return null;
    };
}
