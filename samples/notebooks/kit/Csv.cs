using System.Globalization;
using System.IO.Compression;
using InfluenceGraph;

namespace NotebookKit;

/// <summary>The few small readers that the lessons need beside <c>CustomerGraph.FromEdgeList</c>.</summary>
public static class Csv
{
    /// <summary>The lines of a text file, unpacked where its name ends in <c>.gz</c>.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is string line)
        {
            yield return line;
        }
    }

    /// <summary>Customers from a file with a header and plain cells (no quotes): a column for the key, one for the own value.</summary>
    public static IReadOnlyList<Customer<string>> Customers(string path, string key, string ownValue)
    {
        string[] heads = Lines(path).First().Split(',', StringSplitOptions.TrimEntries);
        int keyAt = Find(heads, key, path), valueAt = Find(heads, ownValue, path);
        var customers = new List<Customer<string>>();
        int number = 1;
        foreach (string line in Lines(path).Skip(1))
        {
            number++;
            string[] cells = line.Split(',', StringSplitOptions.TrimEntries);
            if (line.Length == 0)
            {
                continue;
            }

            customers.Add(cells.Length == heads.Length && double.TryParse(cells[valueAt], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? new(cells[keyAt], value)
                : throw new FormatException($"{path}, line {number.ToString(CultureInfo.InvariantCulture)}: '{line}'; expected {heads.Length.ToString(CultureInfo.InvariantCulture)} cells without quotes and a number in column {ownValue}."));
        }

        return customers;
    }

    private static int Find(string[] heads, string name, string path)
    {
        int at = Array.FindIndex(heads, head => string.Equals(head, name, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? at : throw new FormatException($"{path} has no column '{name}'; it has {string.Join(", ", heads)}.");
    }
}
