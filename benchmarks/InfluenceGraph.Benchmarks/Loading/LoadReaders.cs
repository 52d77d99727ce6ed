using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Benchmarks.Seeds;

namespace InfluenceGraph.Benchmarks.Loading;

/// <summary>Medians of a reader's runs over one file.</summary>
/// <param name="Seconds">Wall time, as the reader itself tells it.</param>
/// <param name="Processor">Processor time; 0 where it does not tell.</param>
/// <param name="Kibibytes">The most memory of its process.</param>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Edges">Its edges.</param>
/// <param name="Lines">Lines with an edge, where it tells.</param>
/// <param name="Note">What else there is to say.</param>
internal sealed record Loaded(double Seconds, double Processor, long Kibibytes, long Nodes, long Edges, long Lines = 0, string Note = "");

/// <summary>Runs readers as processes.</summary>
internal sealed class LoadReaders(string file, int repeats)
{
    internal Loaded Own(string key, int threads)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.Ordinal);
        string[] first = isHost ? [typeof(LoadReaders).Assembly.Location] : [];
        return Medians(program, [.. first, "load", "once", file, key, $"{threads}", $"{repeats}"]);
    }

    internal IEnumerable<(string Name, Loaded Loaded)> Peers(LoadOptions options, int threads)
    {
        if (options.Networkit.Length > 0)
        {
            yield return ("NetworKit EdgeListReader", Medians(options.Networkit, [file, $"{threads}", $"{repeats}"]));
        }

        if (options.Igraph.Length > 0 && threads == 1)
        {
            yield return ("igraph Read_Edgelist", Medians(options.Igraph, [Script, file, "igraph", $"{repeats}"]));
            yield return ("igraph Read_Ncol with names", Medians(options.Igraph, [Script, file, "igraph-names", $"{repeats}"]));
        }

        if (options.Networkx.Length > 0 && threads == 1)
        {
            yield return ("NetworkX read_edgelist", Medians(options.Networkx, [Script, file, "networkx", "1"]));
        }

        if (options.Gapbs.Length > 0)
        {
            yield return ("gapbs converter", Gapbs(options.Gapbs, threads));
        }
    }

    private static string Script => Path.Combine(AppContext.BaseDirectory, "Native", "load_peers.py");

    private static Loaded Medians(string program, string[] arguments)
    {
        (string output, long kibibytes) = Programs.RunMeasured(".", program, arguments);
        string[][] runs = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
        if (runs.Length == 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} printed nothing; expected a line 'SECONDS PROCESSOR NODES EDGES' per run.");
        }

        long Count(int word) => word < runs[0].Length ? long.Parse(runs[0][word], CultureInfo.InvariantCulture) : 0;
        return new(Median(runs.Select(run => run[0])), Median(runs.Select(run => run[1])), kibibytes, Count(2), Count(3), Count(4));
    }

    private static double Median(IEnumerable<string> texts)
    {
        double[] sorted = [.. texts.Select(text => double.Parse(text, CultureInfo.InvariantCulture)).Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>gapbs reads and builds in one run of its converter, which tells both times; writing its binary file is not counted.</summary>
    private Loaded Gapbs(string program, int threads)
    {
        var runs = new List<(double Read, double Build)>();
        (string output, long kibibytes) = ("", 0);
        for (int run = 0; run < repeats; run++)
        {
            (output, kibibytes) = Programs.RunMeasured(".", "/usr/bin/env", $"OMP_NUM_THREADS={threads}", program, "-f", file, "-b", file + ".sg");
            runs.Add((After(output, "Read Time:"), After(output, "Build Time:")));
        }

        File.Delete(file + ".sg");
        (double read, double build) = runs.OrderBy(run => run.Read + run.Build).ElementAt(runs.Count / 2);
        string[] words = output.Split('\n').First(line => line.StartsWith("Graph has", StringComparison.Ordinal)).Split(' ');
        return new(
            read + build,
            0,
            kibibytes,
            long.Parse(words[2], CultureInfo.InvariantCulture),
            long.Parse(words[5], CultureInfo.InvariantCulture),
            Note: string.Create(CultureInfo.InvariantCulture, $"; reading {read:0.00} s, building {build:0.00} s; no keys: numbers are places"));
    }

    private static double After(string output, string name) =>
        double.Parse(output.Split('\n').First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..], CultureInfo.InvariantCulture);
}

/// <summary>Our own reader, in a process that does nothing else.</summary>
internal static class OwnLoads
{
    internal static int Run(string file, string key, int threads, int runs)
    {
        for (int run = 0; run < runs; run++)
        {
            GC.Collect();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            (int customers, int ties, long lines) = string.Equals(key, "string", StringComparison.Ordinal) ? Counts<string>(file, threads) : Counts<long>(file, threads);
            double seconds = watch.Elapsed.TotalSeconds;
            double processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0000} {processor:0.0000} {customers} {ties} {lines}"));
        }

        return 0;
    }

    private static (int Customers, int Ties, long Lines) Counts<TKey>(string file, int threads)
        where TKey : notnull
    {
        EdgeListResult<TKey> read = CustomerGraph.FromEdgeList<TKey>(file, o => o with { Threads = threads });
        return (read.Graph.CustomerCount, read.Graph.TieCount, read.Ties);
    }
}
