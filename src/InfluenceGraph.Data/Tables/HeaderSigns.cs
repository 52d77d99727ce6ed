using System.Globalization;
using System.Text;
using InfluenceGraph.Data.Mappings;

namespace InfluenceGraph.Data.Tables;

/// <summary>Whether a first line names the columns, by what stands in it and below.</summary>
internal static class HeaderSigns
{
    private static readonly CellFormats _iso = new();

    /// <summary>Whether it does; <see langword="null"/> where nothing tells.</summary>
    internal static bool? IsHeader(IReadOnlyList<string> first, IReadOnlyList<string[]> below)
    {
        // No column is called 17 or 2026-04-03.
        if (first.Any(IsValue))
        {
            return false;
        }

        if (first.Any(ColumnWords.IsKnown) || Enumerable.Range(0, first.Count).Any(column => HoldsValues(below, column)))
        {
            return true;
        }

        // People recur in a list of ties; names of columns do not.
        return below.Any(row => row.Take(first.Count).Where((cell, i) => cell.Length > 0 && string.Equals(cell, first[i], StringComparison.Ordinal)).Any()) ? false : null;
    }

    private static bool HoldsValues(IReadOnlyList<string[]> rows, int column)
    {
        bool any = false;
        foreach (string[] row in rows)
        {
            string cell = column < row.Length ? row[column] : "";
            if (cell.Length == 0)
            {
                continue;
            }

            if (!IsValue(cell))
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    private static bool IsValue(string cell) =>
        (cell.Length > 0 && (char.IsAsciiDigit(cell[^1]) || cell[^1] == '%') && double.TryParse(cell.TrimEnd('%', ' ').Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        || Guid.TryParse(cell, out _)
        || (cell.Length is >= 8 and <= 40 && char.IsAsciiDigit(cell[0]) && (CellTimes.TryRead(Encoding.UTF8.GetBytes(cell), _iso, out _) || IsDay(cell)));

    /// <summary>Such as 03/04/2026, whichever day that is.</summary>
    private static bool IsDay(string cell) => cell.Length <= 20 && cell.All(letter => char.IsAsciiDigit(letter) || letter is '/' or '.' or '-' or ':' or ' ');
}
