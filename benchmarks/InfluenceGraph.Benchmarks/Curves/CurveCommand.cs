using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Benchmarks.PageRanks;

namespace InfluenceGraph.Benchmarks.Curves;

/// <summary>How cost grows: time and memory at several sizes, as a table and a picture.</summary>
internal static class CurveCommand
{
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["--help"])
        {
            Console.WriteLine(CurveOptions.Usage);
            return 0;
        }

        CurveOptions options;
        try
        {
            options = CurveOptions.Parse(arguments);
        }
        catch (ArgumentException exception)
        {
            Console.Error.WriteLine(exception.Message);
            Console.Error.WriteLine(CurveOptions.Usage);
            return 2;
        }

        if (options.From is string from)
        {
            return Draw(CurvePoint.Read(from), options);
        }

        string commandLine = $"dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- curve {PageRankOptions.Public(arguments)}".TrimEnd();
        var report = new CompareReport("What a graph costs as it grows", commandLine, NativePull.CompilerVersion(), options.AppendTo is null ? 1 : 2);
        report.Row("load of the machine", File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Trim() : "unknown");
        report.Row("graph", $"R-MAT of degree {options.Degree}, directed, weighted, without parallel edges and self edges; keys of `long`, own values of 1 to 1000");
        report.Row("question", $"social value until gapbs' sum of changes would be below 1e-6, {options.Threads} threads, medians of {options.Repeats}; gapbs: the better of `pr` and `pr_spmv` on the same edges without weights");
        report.Table(CurvePoint.Heads);
        PageRankCommand.WarmUp(new() { IsSymmetric = false, IsWeighted = true, Threads = [options.Threads] });
        var points = new List<CurvePoint>();
        foreach (int scale in options.Scales)
        {
            points.Add(Measure(scale, options));
            report.Cells(points[^1].Cells());
        }

        if (options.Out is string path)
        {
            report.Save(path);
        }

        if (options.AppendTo is string file)
        {
            report.Append(file);
        }

        return Draw(points, options);
    }

    private static int Draw(IReadOnlyList<CurvePoint> points, CurveOptions options)
    {
        if (options.Picture is not string path)
        {
            return 0;
        }

        if (points.Count < 2)
        {
            Console.Error.WriteLine($"There are {points.Count} sizes; expected two or more for a picture.");
            return 1;
        }

        File.WriteAllText(path, CurvePicture.Draw(points, $"R-MAT of degree {options.Degree}, directed, weighted; social value to an L1 change of 1e-6; {options.Threads} threads"));
        return 0;
    }

    private static CurvePoint Measure(int scale, CurveOptions options)
    {
        var graph = PlainGraph.Create(scale, options.Degree, isSymmetric: false, isWeighted: true);
        double gapbs = GapbsSeconds(graph, options);
        double[] ownValues = [.. Enumerable.Range(0, graph.NodeCount).Select(SeededGraph.OwnValueOf)];
        var ours = OurGraph.Build(graph, ownValues, topics: 0, options.Threads);
        var asked = new Contender("ours", options.Threads, () => [ours.Ask(UnreachedPolicy.Keep, options.Threads).Trial]);
        for (int turn = 0; turn < options.Repeats; turn++)
        {
            asked.Take();
        }

        (_, long grown) = ProcessGrowth.While(() => ours.Ask(UnreachedPolicy.Keep, options.Threads));
        return new()
        {
            Scale = scale,
            Customers = graph.NodeCount,
            Ties = graph.EdgeCount,
            BuildSeconds = ours.BuildSeconds,
            FirstSeconds = ours.FirstSeconds,
            NextSeconds = asked.Seconds,
            Sweeps = asked.Iterations,
            GapbsSeconds = gapbs,
            TieMegabytes = ours.TieBytes / 1e6,
            RestMegabytes = ours.BytesAtRest / 1e6,
            BuildMegabytes = ours.BuildPeak / 1e6,
            AskMegabytes = (ours.BytesAtRest + grown) / 1e6,
        };
    }

    private static double GapbsSeconds(PlainGraph graph, CurveOptions options)
    {
        if (options.Gapbs is not string folder)
        {
            return double.NaN;
        }

        using var files = QuestionFiles.Write(graph);
        return GapbsPeer.Programs.Min(program =>
        {
            var peer = new GapbsPeer(folder, program, files.Graph);
            var asked = new Contender(program, options.Threads, () => peer.Ask(options.Threads, Question.PeerTolerance));
            for (int turn = 0; turn < (options.Repeats + 1) / 2; turn++)
            {
                asked.Take();
            }

            return asked.Seconds;
        });
    }
}
