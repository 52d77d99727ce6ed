using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Cascades;
using InfluenceGraph.Graphs;
using static InfluenceGraph.Benchmarks.Compare.CompareReport;

namespace InfluenceGraph.Benchmarks.Forward;

/// <summary>
/// Reach of the 50 customers with most ties, on one thread, beside the plain loop in C and beside CyNetDiff, in turn so
/// that all share the machine's moods, with a check that the spreads agree.
/// </summary>
internal sealed class ForwardCommand
{
    private const int SeedCount = 50;
    private readonly ForwardOptions _options;
    private readonly CompareReport _report;

    private ForwardCommand(ForwardOptions options, string commandLine)
    {
        _options = options;
        _report = new("Reach of a given set: tie visits per second", commandLine, $"{NativePull.CompilerVersion()}, {WorldProgram.Flags}");
    }

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is ["--help"])
        {
            Console.WriteLine(ForwardOptions.Usage);
            return 0;
        }

        ForwardOptions options;
        try
        {
            options = ForwardOptions.Parse(arguments);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            Console.Error.WriteLine(exception.Message);
            Console.Error.WriteLine(ForwardOptions.Usage);
            return 2;
        }

        string commandLine = $"dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- forward {string.Join(' ', arguments)}";
        return new ForwardCommand(options, commandLine).Run();
    }

    private int Run()
    {
        _report.Row("measured as", $"best of {_options.Rounds} runs in turn of about {Number(_options.Seconds, "0.#")} s of processor time each, one thread; spread ± standard error");
        bool agrees = true;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("influencegraph-");
        try
        {
            foreach (string source in _options.Graphs)
            {
                CsrGraph structure = CascadeFixture.Structure(source);
                string name = Path.GetFileName(source[(source.IndexOf(':', StringComparison.Ordinal) + 1)..]);
                _report.Row($"graph {name}", $"{Number(structure.NodeCount)} customers, {Number(structure.EdgeCount)} ties");
                foreach (string model in _options.Models)
                {
                    agrees &= Compare(folder.FullName, $"{name}, {model}", CascadeFixture.Weigh(structure, model));
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        if (_options.Out is string path)
        {
            _report.Save(path);
        }

        return agrees ? 0 : 1;
    }

    private bool Compare(string folder, string name, CascadeGraph graph)
    {
        int[] seeds = [.. Enumerable.Range(0, graph.NodeCount).OrderByDescending(graph.Forward.DegreeOf).ThenBy(node => node).Take(SeedCount).Order()];
        string graphPath = Path.Combine(folder, "graph");
        WorldProgram.WriteGraph(graphPath, graph.Forward, seeds);
        using WorldProgram loop = WorldProgram.StartC(folder, graphPath);
        using WorldProgram? cyNetDiff = _options.Python is null ? null : WorldProgram.StartCyNetDiff(_options.Python, graphPath);
        var engines = new List<(string Name, Func<long, ForwardRun> Run)>
        {
            ("plain loop in C", loop.Simulate),
            ("InfluenceGraph", worlds => Ours(graph, seeds, worlds)),
        };
        if (cyNetDiff is not null)
        {
            engines.Add(("CyNetDiff", cyNetDiff.Simulate));
        }

        ForwardRun[] best = BestInTurn([.. engines.Select(engine => engine.Run)]);
        for (int i = 0; i < best.Length; i++)
        {
            string ratio = i == 0 ? "" : $", **{Number(best[1].VisitsPerSecond / best[i == 1 ? 0 : i].VisitsPerSecond, "0.0")} {(i == 1 ? "x the loop" : "x as fast is InfluenceGraph")}**";
            string agreement = best[i].Agrees(best[0]) ? "" : " **which does not agree**";
            _report.Row(
                $"{name}, {engines[i].Name}",
                $"{Number(best[i].VisitsPerSecond / 1e6)} M visits/s, {Number(best[i].WorldsPerSecond)} worlds/s{ratio}; spread {Number(best[i].Spread, "#,0.00")} ± {Number(best[i].StandardError, "0.00")}{agreement}");
        }

        return best.All(run => run.Agrees(best[0]));
    }

    /// <summary>Runs all in turn and keeps each one's best; how many worlds a run takes is found in a short one before.</summary>
    private ForwardRun[] BestInTurn(Func<long, ForwardRun>[] engines)
    {
        // Ours goes by batches of 512 worlds and prepares once, which few worlds do not show.
        const int Batch = 512;
        long[] worlds = [.. engines.Select((engine, i) => i == 1 ? (WorldsFor(engine, 8 * Batch) + Batch - 1) / Batch * Batch : WorldsFor(engine, 64))];
        ForwardRun[]? best = null;
        for (int round = 0; round < _options.Rounds; round++)
        {
            ForwardRun[] runs = [.. engines.Select((engine, i) => engine(worlds[i]))];
            best = best is null ? runs : [.. runs.Zip(best, (run, before) => run.VisitsPerSecond > before.VisitsPerSecond ? run : before)];
        }

        return best!;
    }

    private long WorldsFor(Func<long, ForwardRun> engine, long least)
    {
        const double Trial = 0.3;
        long worlds = least;
        while (true)
        {
            ForwardRun run = engine(worlds);
            if (run.Seconds > Trial)
            {
                return Math.Max(least, (long)(run.WorldsPerSecond * _options.Seconds));
            }

            worlds *= 4;
        }
    }

    /// <summary>The whole job, from the graph and the seeds to each world's outcome.</summary>
    private static ForwardRun Ours(CascadeGraph graph, int[] seeds, long worlds)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var options = new CascadeReachOptions { Precision = 0, MinWorlds = 2, MaxWorlds = (int)worlds, Threads = 1 };
        var engine = new WaveEngine(graph, ReachSpace.Of(graph, seeds), worth: null, seed: 1);
        WorldSample sample = WorldSampler.Run(engine, options, hasWorth: false, progress: null, CancellationToken.None);
        double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        double sum = 0;
        double squares = 0;
        foreach (double count in sample.Counts)
        {
            sum += count;
            squares += count * count;
        }

        return ForwardRun.OfSums(seconds, worlds, sample.EdgeVisits, sum, squares);
    }
}
