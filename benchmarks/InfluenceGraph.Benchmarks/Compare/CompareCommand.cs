using System.Diagnostics;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.SocialValues;
using static InfluenceGraph.Benchmarks.Compare.CompareReport;

namespace InfluenceGraph.Benchmarks.Compare;

/// <summary>
/// Whole jobs on one graph beside the C loop on the same graph, in turn so that both share the machine's moods, with a
/// check that both give the same answer.
/// </summary>
internal sealed class CompareCommand
{
    private const double Damping = 0.85;

    /// <summary>0.85 to this power is below 1e-14.</summary>
    private const int SweepsToTheEnd = 200;

    /// <summary>A bound on sums over all says little about the customers with least, so it is far smaller.</summary>
    private const double MostApart = 1e-9;

    private static readonly DateTimeOffset _moment = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly CompareOptions _options;
    private readonly EdgeSource _edges;
    private readonly CompareReport _report;
    private readonly string? _compiler;

    private CompareCommand(CompareOptions options, string commandLine)
    {
        _options = options;
        _edges = options.Graph is "rmat" ? RMat.Create(options.Scale, options.Degree) : EdgeListFile.Read(options.Graph);
        _compiler = NativePull.CompilerVersion();
        _report = new($"Social value on {_edges.Name}", commandLine, _compiler);
    }

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["--help"])
        {
            Console.WriteLine(CompareOptions.Usage);
            return 0;
        }

        CompareOptions options;
        try
        {
            options = CompareOptions.Parse(arguments);
        }
        catch (ArgumentException exception)
        {
            Console.Error.WriteLine(exception.Message);
            Console.Error.WriteLine(CompareOptions.Usage);
            return 2;
        }

        string commandLine = $"dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- compare {string.Join(' ', arguments)}";
        return new CompareCommand(options, commandLine).Run();
    }

    private int Run()
    {
        CustomerGraph<long> graph = Build();
        bool agrees = CompareSweeps(graph);
        SocialValueResult<long> result = Solve(graph);
        Explain(graph, result);
        AskView(graph);
        MeasureFloatStorage();
        if (_options.Out is string path)
        {
            _report.Save(path);
        }

        return agrees ? 0 : 1;
    }

    private CustomerGraph<long> Build()
    {
        var watch = Stopwatch.StartNew();
        long rows = _edges.Edges.LongCount();
        double reading = watch.Elapsed.TotalSeconds;
        MemoryEstimate estimate = CustomerGraph.EstimateMemory<long>(_edges.NodeCount, rows, hasPermissionAndStrength: false);

        watch.Restart();
        (CustomerGraph<long> graph, long heap, long process) = PeakMemory.While(collecting: false, () => SeededGraph.Build(_edges));
        double building = watch.Elapsed.TotalSeconds;
        (_, long live, _) = PeakMemory.While(collecting: true, () => SeededGraph.Build(_edges));

        _report.Row("graph", $"{Number(graph.CustomerCount)} customers, {Number(rows)} rows, {Number(graph.TieCount)} ties after merging and without self ties");
        _report.Row("build", $"{Number(building, "0.00")} s from rows to graph, of which {Number(reading, "0.00")} s making the rows");
        _report.Row("bytes per tie and direction at rest", $"{Number(graph.TieBytes / 2.0 / graph.TieCount, "0.00")}, of which {Number(8.0 * (graph.CustomerCount + 1) / graph.TieCount, "0.00")} row offsets (`TieBytes` / 2 / ties)");
        _report.Row("peak while building", $"{MiB(live)} of live data, {MiB(estimate.PeakWhileBuilding)} estimated; with garbage not yet collected: heap {MiB(heap)}, process {MiB(process)}");
        return graph;
    }

    private bool CompareSweeps(CustomerGraph<long> graph)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("influencegraph-");
        var native = new List<(string Name, NativePull Pull)>();
        try
        {
            var view = graph.AsView().Nodes;
            double[] source = [.. Enumerable.Range(0, view.NodeCount).Select(SeededGraph.OwnValueOf)];
            if (_compiler is not null)
            {
                string path = Path.Combine(folder.FullName, "graph");
                NativePull.WriteGraph(path, view.Forward, source, Damping);
                native.Add(("C -O3", NativePull.Start(folder.FullName, "pull-o3", ["-O3"], path)));
                native.Add(("C -O3 -march=native", NativePull.Start(folder.FullName, "pull-native", ["-O3", "-march=native"], path)));
            }

            PageRankSolution Ours(int threads, SweepTimes times) => PageRank.Solve(
                view,
                source,
                new(Damping, UnreachedPolicy.Keep, Tolerance: 0, _options.Sweeps + 1, threads),
                start: null,
                times,
                CancellationToken.None);

            double OursSeconds(int threads)
            {
                var times = new SweepTimes();
                _ = Ours(threads, times);
                return times.SecondsPerSweep;
            }

            var runs = new List<(string Name, Func<double> Run)>
            {
                ("InfluenceGraph, 1 thread", () => OursSeconds(1)),
                ("InfluenceGraph, 2 threads", () => OursSeconds(2)),
            };
            runs.AddRange(native.Select(c => (c.Name, (Func<double>)(() => c.Pull.SecondsPerSweep(_options.Sweeps)))));
            double[] medians = MediansInTurn([.. runs.Select(run => run.Run)]);
            ReportSweeps([.. runs.Select(run => run.Name)], medians, view.NodeCount, view.Forward.EdgeCount);

            // Both to the end, as the ways there are different.
            double[] ours = PageRank.Solve(view, source, new(Damping, UnreachedPolicy.Keep, Tolerance: 1e-14, 1000, 1), start: null, progress: null, CancellationToken.None).Arrived;
            native.ForEach(c => c.Pull.SecondsPerSweep(SweepsToTheEnd));
            return native.All(c => Agrees(c.Name, c.Pull.Finish(), ours));
        }
        finally
        {
            native.ForEach(c => c.Pull.Dispose());
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Runs all in turn, one round more than reported: the first warms up the compiler and the caches.</summary>
    private double[] MediansInTurn(Func<double>[] runs)
    {
        double[][] seconds = Array.ConvertAll(runs, _ => new double[_options.Repeats]);
        for (int round = -1; round < _options.Repeats; round++)
        {
            for (int i = 0; i < runs.Length; i++)
            {
                double measured = runs[i]();
                if (round >= 0)
                {
                    seconds[i][round] = measured;
                }
            }
        }

        return Array.ConvertAll(seconds, Median);
    }

    private void ReportSweeps(string[] names, double[] medians, int nodes, int edges)
    {
        double gigabytes = ((16.0 * edges) + (48.0 * nodes)) / 1e9;
        for (int i = 0; i < names.Length; i++)
        {
            string ratio = medians.Length > 2 ? $", {Number(medians[i] / medians[2], "0.00")} x C -O3" : "";
            _report.Row($"iteration, {names[i]}", $"{Milliseconds(medians[i])}{ratio}, {Number(medians[i] / edges * 1e9, "0.00")} ns per tie, {Number(gigabytes / medians[i], "0.0")} GB/s");
        }

        _report.Row("measured as", $"medians of {_options.Repeats} runs in turn, {_options.Sweeps} iterations each; 16 bytes a tie and 48 a customer count as traffic");
    }

    private bool Agrees(string name, double[] theirs, double[] ours)
    {
        double largest = 0;
        for (int u = 0; u < ours.Length; u++)
        {
            double difference = Math.Abs(ours[u] - theirs[u]);
            largest = Math.Max(largest, difference == 0 ? 0 : difference / Math.Abs(ours[u]));
        }

        bool agrees = largest <= MostApart;
        _report.Row($"largest relative difference to {name}", $"{Number(largest, "0.0e+0")}{(agrees ? "" : " **which is too much**")}");
        return agrees;
    }

    private SocialValueResult<long> Solve(CustomerGraph<long> graph)
    {
        SocialValueResult<long> result = null!;
        foreach (int threads in new[] { 1, 2 })
        {
            var watch = Stopwatch.StartNew();
            result = graph.SocialValue(o => o with { Threads = threads });
            _report.Row(
                $"social value to 1e-10, {threads} thread{(threads == 1 ? "" : "s")}",
                $"{Milliseconds(watch.Elapsed.TotalSeconds)}, {result.Iterations} iterations, residual {Number(result.Residual, "0.0e+0")}");
        }

        return result;
    }

    private void Explain(CustomerGraph<long> graph, SocialValueResult<long> result)
    {
        (long top, long median) = TypicalCustomers.Of(graph.AsView(), result);
        foreach ((string name, long customer) in new[] { ("top", top), ("median", median) })
        {
            var watch = Stopwatch.StartNew();
            Explanation<long> explanation = result.Explain(customer);
            double first = watch.Elapsed.TotalSeconds;
            double[] seconds = new double[_options.Repeats];
            for (int i = 0; i < seconds.Length; i++)
            {
                watch.Restart();
                _ = result.Explain(customer);
                seconds[i] = watch.Elapsed.TotalSeconds;
            }

            double untraced = explanation.UntracedBound / explanation.SocialValue;
            _report.Row(
                $"explain the {name} customer ({explanation.TieCount} ties)",
                $"{Milliseconds(Median(seconds))} ({Milliseconds(first)} the first time), {Number(explanation.TieVisits)} tie visits, at most {Number(100 * untraced, "0.####")} % of the score untraced");
        }

        long reached = result.Explain(top).Ties[0].Customer;
        var whatIf = Stopwatch.StartNew();
        int iterations = result.WhatIf(view => view.WithoutTie(top, reached)).After.Iterations;
        _report.Row("what if: without the top customer's best tie", $"{Milliseconds(whatIf.Elapsed.TotalSeconds)}, {iterations} iterations");
    }

    private void AskView(CustomerGraph<long> graph)
    {
        Consenting.Record(graph, _moment);
        var watch = Stopwatch.StartNew();
        CustomerGraphView<long> view = graph.For(Purpose.Score, _moment);
        double first = watch.Elapsed.TotalSeconds;
        watch.Restart();
        view = graph.For(Purpose.Score, _moment);
        double second = watch.Elapsed.TotalSeconds;
        var times = new SweepTimes();
        _ = view.SocialValue(o => o with { Threads = 1, Tolerance = 0, MaxIterations = _options.Sweeps + 1 }, times);
        _report.Row(
            "view for a purpose, 9 of 10 customers consent",
            $"{Milliseconds(second)} to make ({Milliseconds(first)} the first time), {Milliseconds(times.SecondsPerSweep)} an iteration with 1 thread");
    }

    private void MeasureFloatStorage()
    {
        const double Tolerance = 1e-13;
        CustomerGraph<long> graph = SeededGraph.Build(_edges, TieFacts.Irrational);
        SocialValueResult<long> ours = graph.SocialValue(o => o with { Tolerance = Tolerance });
        double[] exact = DoubleReference.Solve(_edges, TieFacts.Irrational, Damping, Tolerance);
        double largest = 0;
        double sum = 0;
        for (int u = 0; u < exact.Length; u++)
        {
            double difference = Math.Abs(ours[u] - exact[u]);
            largest = Math.Max(largest, difference / exact[u]);
            sum += difference;
        }

        _report.Row("bytes per tie and direction where permission and strength both vary", Number(graph.TieBytes / 2.0 / graph.TieCount, "0.00"));
        _report.Row(
            "error of storing permission and strength in float",
            $"at most {Number(largest, "0.0e+0")} of a score, {Number(sum / ours.TotalValue, "0.0e+0")} of all value (permission in (0, 1], strength in [1, 10), against double, tolerance 1e-13)");
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
