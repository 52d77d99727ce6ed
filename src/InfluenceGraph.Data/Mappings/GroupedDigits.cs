namespace InfluenceGraph.Data.Mappings;

/// <summary>Numbers with a sign between thousands, such as 1.234.567,50. Groups have to be whole, so that 1.5 is never taken for 15.</summary>
internal static class GroupedDigits
{
    /// <summary>Longer texts are no amounts.</summary>
    internal const int MostLetters = 64;

    /// <summary>What may stand between thousands. A blank also stands for those that do not break, an apostrophe for a curved one, as programs write them.</summary>
    internal const string Signs = ".,' ";

    private const int Group = 3;

    /// <summary>Leaves the signs out.</summary>
    /// <param name="text">The text; its memory is used.</param>
    /// <param name="sign">What stands between thousands.</param>
    /// <param name="decimalSign">What stands before decimals.</param>
    /// <param name="plain">Receives the number without the signs; as long as the text.</param>
    /// <param name="length">Its letters.</param>
    /// <returns><see langword="false"/> where the text has no such groups.</returns>
    internal static bool TryUngroup(Span<char> text, char sign, char decimalSign, Span<char> plain, out int length)
    {
        length = 0;
        text.Replace('\u00A0', ' ');
        text.Replace('\u202F', ' ');
        text.Replace('’', '\'');
        int decimals = text.IndexOf(decimalSign);
        ReadOnlySpan<char> whole = decimals < 0 ? text : text[..decimals];
        if (!whole.Contains(sign))
        {
            return false;
        }

        foreach (Range range in whole.Split(sign))
        {
            ReadOnlySpan<char> digits = whole[range];
            bool isFirst = length == 0;
            ReadOnlySpan<char> counted = isFirst ? digits.TrimStart("+-") : digits;
            if (counted.ContainsAnyExceptInRange('0', '9') || (isFirst ? counted.Length is < 1 or > Group : counted.Length != Group))
            {
                return false;
            }

            digits.CopyTo(plain[length..]);
            length += digits.Length;
        }

        text[whole.Length..].CopyTo(plain[length..]);
        length += text.Length - whole.Length;
        return true;
    }
}
