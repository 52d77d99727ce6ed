using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace InfluenceGraph.EdgeLists;

/// <summary>Numbers from text: digits eight at a time, and decimal fractions that are exact in double precision, both without a loop; all else by the framework.</summary>
internal static class Numbers
{
    /// <summary>Digits that a word holds.</summary>
    internal const int Step = sizeof(ulong);

    private const ulong Zeros = 0x3030303030303030;

    /// <summary>Up to 15 digits a double holds exactly, and powers of ten up to 22; so their quotient is rounded once.</summary>
    private const int ExactDigits = 15;

    private static ReadOnlySpan<double> PowersOfTen =>
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads the digits at the beginning of a word of text.</summary>
    /// <param name="word">Eight letters, the first in the lowest byte.</param>
    /// <param name="digits">How many of them, from the first, are digits.</param>
    /// <returns>The number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Digits(ulong word, out int digits)
    {
        // A letter that is no digit may spoil what comes after it, which is not looked at.
        ulong others = ((word + 0x4646464646464646) | (word - Zeros)) & 0x8080808080808080;
        digits = BitOperations.TrailingZeroCount(others) >> 3;
        if (digits == 0)
        {
            return 0;
        }

        ulong values = (word - Zeros) << ((Step - digits) * 8);

        // Pairs, then fours, then eight: each product adds neighbours with their places.
        values = (values * 10) + (values >> 8);
        return (uint)((((values & 0x000000FF000000FF) * 0x000F424000000064) + (((values >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
    }

    /// <summary>Reads a whole number without sign from the beginning of text after which eight more bytes can be read.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="at">Where it begins; then where it ends.</param>
    /// <param name="number">The number.</param>
    /// <returns>Whether there is one of at most 16 digits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out long number)
    {
        number = Digits(BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]), out int digits);
        at += digits;
        if (digits < Step)
        {
            return digits > 0;
        }

        return TryReadMore(bytes, ref at, ref number);
    }

    /// <summary>A decimal number that is all of a text, correctly rounded.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        TryParseShort(text, (byte)'.', out value) || (Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length);

    /// <summary>A decimal number without sign, of up to 15 digits, that is all of a text: all numbers that people write. Correctly rounded.</summary>
    internal static bool TryParseShort(ReadOnlySpan<byte> text, byte pointSign, out double value)
    {
        value = 0;
        long digits = 0;
        int count = 0;
        int point = -1;
        for (int i = 0; i < text.Length && count <= ExactDigits; i++)
        {
            if (text[i] is >= (byte)'0' and <= (byte)'9')
            {
                digits = (digits * 10) + (text[i] - '0');
                count++;
            }
            else if (text[i] == pointSign && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        if (count is 0 or > ExactDigits)
        {
            return false;
        }

        value = point < 0 ? digits : digits / PowersOfTen[text.Length - 1 - point];
        return true;
    }

    private static bool TryReadMore(ReadOnlySpan<byte> bytes, ref int at, ref long number)
    {
        long more = Digits(BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]), out int digits);
        at += digits;
        for (int digit = 0; digit < digits; digit++)
        {
            number *= 10;
        }

        number += more;
        return digits < Step;
    }
}
