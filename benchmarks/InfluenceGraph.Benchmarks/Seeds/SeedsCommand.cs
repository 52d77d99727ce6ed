using System.Diagnostics;
using System.Text;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Cascades;
using InfluenceGraph.Seeding;
using static System.FormattableString;

namespace InfluenceGraph.Benchmarks.Seeds;

/// <summary>Seeds on one graph beside the codes of the literature, in turn so that all share the machine's moods; every seed set judged by the same plain simulator.</summary>
internal static class SeedsCommand
{
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["--help"])
        {
            Console.WriteLine(SeedsOptions.Usage);
            return 0;
        }

        SeedsOptions options;
        try
        {
            options = SeedsOptions.Parse(arguments);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            Console.Error.WriteLine(exception.Message);
            Console.Error.WriteLine(SeedsOptions.Usage);
            return 2;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("influencegraph-");
        try
        {
            string report = Compare(options, folder.FullName);
            if (options.Append is string path)
            {
                File.AppendAllText(path, report);
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Compare(SeedsOptions options, string folder)
    {
        CascadeGraph graph = CascadeFixture.Create(options.Graph, options.Model);
        var judge = new SeedJudge(folder, graph, options.Worlds);
        var text = new StringBuilder();
        void Line(string line)
        {
            text.Append(line).Append('\n');
            Console.WriteLine(line);
        }

        var codes = new List<(string Name, Func<SeedRun> Run)>
        {
            ("InfluenceGraph, certificate only", () => Ours(graph, options, isRefined: false, workers: 1)),
            ("InfluenceGraph", () => Ours(graph, options, isRefined: true, workers: 1)),
            ("InfluenceGraph, 2 threads", () => Ours(graph, options, isRefined: true, workers: 2)),
        };
        if ((options.Subsim ?? options.Opim ?? options.Skis) is not null)
        {
            codes.AddRange(new SeedPeers(folder, graph, options).All());
        }

        // The first round warms up the compiler and the caches.
        List<SeedRun>[] runs = [.. codes.Select(_ => new List<SeedRun>())];
        for (int round = -1; round < options.Repeats; round++)
        {
            for (int i = 0; i < runs.Length; i++)
            {
                SeedRun run = codes[i].Run();
                Console.Error.WriteLine(Invariant($"{codes[i].Name}: {run.Seconds:0.000} s, certificate {run.Certified:0.000}, {run.Sets:#,0} sets, ratio {run.Ratio:0.000}; {run.Note}"));
                if (round >= 0)
                {
                    runs[i].Add(run);
                }
            }
        }

        Line(Invariant($"## {Path.GetFileName(options.Graph)}, {options.Model}: {graph.NodeCount:#,0} nodes, {graph.EdgeCount:#,0} edges, k = {options.Count}, eps = {options.Epsilon}, delta = 1 / nodes"));
        Line("");
        Line("| code | seconds to certificate | seconds | MB | sets | certified ratio | spread (standard error) | |");
        Line("|---|---|---|---|---|---|---|---|");
        for (int i = 0; i < runs.Length; i++)
        {
            double seconds = runs[i].Min(run => run.Seconds);
            SeedRun median = runs[i].OrderBy(run => run.Seconds).ElementAt(runs[i].Count / 2);
            (double mean, double error) = judge.Spread(median.Seeds);
            string certified = runs[i].TrueForAll(run => run.Certified is not null) ? Invariant($"{runs[i].Min(run => run.Certified):0.000}") : "";
            Line(Invariant($"| {codes[i].Name} | {certified} | {seconds:0.000} | {median.Bytes / 1e6:0.0} | {median.Sets:#,0} | {median.Ratio:0.000} | {mean:#,0.0} ({error:0.0}) | {median.Note} |"));
        }

        Line("");
        return text.ToString();
    }

    private static SeedRun Ours(CascadeGraph shared, SeedsOptions options, bool isRefined, int workers)
    {
        // A graph of its own for each run, so that turning it round and making it ready to jump is paid for, as the peers pay in part.
        var graph = new CascadeGraph(shared.Process, shared.Forward);
        _ = graph.Backward;
        GC.Collect();
        var watch = Stopwatch.StartNew();
        double[] worth = new double[graph.NodeCount];
        Array.Fill(worth, 1);
        var roots = ReverseRoots.Of(graph, worth);
        double preparing = watch.Elapsed.TotalSeconds;
        var constraints = new SeedConstraints(graph.NodeCount, [.. Enumerable.Range(0, graph.NodeCount)], [], options.Count);
        var settings = new SeedSettings(1, options.Epsilon, 1.0 / graph.NodeCount, isRefined ? options.Tolerance : null, 4L << 30, long.MaxValue, null, workers, CancellationToken.None);
        (SeedSolution solution, SeedSearchReport report) = SeedSearch.Run(graph, roots, constraints, settings, null, CancellationToken.None);
        double seconds = watch.Elapsed.TotalSeconds;
        return new(
            seconds,
            report.CertifiedAfter?.TotalSeconds + preparing,
            report.Bytes,
            solution.Plan.Nodes,
            solution.Ratio,
            report.Sets,
            Invariant($"{preparing * 1e3:0} ms preparing, {report.Sampling.TotalMilliseconds:0} sampling, {report.Choosing.TotalMilliseconds:0} choosing, {report.Trying.TotalMilliseconds:0} trying on {report.TriedSets:#,0} fresh sets; flattery {100 * solution.Flattery:0.00} %"));
    }
}
