using System.Globalization;
using System.Text;

namespace InfluenceGraph.Data.Mappings;

/// <summary>Reads the number that a cell holds.</summary>
internal static class CellNumbers
{
    internal const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a text of UTF-8; NaN and infinity are no numbers.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, CellFormats formats, out double number) =>
        EdgeLists.Numbers.TryParseShort(text, (byte)formats.DecimalSign, out number) || (double.TryParse(text, Style, formats.Numbers, out number) && double.IsFinite(number)) || (formats.ThousandsSign is not null && TryReadGrouped(text, formats, out number));

    /// <summary>Reads a value of a database.</summary>
    internal static bool TryRead(object value, CellFormats formats, out double number)
    {
        switch (value)
        {
            case double known:
                number = known;
                break;
            case float known:
                number = known;
                break;
            case decimal known:
                number = (double)known;
                break;
            case long or int or short or sbyte or byte or ushort or uint or ulong:
                number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                break;
            case string text:
                return (double.TryParse(text.AsSpan().Trim(), Style, formats.Numbers, out number) && double.IsFinite(number))
                    || (formats.ThousandsSign is char sign && TryReadGrouped(text.AsSpan().Trim(), sign, formats, out number));
            default:
                number = 0;
                return false;
        }

        return double.IsFinite(number);
    }

    /// <summary>What to do about a text that is no number.</summary>
    internal static string Expected(string text, CellFormats formats, string range)
    {
        if (double.TryParse(text, Style, formats.Numbers, out double number))
        {
            return $"expected {range}{(double.IsNaN(number) ? ", and a number" : "")}";
        }

        string expected = $"expected {range}, written as 1234{formats.DecimalSign}5 without thousands separators";
        if (formats.ThousandsSign is null && GroupedDigits.Signs.FirstOrDefault(sign => sign != formats.DecimalSign && TryReadGrouped(text, sign, formats, out _)) is not '\0' and char sign)
        {
            return $"{expected}. Where '{sign}' stands between thousands, say Formats.ThousandsSign = '{sign}'";
        }

        return double.TryParse(text, Style, formats.OtherNumbers, out _)
            ? $"{expected}. Where '{formats.OtherNumbers.NumberDecimalSeparator}' stands before the decimals, say Formats.DecimalSign = '{formats.OtherNumbers.NumberDecimalSeparator}'"
            : expected;
    }

    private static bool TryReadGrouped(ReadOnlySpan<byte> text, CellFormats formats, out double number)
    {
        Span<char> letters = stackalloc char[GroupedDigits.MostLetters];
        number = 0;
        return text.Length <= GroupedDigits.MostLetters
            && Encoding.UTF8.TryGetChars(text, letters, out int length)
            && TryReadGrouped((ReadOnlySpan<char>)letters[..length], formats.ThousandsSign!.Value, formats, out number);
    }

    private static bool TryReadGrouped(ReadOnlySpan<char> text, char sign, CellFormats formats, out double number)
    {
        Span<char> letters = stackalloc char[GroupedDigits.MostLetters];
        Span<char> plain = stackalloc char[GroupedDigits.MostLetters];
        number = 0;
        return text.TryCopyTo(letters)
            && GroupedDigits.TryUngroup(letters[..text.Length], sign, formats.DecimalSign, plain, out int length)
            && double.TryParse(plain[..length], Style, formats.Numbers, out number)
            && double.IsFinite(number);
    }
}
