using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace InfluenceGraph.GraphFiles;

/// <summary>
/// CRC-32C (Castagnoli, as in iSCSI and ext4: reflected, started and ended with all ones). Four streams are in flight at once,
/// because the processor's instruction takes three cycles but can start one each cycle; they are joined by carrying a
/// stream's remainder over the length of the next.
/// </summary>
internal static class Crc32C
{
    private const int LaneBytes = 2048;
    private static readonly uint[] _overLane = TableOver(LaneBytes);

    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        while (bytes.Length >= 4 * LaneBytes)
        {
            crc = OfLanes(crc, MemoryMarshal.Cast<byte, ulong>(bytes[..(4 * LaneBytes)]));
            bytes = bytes[(4 * LaneBytes)..];
        }

        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    private static uint OfLanes(uint crc, ReadOnlySpan<ulong> words)
    {
        const int Words = LaneBytes / sizeof(ulong);
        ReadOnlySpan<ulong> first = words[..Words];
        ReadOnlySpan<ulong> second = words.Slice(Words, Words);
        ReadOnlySpan<ulong> third = words.Slice(2 * Words, Words);
        ReadOnlySpan<ulong> fourth = words.Slice(3 * Words, Words);
        (uint a, uint b, uint c, uint d) = (crc, 0, 0, 0);
        for (int i = 0; i < Words; i++)
        {
            a = BitOperations.Crc32C(a, first[i]);
            b = BitOperations.Crc32C(b, second[i]);
            c = BitOperations.Crc32C(c, third[i]);
            d = BitOperations.Crc32C(d, fourth[i]);
        }

        return CarryOverLane(CarryOverLane(CarryOverLane(a) ^ b) ^ c) ^ d;
    }

    private static uint CarryOverLane(uint crc) =>
        _overLane[crc & 0xFF] ^ _overLane[256 + ((crc >> 8) & 0xFF)] ^ _overLane[512 + ((crc >> 16) & 0xFF)] ^ _overLane[768 + (crc >> 24)];

    /// <summary>What each byte of a remainder becomes when so many zero bytes follow; the remainder is linear in its bits.</summary>
    private static uint[] TableOver(int bytes)
    {
        uint[] table = new uint[4 * 256];
        for (int i = 0; i < table.Length; i++)
        {
            uint crc = (uint)(i & 0xFF) << (8 * (i >> 8));
            for (int word = 0; word < bytes / sizeof(ulong); word++)
            {
                crc = BitOperations.Crc32C(crc, 0UL);
            }

            table[i] = crc;
        }

        return table;
    }
}
