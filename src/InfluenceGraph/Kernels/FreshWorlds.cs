using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InfluenceGraph.Kernels;

/// <summary>The worlds in which a node has just been reached, as bits, and the way from "the k-th of them" to its bit.</summary>
internal sealed class FreshWorlds
{
    internal const int Words = 8;

    // One more than there are words: the k-th of fewer than k is in a word of its own that has no bits.
    private readonly ulong[] _words = new ulong[Words + 1];
    private readonly int[] _starts = new int[Words + 1];

    /// <summary>How many worlds there are up to the end of each word.</summary>
    internal Vector512<ulong> Ends { get; private set; }

    internal ref ulong FirstWord => ref MemoryMarshal.GetArrayDataReference(_words);

    internal ref int FirstStart => ref MemoryMarshal.GetArrayDataReference(_starts);

    internal int Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Set(Vector512<ulong> bits)
    {
        ref ulong words = ref FirstWord;
        ref int starts = ref FirstStart;
        bits.StoreUnsafe(ref words);
        int end0 = BitOperations.PopCount(words);
        int end1 = end0 + BitOperations.PopCount(Unsafe.Add(ref words, 1));
        int end2 = end1 + BitOperations.PopCount(Unsafe.Add(ref words, 2));
        int end3 = end2 + BitOperations.PopCount(Unsafe.Add(ref words, 3));
        int end4 = end3 + BitOperations.PopCount(Unsafe.Add(ref words, 4));
        int end5 = end4 + BitOperations.PopCount(Unsafe.Add(ref words, 5));
        int end6 = end5 + BitOperations.PopCount(Unsafe.Add(ref words, 6));
        int end7 = end6 + BitOperations.PopCount(Unsafe.Add(ref words, 7));
        Unsafe.Add(ref starts, 1) = end0;
        Unsafe.Add(ref starts, 2) = end1;
        Unsafe.Add(ref starts, 3) = end2;
        Unsafe.Add(ref starts, 4) = end3;
        Unsafe.Add(ref starts, 5) = end4;
        Unsafe.Add(ref starts, 6) = end5;
        Unsafe.Add(ref starts, 7) = end6;
        Ends = Vector512.Create((ulong)end0, (ulong)end1, (ulong)end2, (ulong)end3, (ulong)end4, (ulong)end5, (ulong)end6, (ulong)end7);
        Count = end7;
    }

    /// <summary>The word and the bit of the world that has <paramref name="rank"/> others before it; no bit where there are not so many. Takes what it reads as arguments, to be kept in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Select(Vector512<ulong> ends, ref int starts, ref ulong words, ulong rank, out nint word)
    {
        word = BitOperations.PopCount((uint)Vector512.LessThanOrEqual(ends, Vector512.Create(rank)).ExtractMostSignificantBits());
        int rankInWord = (int)rank - Unsafe.Add(ref starts, word);
        ulong bits = Unsafe.Add(ref words, word);
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
}
