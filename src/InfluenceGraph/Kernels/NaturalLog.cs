using System.Numerics;
using System.Runtime.CompilerServices;

namespace InfluenceGraph.Kernels;

/// <summary>
/// The natural logarithm of a random number in (0, 1), by a table of 256 logarithms and three terms of the series of
/// ln(1 + r), r below 2^-8. Relative error below 1e-9. Additions and multiplications only, so the same bits on every machine.
/// </summary>
internal static class NaturalLog
{
    private const int TableBits = 8;

    private static readonly (double Log, double Inverse)[] _table = NewTable();

    /// <summary>ln((bits + 1) / 2^64), rounded to the precision of the table; 0 at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double OfUnit(ulong bits)
    {
        bits |= 1;
        int zeros = BitOperations.LeadingZeroCount(bits);
        ulong fraction = bits << zeros << 1;
        ref readonly (double Log, double Inverse) entry = ref _table[(int)(fraction >> (64 - TableBits))];
        double rest = (fraction << TableBits >> (11 + TableBits)) * (1.0 / (1UL << 53)) * entry.Inverse;
        return Math.Min(0, entry.Log + (rest * (1 - (rest * (0.5 - (rest * (1.0 / 3)))))) - ((zeros + 1) * 0.69314718055994530942));
    }

    private static (double Log, double Inverse)[] NewTable()
    {
        const int Size = 1 << TableBits;
        var table = new (double Log, double Inverse)[Size];
        for (int i = 0; i < Size; i++)
        {
            double start = 1 + ((double)i / Size);
            table[i] = (Math.Log(start), 1 / start);
        }

        return table;
    }
}
