using System.Globalization;

namespace InfluenceGraph.Data;

/// <summary>Cells of CSV that say what they say in any reader (RFC 4180), and that no spreadsheet takes for a formula.</summary>
/// <remarks>
/// A spreadsheet runs a cell that begins with =, +, -, @, a tab or a line end, quoted or not. Such a cell gets an apostrophe in front, which spreadsheets
/// take for "this is text" (OWASP, CSV Injection). Numbers, among them -12.5, stay as they are. A program that reads the file back sees the apostrophe:
/// <see cref="Bare"/> takes it away, and options of exports switch it off where no spreadsheet is meant.
/// </remarks>
public static class SafeCsv
{
    /// <summary>A cell: protected against being taken for a formula, and quoted where needed.</summary>
    /// <param name="text">The text; <see langword="null"/> is an empty cell.</param>
    /// <param name="separator">What stands between cells.</param>
    /// <returns>The cell as it is written.</returns>
    public static string Cell(string? text, char separator = ',') => Quoted(Guarded(text), separator);

    /// <summary>A cell, quoted where needed, and nothing else.</summary>
    /// <param name="text">The text; <see langword="null"/> is an empty cell.</param>
    /// <param name="separator">What stands between cells.</param>
    /// <returns>The cell as it is written.</returns>
    public static string Quoted(string? text, char separator = ',')
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Blanks at the ends would be trimmed by many readers, this library's among them.
        bool isPlain = !text.AsSpan().ContainsAny(separator, '"', '\n') && !text.Contains('\r', StringComparison.Ordinal) && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]);
        return isPlain ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A text with an apostrophe in front where a spreadsheet would take it for a formula.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, protected; numbers as they are.</returns>
    public static string? Guarded(string? text) => IsDangerous(text) ? $"'{text}" : text;

    /// <summary>What <see cref="Guarded"/> was given, from what it returned. A text that had such an apostrophe of its own loses it.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>The text.</returns>
    public static string? Bare(string? cell) => cell is ['\'', ..] && IsDangerous(cell[1..]) ? cell[1..] : cell;

    /// <summary>Blanks and letters that cannot be seen are passed over by some spreadsheets, and then a formula follows.</summary>
    private static bool IsDangerous(string? text)
    {
        if (string.IsNullOrEmpty(text) || text[0] is '\t' or '\r' or '\n')
        {
            return !string.IsNullOrEmpty(text);
        }

        int first = 0;
        while (first < text.Length && (char.IsWhiteSpace(text[first]) || char.IsControl(text[first]) || text[first] == '\uFEFF'))
        {
            first++;
        }

        // The signs of full width are turned into plain ones by some.
        return first < text.Length
            && text[first] is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20'
            && !double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
    }
}
