using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Benchmarks.Communities;

/// <summary>Communities beside other codes: seconds, and the modularity of all by one judge. The codes take turns.</summary>
internal sealed class CommunitiesCommand
{
    private readonly CommunitiesOptions _options;
    private readonly StringBuilder _text = new();

    private CommunitiesCommand(CommunitiesOptions options) => _options = options;

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        (CommunitiesOptions? options, string? wrong) = CommunitiesOptions.Of(arguments);
        if (options is null)
        {
            Console.Error.WriteLine($"Got '{wrong}'; expected:\n{CommunitiesOptions.Usage}");
            return 2;
        }

        var command = new CommunitiesCommand(options);
        command.Line($"Made by `dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- communities {string.Join(' ', arguments.ToArray().Select(word => string.Equals(word, options.Networkit, StringComparison.Ordinal) || string.Equals(word, options.Gve, StringComparison.Ordinal) ? "PROGRAM" : word))}`; {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}.");
        foreach (string source in options.Sources)
        {
            command.Compare(source);
        }

        if (options.Agreement is not null)
        {
            AgreementReport.Write(options.Agreement, command.Line);
        }

        if (options.File is not null)
        {
            File.WriteAllText(options.File, command._text.ToString());
        }

        return 0;
    }

    private void Compare(string source)
    {
        EdgeSource edges = SymmetricGraph.EdgesOf(source);
        CsrGraph graph = SymmetricGraph.Of(edges);
        var ties = CommunityTies.Of(graph);
        using var peers = new CommunityPeers(graph);
        Contender[] contenders = [.. Contenders(ties, peers)];
        for (int turn = 0; turn < _options.Turns; turn++)
        {
            foreach (Contender contender in contenders)
            {
                contender.Take(turn, ties);
            }
        }

        Line("");
        Line(string.Create(CultureInfo.InvariantCulture, $"## {edges.Name}: {graph.NodeCount:#,0} customers, {graph.EdgeCount / 2:#,0} ties"));
        Line("");
        Line("| code | threads | best s | all s | least processor s | best modularity by our judge | communities |");
        Line("|---|---|---|---|---|---|---|");
        foreach (Contender contender in contenders)
        {
            Line(contender.Row());
        }

        if (_options.HasMemory)
        {
            (_, long heap, _) = PeakMemory.While(collecting: true, () => Ours(ties, _options.Passes[0], 1, 1));
            Line("");
            Line(string.Create(CultureInfo.InvariantCulture, $"Memory in use during a run of ours beside its ties, one thread: at most {heap / 1e6:#,0} MB, {(double)heap / graph.EdgeCount:0.0} bytes a tie and direction."));
        }
    }

    private IEnumerable<Contender> Contenders(CommunityTies ties, CommunityPeers peers)
    {
        foreach (int threads in _options.Threads)
        {
            foreach (int most in _options.Passes)
            {
                yield return new($"this library, at most {most} passes", threads, turn =>
                {
                    var seconds = new (double, double)[_options.Runs];
                    LeidenSolution? best = null;
                    for (int run = 0; run < seconds.Length; run++)
                    {
                        TimeSpan before = Environment.CpuUsage.TotalTime;
                        var watch = Stopwatch.StartNew();
                        LeidenSolution found = Ours(ties, most, threads, (turn * _options.Runs) + run + 1);
                        seconds[run] = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
                        best = best is null || found.Quality > best.Quality ? found : best;
                    }

                    return (seconds, best!.GroupOf);
                });
            }

            foreach ((string name, string? program) in ((string, string?)[])[("NetworKit", _options.Networkit), ("GVE", _options.Gve)])
            {
                if (program is not null)
                {
                    yield return Peer($"{name} Leiden", program, "leiden", threads);
                    if (_options.HasLouvain)
                    {
                        yield return Peer($"{name} Louvain", program, "louvain", threads);
                    }
                }
            }
        }

        string script = Path.Combine(AppContext.BaseDirectory, "Native", "igraph_communities.py");
        if (_options.HasIgraph)
        {
            yield return Peer("igraph Leiden", script, "leiden", 1);
            if (_options.HasLouvain)
            {
                yield return Peer("igraph Louvain", script, "louvain", 1);
            }
        }

        if (_options.HasLeidenalg)
        {
            yield return Peer("leidenalg", script, "leidenalg", 1);
        }

        Contender Peer(string name, string program, string method, int threads) =>
            new(name, threads, _ => peers.Run(program, method, _options.PeerRounds, threads, _options.PeerRuns));
    }

    private static LeidenSolution Ours(CommunityTies ties, int most, int threads, int seed) =>
        Leiden.Solve(ties, new(CommunityQuality.Modularity, 1, Directed: false, (ulong)seed, most, Runs: 1, threads), null, CancellationToken.None);

    private void Line(string text)
    {
        Console.WriteLine(text);
        _text.Append(text).Append('\n');
    }

    /// <summary>A code with its options, and how it did so far.</summary>
    private sealed class Contender(string name, int threads, Func<int, ((double Wall, double Processor)[] Seconds, int[] Groups)> run)
    {
        private readonly List<(double Wall, double Processor)> _seconds = [];
        private double _modularity = double.NegativeInfinity;
        private int _communities;

        internal void Take(int turn, CommunityTies ties)
        {
            ((double Wall, double Processor)[] seconds, int[] groups) = run(turn);
            _seconds.AddRange(seconds);
            if (groups.Length > 0)
            {
                var partition = Partition.Of(groups);
                double modularity = PartitionQuality.Of(ties, partition.GroupOf, partition.Count, 1).Modularity(directed: false);
                (_modularity, _communities) = modularity > _modularity ? (modularity, partition.Count) : (_modularity, _communities);
            }
        }

        internal string Row() => _seconds.Count == 0
            ? $"| {name} | {threads} | did not run | | | | |"
            : string.Create(CultureInfo.InvariantCulture, $"| {name} | {threads} | {_seconds.Min(run => run.Wall):0.00} | {string.Join(", ", _seconds.Select(run => run.Wall.ToString("0.00", CultureInfo.InvariantCulture)))} | {_seconds.Min(run => run.Processor):0.00} | {_modularity:0.00000} | {_communities:#,0} |");
    }
}
