using System.Globalization;

namespace Quickstart.Csv;

/// <summary>A column that was found in a file.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Name">What the caller called it: its name, or its number in a file without a header.</param>
internal readonly record struct CsvColumn(int Index, string Name)
{
    private const int MostColumns = 10_000;

    /// <summary>Finds a column by its exact name; an error shows the names that the file has.</summary>
    internal static CsvColumn ByName(string path, string option, string column, string[] names, CsvDialect dialect, string hint)
    {
        int index = Array.IndexOf(names, column);
        if (index < 0)
        {
            throw new DataFileException($"{path}: {option} is '{column}', but there is no such column; the file has {string.Join(", ", names)}.{LikelyName(option, column, names)}{DelimiterHint(names, dialect)}{hint}");
        }

        return Array.LastIndexOf(names, column) == index
            ? new(index, column)
            : throw new DataFileException($"{path}: {option} is '{column}', but several columns have this name; expected one. Rename the others.");
    }

    internal static CsvColumn ByNumber(string path, string option, string column) =>
        int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= MostColumns
            ? new(number - 1, column)
            : throw new DataFileException($"{path}: {option} is '{column}'; expected the number of a column, from 1, because --no-header says that the file does not name its columns.");

    /// <summary>A name with the same letters and digits, whatever the capitals, blanks and underscores.</summary>
    private static string LikelyName(string option, string column, string[] names)
    {
        string wanted = Letters(column);
        string? likely = wanted.Length == 0 ? null : Array.Find(names, name => string.Equals(Letters(name), wanted, StringComparison.OrdinalIgnoreCase));
        return likely is null ? "" : $" Did you mean '{likely}'? Give {option} {(likely.Any(char.IsWhiteSpace) ? $"'{likely}'" : likely)}.";
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit));

    /// <summary>A header of one cell usually means that the cells are separated by something else.</summary>
    private static string DelimiterHint(string[] names, CsvDialect dialect)
    {
        if (names is not [string only])
        {
            return "";
        }

        CsvDialect? other = ";\t|, "
            .Where(delimiter => delimiter != dialect.Delimiter && only.Contains(delimiter, StringComparison.Ordinal))
            .Select(delimiter => dialect with { Delimiter = delimiter })
            .FirstOrDefault();
        return other is null ? "" : $" That is a single column: is the file delimited by '{other.DelimiterText}'? Then give --delimiter '{other.DelimiterText}'.";
    }
}
