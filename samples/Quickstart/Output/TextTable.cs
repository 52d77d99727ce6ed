namespace Quickstart.Output;

/// <summary>A table of plain text that reads the same on a terminal, in a pipe and in a mail: no colours, no frames.</summary>
internal sealed class TextTable
{
    private const int WidestCell = 32;

    private readonly List<string[]> _rows = [];

    /// <summary>Starts a table with its headings; a heading that ends in a blank stands over text, which is set left.</summary>
    internal TextTable(params string[] headings) => _rows.Add(headings);

    internal TextTable Add(params string[] cells)
    {
        _rows.Add(Array.ConvertAll(cells, Shortened));
        return this;
    }

    internal void WriteTo(TextWriter output)
    {
        int[] widths = [.. Enumerable.Range(0, _rows[0].Length).Select(column => _rows.Max(row => row[column].TrimEnd().Length))];
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) =>
                _rows[0][column].EndsWith(' ') ? cell.TrimEnd().PadRight(widths[column]) : cell.PadLeft(widths[column]));
            output.WriteLine($"  {string.Join("  ", cells)}".TrimEnd());
        }
    }

    /// <summary>A key as it may be shown: on one line, without control characters, not too long.</summary>
    internal static string Shown(string key)
    {
        string line = string.Concat(key.Select(c => char.IsControl(c) ? ' ' : c));
        return Shortened(line);
    }

    private static string Shortened(string cell) =>
        cell.Length <= WidestCell ? cell : string.Concat(cell.AsSpan(0, WidestCell - 3), "...");
}
