using System.Globalization;
using System.IO.Compression;
using InfluenceGraph.Cascades;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Benchmarks.Graphs;

/// <summary>
/// The graphs that cascade codes are compared on, with the probabilities that the literature uses. Distinct edges without
/// self edges; nodes keep their numbers.
/// </summary>
internal static class CascadeFixture
{
    /// <summary>Makes a graph.</summary>
    /// <param name="source"><c>rmat:SCALE</c>, or a file: an edge list whose edges hold one way; with <c>both:</c> before it, both ways and after a first line "nodes edges", as nethept is written, or one with names, as lastfm-asia is.</param>
    /// <param name="model"><c>wc</c> (1 / in-degree), <c>lt</c> (the same as linear thresholds), or one probability such as <c>0.01</c>.</param>
    /// <returns>The graph.</returns>
    internal static CascadeGraph Create(string source, string model) => Weigh(Structure(source), model);

    /// <summary>Distinct edges of a source, as compressed sparse rows; all weights 1.</summary>
    internal static CsrGraph Structure(string source)
    {
        EdgeSource edges = source switch
        {
            ['r', 'm', 'a', 't', ':', .. string scale] => RMat.Create(int.Parse(scale, CultureInfo.InvariantCulture), degree: 16),
            ['b', 'o', 't', 'h', ':', .. string path] => BothWays(path),
            _ => EdgeListFile.Read(source),
        };
        long[] distinct = [.. edges.Edges.Where(edge => edge.From != edge.To).Select(edge => ((long)edge.From << 32) | (uint)edge.To).Distinct().Order()];
        long[] offsets = new long[edges.NodeCount + 1];
        foreach (long edge in distinct)
        {
            offsets[(edge >> 32) + 1]++;
        }

        for (int u = 0; u < edges.NodeCount; u++)
        {
            offsets[u + 1] += offsets[u];
        }

        float[] ones = new float[distinct.Length];
        Array.Fill(ones, 1);
        return new(offsets, Array.ConvertAll(distinct, edge => (int)edge), ones);
    }

    /// <summary>The same edges with probabilities.</summary>
    internal static CascadeGraph Weigh(CsrGraph structure, string model)
    {
        bool isCascade = model is "wc" or "lt";
        int[] inDegrees = new int[structure.NodeCount];
        foreach (int target in structure.Targets)
        {
            inDegrees[target]++;
        }

        float constant = isCascade ? 0 : float.Parse(model, CultureInfo.InvariantCulture);
        float[] probabilities = Array.ConvertAll(structure.Targets, target => isCascade ? 1f / inDegrees[target] : constant);
        return new(model is "lt" ? CascadeProcess.LinearThreshold : CascadeProcess.IndependentCascade, structure.WithWeights(probabilities));
    }

    private static EdgeSource BothWays(string path)
    {
        using FileStream file = File.OpenRead(path);
        using Stream unpacked = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(unpacked);
        string head = reader.ReadLine() ?? throw new InvalidDataException($"{path} is empty; expected a first line 'nodes edges', or names.");
        int nodes = char.IsAsciiDigit(head[0]) ? Numbers(head).First : 0;
        var edges = new List<(int From, int To)>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            (int a, int b) = Numbers(line);
            edges.Add((a, b));
            edges.Add((b, a));
            nodes = Math.Max(nodes, Math.Max(a, b) + 1);
        }

        string name = Path.GetFileName(path);
        return new(name[..name.IndexOf('.', StringComparison.Ordinal)], nodes, edges);
    }

    private static (int First, int Second) Numbers(string line)
    {
        string[] parts = line.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
