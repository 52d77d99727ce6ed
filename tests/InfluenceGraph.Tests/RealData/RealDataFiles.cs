using System.IO.Compression;
using InfluenceGraph.Tests.Repository;
using Xunit;

namespace InfluenceGraph.Tests.RealData;

/// <summary>Where the data of others and the figures computed from them lie: seen from the repository's root.</summary>
internal static class RealDataFiles
{
    private static readonly string _data = RepositoryRoot.PathOf("..", "shared", "data");

    /// <summary>Skips the test, and says so, where the data is not at hand.</summary>
    internal static void SkipWhereAbsent() => Assert.SkipUnless(
        Directory.Exists(_data),
        "The real data is not at hand: expected the folder shared/data beside the repository. Its sources stand in Oracle/make_figures.py.");

    /// <summary>The rows of a data file without comments and, where there is one, without its header; .gz is unpacked.</summary>
    internal static IEnumerable<string[]> Rows(string file, char separator, bool header = false) =>
        Lines(file)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Skip(header ? 1 : 0)
            .Select(line => line.Split(separator));

    /// <summary>A file as it lies there.</summary>
    internal static FileStream Open(string file) => File.OpenRead(Path.Combine(_data, file));

    internal static IEnumerable<string> Lines(string file)
    {
        using FileStream packed = Open(file);
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(packed, CompressionMode.Decompress) : packed;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is string line)
        {
            yield return line;
        }
    }

    /// <summary>The rows of a figures file, without its header; these are part of the repository and always there.</summary>
    internal static (string[] Header, string[][] Rows) Figures(string name)
    {
        string[][] rows = [.. File.ReadLines(RepositoryRoot.PathOf("tests", "InfluenceGraph.Tests", "Oracle", "figures", $"{name}.csv")).Select(line => line.Split(','))];
        return (rows[0], rows[1..]);
    }
}
