using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InfluenceGraph.Kernels;

/// <summary>A node in the worlds in which it has just been reached, made ready for events that each pick one of the worlds and one of its edges.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct WaveVisit
{
    private const int RangeBits = 22;

    private uint _range;
    private uint _degree;
    private int _start;
    private Counts _starts;
    private Bits _words;

    /// <summary>Sets the worlds.</summary>
    /// <param name="words">The first word of a row of 512 worlds.</param>
    /// <returns>How many worlds there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int SetWorlds(ref ulong words)
    {
        Vector512.LoadUnsafe(ref words).StoreUnsafe(ref Unsafe.As<Bits, ulong>(ref _words));

        // Written out, as the compiler would keep the loop and its checks.
        ref ushort starts = ref Unsafe.As<Counts, ushort>(ref _starts);
        int count = BitOperations.PopCount(words);
        Unsafe.Add(ref starts, 1) = (ushort)count;
        count += BitOperations.PopCount(Unsafe.Add(ref words, 1));
        Unsafe.Add(ref starts, 2) = (ushort)count;
        count += BitOperations.PopCount(Unsafe.Add(ref words, 2));
        Unsafe.Add(ref starts, 3) = (ushort)count;
        count += BitOperations.PopCount(Unsafe.Add(ref words, 3));
        Unsafe.Add(ref starts, 4) = (ushort)count;
        count += BitOperations.PopCount(Unsafe.Add(ref words, 4));
        Unsafe.Add(ref starts, 5) = (ushort)count;
        count += BitOperations.PopCount(Unsafe.Add(ref words, 5));
        Unsafe.Add(ref starts, 6) = (ushort)count;
        count += BitOperations.PopCount(Unsafe.Add(ref words, 6));
        Unsafe.Add(ref starts, 7) = (ushort)count;
        count += BitOperations.PopCount(Unsafe.Add(ref words, 7));
        Unsafe.Add(ref starts, 8) = (ushort)count;
        return count;
    }

    /// <summary>Sets from what events pick.</summary>
    /// <param name="worlds">From how many worlds: where there are fewer, an event that picks one beyond them comes to nothing.</param>
    /// <param name="start">The first edge.</param>
    /// <param name="degree">How many edges.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void SetChoice(double worlds, int start, int degree) =>
        (_range, _start, _degree) = ((uint)(worlds * (1 << RangeBits)), start, (uint)degree);

    /// <summary>The edge that an event picks.</summary>
    /// <param name="bits">The event's 64 random bits.</param>
    /// <param name="rest">32 bits that are left over, for an alias column.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly nint EdgeOf(ulong bits, out uint rest)
    {
        ulong place = (uint)bits * (ulong)_degree;
        rest = (uint)place;
        return (nint)(place >> 32) + _start;
    }

    /// <summary>The world that an event picks.</summary>
    /// <param name="bits">The event's 64 random bits.</param>
    /// <param name="word">The word of the world; one past the last where there is none.</param>
    /// <returns>Its bit in the word, or no bit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong WorldOf(ulong bits, out nint word) => Select((uint)(((bits >> 32) * _range) >> (32 + RangeBits)), out word);

    /// <summary>The word and the bit of the world that has <paramref name="rank"/> others before it; no bit where there are not so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Select(uint rank, out nint word)
    {
        ref ushort starts = ref Unsafe.As<Counts, ushort>(ref _starts);
        word = BitOperations.PopCount(Vector128.LessThanOrEqual(Vector128.LoadUnsafe(ref starts, 1), Vector128.Create((ushort)rank)).ExtractMostSignificantBits());
        int rankInWord = (int)rank - Unsafe.Add(ref starts, word);
        ulong bits = Unsafe.Add(ref Unsafe.As<Bits, ulong>(ref _words), word);
        return Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitDeposit(1UL << rankInWord, bits) : SelectPlainly(bits, rankInWord);
    }

    private static ulong SelectPlainly(ulong bits, int rank)
    {
        for (; rank > 0; rank--)
        {
            bits &= bits - 1;
        }

        return bits & (0 - bits);
    }

    /// <summary>How many worlds stand before each word, and how many there are.</summary>
    [InlineArray(FreshNodes.Words + 2)]
    private struct Counts
    {
        private ushort _first;
    }

    /// <summary>One more than there are words: the k-th of fewer than k is in a word of its own that has no bits.</summary>
    [InlineArray(FreshNodes.Words + 1)]
    private struct Bits
    {
        private ulong _first;
    }
}
