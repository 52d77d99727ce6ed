using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>Reads NUMERIC: digits to the base of 10,000, the power of the first, a sign, and how many decimals are shown.</summary>
internal static class CopyNumeric
{
    private const int DigitsOfOne = 4;
    private const long Base = 10_000;
    private const long LargestExact = 1L << 53;
    private const ushort Negative = 0x4000;

    private static readonly double[] _powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>The nearest number; false for NaN and infinities.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> cell, out double number)
    {
        int count = Short(cell, 0);
        int weight = Short(cell, 1);
        ushort sign = (ushort)Short(cell, 2);
        number = 0;
        if (sign > Negative)
        {
            return false;
        }

        long digits = 0;
        int power = DigitsOfOne * (weight - count + 1);
        bool isExact = Math.Abs(power) < _powers.Length;
        for (int i = 0; i < count && isExact; i++)
        {
            isExact = digits <= LargestExact / Base;
            digits = (digits * Base) + Short(cell, 4 + i);
        }

        // One division or product of two exact numbers is rounded once, so it is the nearest.
        if (isExact && digits <= LargestExact)
        {
            number = power < 0 ? digits / _powers[-power] : digits * _powers[power];
            number = sign == Negative ? -number : number;
            return true;
        }

        return double.TryParse(Text(cell), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    /// <summary>The number as the server shows it.</summary>
    internal static string Text(ReadOnlySpan<byte> cell)
    {
        int count = Short(cell, 0);
        int weight = Short(cell, 1);
        ushort sign = (ushort)Short(cell, 2);
        int decimals = Short(cell, 3);
        switch (sign)
        {
            case 0xC000:
                return "NaN";
            case 0xD000:
                return "Infinity";
            case 0xF000:
                return "-Infinity";
        }

        var text = new StringBuilder(sign == Negative ? "-" : "");
        int wholeLength = text.Length;
        for (int i = 0; i <= weight; i++)
        {
            int digit = i < count ? Short(cell, 4 + i) : 0;
            text.Append(digit.ToString(text.Length == wholeLength ? "0" : "0000", CultureInfo.InvariantCulture));
        }

        if (text.Length == wholeLength)
        {
            text.Append('0');
        }

        if (decimals == 0)
        {
            return text.ToString();
        }

        text.Append('.');
        int end = text.Length + decimals;
        for (int i = weight + 1; text.Length < end; i++)
        {
            int digit = i >= 0 && i < count ? Short(cell, 4 + i) : 0;
            text.Append(digit.ToString("0000", CultureInfo.InvariantCulture));
        }

        text.Length = end;
        return text.ToString();
    }

    private static short Short(ReadOnlySpan<byte> cell, int place) => BinaryPrimitives.ReadInt16BigEndian(cell[(place * sizeof(short))..]);
}
