using System.Globalization;

namespace InfluenceGraph.Tool.CommandLine;

/// <summary>Moments as people and files write them. A date without a zone is midnight UTC.</summary>
internal static class Moments
{
    internal static DateTimeOffset? TryParse(string text, TimeProvider clock) =>
        string.Equals(text, "now", StringComparison.OrdinalIgnoreCase) ? clock.GetUtcNow() : TryParse(text);

    internal static DateTimeOffset? TryParse(ReadOnlySpan<char> text) =>
        text.Length >= 10 && char.IsAsciiDigit(text[0]) && text[4] == '-'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment
            : null;
}
