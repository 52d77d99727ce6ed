using System.Globalization;

namespace InfluenceGraph.Data.Mappings;

/// <summary>Reads the number that a cell holds.</summary>
internal static class CellNumbers
{
    internal const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a text of UTF-8; NaN and infinity are no numbers.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, CellFormats formats, out double number) =>
        EdgeLists.Numbers.TryParseShort(text, (byte)formats.DecimalSign, out number) || (double.TryParse(text, Style, formats.Numbers, out number) && double.IsFinite(number));

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
                return double.TryParse(text.AsSpan().Trim(), Style, formats.Numbers, out number) && double.IsFinite(number);
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
        return double.TryParse(text, Style, formats.OtherNumbers, out _)
            ? $"{expected}. Where '{formats.OtherNumbers.NumberDecimalSeparator}' stands before the decimals, say Formats.DecimalSign = '{formats.OtherNumbers.NumberDecimalSeparator}'"
            : expected;
    }
}
