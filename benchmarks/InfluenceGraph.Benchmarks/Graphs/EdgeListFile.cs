using System.Globalization;
using System.IO.Compression;

namespace InfluenceGraph.Benchmarks.Graphs;

/// <summary>Reads an edge list: two node numbers a line, separated by tabs or blanks; # and % begin comments; .gz is unpacked.</summary>
internal static class EdgeListFile
{
    internal static EdgeSource Read(string path)
    {
        var edges = new List<(int From, int To)>();
        int nodes = 0;
        using FileStream file = File.OpenRead(path);
        using Stream unpacked = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(unpacked);
        for (int line = 1; reader.ReadLine() is string text; line++)
        {
            if (text.Length == 0 || text[0] is '#' or '%')
            {
                continue;
            }

            (int from, int to) = Parse(text, path, line);
            edges.Add((from, to));
            nodes = Math.Max(nodes, Math.Max(from, to) + 1);
        }

        string name = Path.GetFileName(path);
        return new(name[..name.IndexOf('.', StringComparison.Ordinal)], nodes, edges);
    }

    private static (int From, int To) Parse(string text, string path, int line)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        int end = rest.IndexOfAny('\t', ' ');
        return end > 0
            && int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int from)
            && int.TryParse(rest[end..], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out int to)
            ? (from, to)
            : throw new InvalidDataException($"{path}, line {line}: got '{text}'; expected two node numbers, as in '17<TAB>42'.");
    }
}
