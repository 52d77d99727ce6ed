using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Benchmarks.Communities;

/// <summary>Communities beside igraph's: seconds on one thread, and the modularity of both by one judge.</summary>
internal sealed class CommunitiesCommand
{
    private const string Usage = "communities [--passes LIST] [--runs N] [--peer-runs N] [--peer-iterations N] [--no-peer] [--agreement DATA] [--out FILE] GRAPH ..., where GRAPH is rmat:SCALE or an edge list";

    private readonly StringBuilder _text = new();

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        (int[] passes, int runs, int peerRuns, int peerIterations, string? file) = ([1, 2, 3], 3, 1, 2, null);
        var sources = new List<string>();
        string? agreement = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--passes" when i + 1 < arguments.Length: passes = [.. arguments[++i].Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))]; break;
                case "--runs" when i + 1 < arguments.Length: runs = int.Parse(arguments[++i], CultureInfo.InvariantCulture); break;
                case "--peer-runs" when i + 1 < arguments.Length: peerRuns = int.Parse(arguments[++i], CultureInfo.InvariantCulture); break;
                case "--peer-iterations" when i + 1 < arguments.Length: peerIterations = int.Parse(arguments[++i], CultureInfo.InvariantCulture); break;
                case "--agreement" when i + 1 < arguments.Length: agreement = arguments[++i]; break;
                case "--no-peer": peerRuns = 0; break;
                case "--out" when i + 1 < arguments.Length: file = arguments[++i]; break;
                case ['-', ..]:
                    Console.Error.WriteLine($"Got '{arguments[i]}'; expected {Usage}.");
                    return 2;
                default: sources.Add(arguments[i]); break;
            }
        }

        var command = new CommunitiesCommand();
        command.Line($"Made by `dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- communities {string.Join(' ', arguments)}`; one thread of {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}.");
        foreach (string source in sources)
        {
            command.Compare(source, passes, runs, peerRuns, peerIterations);
        }

        if (agreement is not null)
        {
            AgreementReport.Write(agreement, command.Line);
        }

        if (file is not null)
        {
            File.WriteAllText(file, command._text.ToString());
        }

        return 0;
    }

    private void Compare(string source, int[] passes, int runs, int peerRuns, int peerIterations)
    {
        EdgeSource edges = source is ['r', 'm', 'a', 't', ':', .. string scale]
            ? RMat.Create(int.Parse(scale, CultureInfo.InvariantCulture), degree: 16)
            : EdgeListFile.Read(source);
        CsrGraph graph = SymmetricGraph.Of(edges);
        var ties = CommunityTies.Of(graph);
        Line("");
        Line(string.Create(CultureInfo.InvariantCulture, $"## {edges.Name}: {graph.NodeCount:#,0} customers, {graph.EdgeCount / 2:#,0} ties"));
        Line("");
        Line("| code | best s | all s | modularity by our judge | communities |");
        Line("|---|---|---|---|---|");
        foreach (int most in passes)
        {
            var seconds = new List<double>();
            LeidenSolution? best = null;
            for (int run = 0; run < runs; run++)
            {
                var settings = new LeidenSettings(CommunityQuality.Modularity, 1, Directed: false, (ulong)run + 1, most, Runs: 1, Threads: 1);
                var watch = Stopwatch.StartNew();
                LeidenSolution found = Leiden.Solve(ties, settings, null, CancellationToken.None);
                seconds.Add(watch.Elapsed.TotalSeconds);
                best = best is null || found.Quality > best.Quality ? found : best;
            }

            Row($"this library, at most {most} passes{(best!.Converged ? ", converged" : "")}", seconds, PartitionQuality.Of(ties, best.GroupOf, best.Count, 1).Modularity(directed: false), best.Count);
        }

        if (peerRuns > 0)
        {
            Peer(graph, ties, "leiden", peerRuns, peerIterations);
        }
    }

    private void Peer(CsrGraph graph, CommunityTies ties, string method, int runs, int iterations)
    {
        string folder = Directory.CreateTempSubdirectory("communities").FullName;
        (string input, string output) = (Path.Combine(folder, "graph"), Path.Combine(folder, "groups"));
        SymmetricGraph.Write(graph, input);
        using var peer = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Native", "igraph_communities.py"), input, output, method, $"{iterations}", $"{runs}"]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("python3 does not start.");
        string[] lines = peer.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        peer.WaitForExit();
        if (peer.ExitCode != 0)
        {
            Line($"| igraph {method} did not run | | | | |");
            return;
        }

        int[] groups = MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(output)).ToArray();
        int count = Partition.Of(groups).Count;
        double modularity = PartitionQuality.Of(ties, Partition.Of(groups).GroupOf, count, 1).Modularity(directed: false);
        Row($"igraph {method}, {iterations} iterations", [.. lines.Select(line => double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))], modularity, count);
        Directory.Delete(folder, recursive: true);
    }

    private void Row(string name, List<double> seconds, double modularity, int communities) => Line(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {seconds.Min():0.00} | {string.Join(", ", seconds.Select(value => value.ToString("0.00", CultureInfo.InvariantCulture)))} | {modularity:0.00000} | {communities:#,0} |"));

    private void Line(string text)
    {
        Console.WriteLine(text);
        _text.Append(text).Append('\n');
    }
}
