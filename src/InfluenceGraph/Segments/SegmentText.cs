using System.Globalization;

namespace InfluenceGraph.Segments;

/// <summary>Names and numbers as a segment's text writes them.</summary>
internal static class SegmentText
{
    internal static IReadOnlyList<string> Keywords { get; } =
        ["and", "or", "not", "everybody", "tag", "declared", "inferred", "own", "score", "group", "list", "consents", "attribute", "in", "is", "by", "to", "top", "known", "unknown", "value"];

    internal static bool IsKeyword(string word) => Keywords.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name as it is where it is one plain word, else in quotation marks.</summary>
    internal static string Quote(string name) =>
        name.Length > 0 && name.All(IsOfWord) && !IsKeyword(name) ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    internal static bool TryNumber(string? text, out double number)
    {
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        return isNumber && double.IsFinite(number);
    }

    internal static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or '+';
}
