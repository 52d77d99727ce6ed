using System.Globalization;
using System.Text.RegularExpressions;
using InfluenceGraph.Cascades;

namespace InfluenceGraph.Benchmarks.Seeds;

/// <summary>The peers' programs on the very same edges with the very same probabilities, written out with nine digits.</summary>
internal sealed partial class SeedPeers
{
    private readonly string _folder;
    private readonly SeedsOptions _options;
    private readonly bool _isThreshold;
    private readonly double _delta;

    internal SeedPeers(string folder, CascadeGraph graph, SeedsOptions options)
    {
        _folder = folder;
        _options = options;
        _isThreshold = graph.Process == CascadeProcess.LinearThreshold;
        _delta = 1.0 / graph.NodeCount;
        WriteEdges(graph, Path.Combine(folder, "graph"), first: 0);
        if (options.Subsim is string subsim && !_isThreshold)
        {
            Programs.Run(folder, subsim, "-func=format", "-gname=graph", "-dir=.", "-pdist=weights");
        }

        if (options.Opim is string opim)
        {
            // A name of its own, as both write files beside the graph.
            File.Copy(Path.Combine(folder, "graph"), Path.Combine(folder, "opim"));
            // Its exit code after formatting is 1 also where all went well, as that of el2bin is.
            Programs.RunMeasured(folder, opim, "-func=0", "-gname=opim", "-dir=.", "-mode=w");
        }

        if (options.Skis is string skis)
        {
            WriteEdges(graph, Path.Combine(folder, "skis.txt"), first: 1);
            Programs.RunMeasured(folder, Path.Combine(skis, "el2bin"), "skis.txt", "skis.bin");
        }
    }

    internal IEnumerable<(string Name, Func<SeedRun> Run)> All()
    {
        if (_options.Subsim is not null && !_isThreshold)
        {
            yield return ("SUBSIM", Subsim);
        }

        if (_options.Opim is not null)
        {
            yield return ("OPIM-C", Opim);
        }

        if (_options.Skis is not null)
        {
            yield return ("D-SSA + SKIS", Skis);
        }
    }

    private SeedRun Subsim()
    {
        (string output, long memory) = Programs.RunMeasured(_folder, _options.Subsim!, "-func=im", "-gname=graph", "-dir=.", Format($"-seedsize={_options.Count}"), Format($"-eps={_options.Epsilon}"), "-outpath=subsim");
        return Parsed(output, memory, Directory.GetFiles(Path.Combine(_folder, "subsim", "seed"))[0]);
    }

    private SeedRun Opim()
    {
        (string output, long memory) = Programs.RunMeasured(_folder, _options.Opim!, "-func=1", "-gname=opim", "-dir=.", "-alg=opim-c", "-mode=2", Format($"-seedsize={_options.Count}"), Format($"-eps={_options.Epsilon}"), $"-model={(_isThreshold ? "LT" : "IC")}", "-pdist=load", "-outpath=opimresult");
        return Parsed(output, memory, Directory.GetFiles(Path.Combine(_folder, "opimresult", "seed"))[0]);
    }

    private SeedRun Skis()
    {
        (string output, long memory) = Programs.RunMeasured(_folder, Path.Combine(_options.Skis!, "dssa_skis"), "-i", "skis.bin", "-o", "skis.seeds", Format($"-k"), Format($"{_options.Count}"), "-epsilon", Format($"{_options.Epsilon}"), "-delta", Format($"{_delta}"), "-m", _isThreshold ? "LT" : "IC");
        int[] seeds = [.. File.ReadLines(Path.Combine(_folder, "skis.seeds")).Select(line => int.Parse(line, CultureInfo.InvariantCulture) - 1)];
        return new(Number(output, SkisTime()), null, memory * 1024, seeds, null, (long)Number(output, SkisSets()), "promises the ratio, does not state one");
    }

    private static SeedRun Parsed(string output, long memory, string seedFile)
    {
        int[] seeds = [.. File.ReadLines(seedFile).Where(line => line.Length > 0).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        double seconds = Number(output, Time());
        return new(seconds, seconds, memory * 1024, seeds, Number(output, Approximation()), (long)Number(output, Sets()));
    }

    private static double Number(string output, Regex pattern)
    {
        Match match = pattern.Match(output);
        return match.Success
            ? double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"A peer's output has no '{pattern}': {output[Math.Max(0, output.Length - 500)..]}");
    }

    private static void WriteEdges(CascadeGraph graph, string path, int first)
    {
        using StreamWriter writer = File.CreateText(path);
        writer.WriteLine(Format($"{graph.NodeCount} {graph.EdgeCount}"));
        for (int u = 0; u < graph.NodeCount; u++)
        {
            for (int e = (int)graph.Forward.Offsets[u]; e < (int)graph.Forward.Offsets[u + 1]; e++)
            {
                writer.WriteLine(Format($"{u + first} {graph.Forward.Targets[e] + first} {graph.Forward.Weights[e]:G9}"));
            }
        }
    }

    private static string Format(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(@"Time \(sec\): (?<number>[0-9.e+-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"Approx\.: (?<number>[0-9.e+-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Approximation();

    [GeneratedRegex(@"#RR sets: (?<number>[0-9.e+-]+)\s*\n\s*-", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sets();

    [GeneratedRegex(@"Time: (?<number>[0-9.e+-]+)s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SkisTime();

    [GeneratedRegex(@"Total samplings: (?<number>[0-9.e+-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SkisSets();
}
