using System.Globalization;

namespace InfluenceGraph.Tool.Output;

/// <summary>A text as a cell of a CSV file that a spreadsheet may open.</summary>
internal static class CsvCell
{
    /// <summary>
    /// Quoted where it must be. A text that a spreadsheet would take for a formula (it begins with = + - @, tab or carriage
    /// return, and is no number) gets an apostrophe in front, as OWASP advises.
    /// </summary>
    internal static string OfText(string text)
    {
        bool isFormula = text.Length > 0
            && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r'
            && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        string safe = isFormula ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") >= 0 || (safe.Length > 0 && (char.IsWhiteSpace(safe[0]) || char.IsWhiteSpace(safe[^1])))
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
