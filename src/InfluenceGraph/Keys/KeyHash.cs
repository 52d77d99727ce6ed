using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace InfluenceGraph.Keys;

/// <summary>
/// 32-bit hashes of keys: 64-bit products folded by exclusive or, as in Wang Yi's wyhash. The constants are drawn anew in each
/// process, so that nobody can choose keys that collide; ids never depend on a hash.
/// </summary>
internal static class KeyHash
{
    /// <summary>Bytes read at a time: two words.</summary>
    private const int Step = 2 * sizeof(ulong);

    private static readonly ulong _first = Draw();
    private static readonly ulong _second = Draw();

    /// <summary>The hash of a number or a Guid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Of<TKey>(TKey key)
        where TKey : unmanaged
    {
        if (Unsafe.SizeOf<TKey>() == sizeof(uint))
        {
            return Finished(Unsafe.BitCast<TKey, uint>(key), 0);
        }

        if (Unsafe.SizeOf<TKey>() == sizeof(ulong))
        {
            return Finished(Unsafe.BitCast<TKey, ulong>(key), 0);
        }

        UInt128 both = Unsafe.BitCast<TKey, UInt128>(key);
        return Finished((ulong)both, (ulong)(both >> 64));
    }

    /// <summary>The hash of a text.</summary>
    internal static uint Of(ReadOnlySpan<byte> text)
    {
        ulong state = (ulong)text.Length;
        int length = text.Length;
        if (length < sizeof(ulong))
        {
            return Finished(Short(text), state);
        }

        ReadOnlySpan<byte> tail = length > Step ? text[^Step..] : text;
        for (; text.Length > Step; text = text[Step..])
        {
            state = Folded(Word(text, 0) ^ _first, Word(text, sizeof(ulong)) ^ state);
        }

        // Two words that may overlap each other, or what was read before.
        return Finished(Word(tail, 0), Folded(Word(tail, tail.Length - sizeof(ulong)) ^ _second, state ^ _first));
    }

    /// <summary>The slot of a hash among slots of any number: hashes keep their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int SlotOf(uint hash, int slots) => (int)((hash * (ulong)(uint)slots) >> 32);

    private static ulong Short(ReadOnlySpan<byte> text)
    {
        ulong word = 0;
        if (text.Length >= sizeof(uint))
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(text) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]) << 32);
        }

        foreach (byte letter in text)
        {
            word = (word << 8) | letter;
        }

        return word;
    }

    private static ulong Word(ReadOnlySpan<byte> text, int at) => BinaryPrimitives.ReadUInt64LittleEndian(text[at..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Finished(ulong one, ulong other) => (uint)(Folded(one ^ _first, other ^ _second) >> 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Folded(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }

    private static ulong Draw()
    {
        ulong drawn = 0;
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(new Span<ulong>(ref drawn)));
        return drawn | 1;
    }
}
