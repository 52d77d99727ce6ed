using System.Formats.Tar;
using System.IO.Compression;

namespace InfluenceGraph.Benchmarks.EgoCircles;

/// <summary>An ego network of the ego-facebook data: alters with 0/1 features, ties among them, and the circles that the ego labelled by hand.</summary>
/// <param name="Ego">The ego.</param>
/// <param name="Alters">The alters, in the order of the file.</param>
/// <param name="Features">By alter: the names of the features that are 1.</param>
/// <param name="Ties">Pairs of alters, each once.</param>
/// <param name="Circles">The members of each circle.</param>
internal sealed record LabelledEgo(string Ego, IReadOnlyList<string> Alters, IReadOnlyList<string[]> Features, IReadOnlyList<(string One, string Other)> Ties, IReadOnlyList<string[]> Circles)
{
    /// <summary>On these the method was chosen; the figures of the others had no part in it.</summary>
    internal static IReadOnlyList<string> Choosing { get; } = ["0", "348", "686", "1684", "3437"];

    internal bool IsChoosing => Choosing.Contains(Ego, StringComparer.Ordinal);

    /// <summary>Reads facebook.tar.gz, by ascending ego.</summary>
    internal static IReadOnlyList<LabelledEgo> ReadAll(Stream packed)
    {
        var files = new Dictionary<string, string[]>(StringComparer.Ordinal);
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var archive = new TarReader(unpacked);
        while (archive.GetNextEntry() is TarEntry entry)
        {
            if (entry.DataStream is Stream data)
            {
                using var reader = new StreamReader(data);
                files[Path.GetFileName(entry.Name)] = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            }
        }

        return [.. files.Keys
            .Where(name => name.EndsWith(".circles", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name))
            .OrderBy(ego => int.Parse(ego, System.Globalization.CultureInfo.InvariantCulture))
            .Select(ego => Of(ego, files))];
    }

    /// <summary>The ego's whole network as customers: the ego and the alters are tied both ways, and features are tags.</summary>
    internal CustomerGraph<string> Build()
    {
        IEnumerable<(string From, string To)> ties = Alters.Select(alter => (Ego, alter)).Concat(Ties);
        return CustomerGraph.FromTies(
            ties.SelectMany(tie => new[] { new Tie<string>(tie.From, tie.To, 1), new Tie<string>(tie.To, tie.From, 1) }),
            Alters.Select((alter, i) => new Customer<string>(alter, 1) { Tags = [.. Features[i].Select(name => new CustomerTag(name))] }).Append(new(Ego, 1)));
    }

    /// <summary>The labelled circles as the caller's model has them.</summary>
    internal IEnumerable<Circle<string>> Known() => Circles.Select((members, i) => new Circle<string>(Ego, $"circle{i}", members));

    private static LabelledEgo Of(string ego, Dictionary<string, string[]> files)
    {
        string[] names = [.. files[$"{ego}.featnames"].Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim())];
        string[][] rows = [.. files[$"{ego}.feat"].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        return new(
            ego,
            [.. rows.Select(row => row[0])],
            [.. rows.Select(row => names.Where((_, feature) => row[feature + 1] is "1").ToArray())],
            [.. files[$"{ego}.edges"].Select(line => line.Split(' ')).Select(pair => (pair[0], pair[1].Trim())).Where(pair => string.CompareOrdinal(pair.Item1, pair.Item2) < 0).Distinct()],
            [.. files[$"{ego}.circles"].Select(line => line.Trim().Split('\t')[1..])]);
    }
}
