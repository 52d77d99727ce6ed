using System.Globalization;

namespace InfluenceGraph.Benchmarks.Communities;

/// <summary>What <see cref="CommunitiesCommand"/> is asked.</summary>
internal sealed record CommunitiesOptions
{
    internal const string Usage = """
        communities [OPTION ...] GRAPH ...
          GRAPH               rmat:SCALE or an edge list; ties count without direction
          --passes LIST       the most passes of our runs, 1,2,3 unless given
          --threads LIST      numbers of threads, 1 unless given; igraph and leidenalg have one
          --turns N           how often all codes take their turn, 1 unless given
          --runs N            our runs a turn, 3 unless given
          --peer-runs N       runs of a peer a turn, 1 unless given
          --peer-rounds N     iterations of igraph's, leidenalg's and NetworKit's Leiden, 2 unless given
          --no-igraph         leaves igraph out
          --leidenalg         with leidenalg (python3-leidenalg)
          --louvain           with the Louvain codes of the peers
          --networkit PROGRAM with NetworKit, by a program as benchmarks/README.md describes it
          --gve PROGRAM       with GVE-Leiden, likewise
          --memory            with the memory that a run of ours needs
          --agreement DATA    with the agreement with known groups
          --out FILE          writes the tables there
        """;

    internal int[] Passes { get; init; } = [1, 2, 3];

    internal int[] Threads { get; init; } = [1];

    internal int Turns { get; init; } = 1;

    internal int Runs { get; init; } = 3;

    internal int PeerRuns { get; init; } = 1;

    internal int PeerRounds { get; init; } = 2;

    internal bool HasIgraph { get; init; } = true;

    internal bool HasLeidenalg { get; init; }

    internal bool HasLouvain { get; init; }

    internal bool HasMemory { get; init; }

    internal string? Networkit { get; init; }

    internal string? Gve { get; init; }

    internal string? Agreement { get; init; }

    internal string? File { get; init; }

    internal List<string> Sources { get; } = [];

    /// <summary>Reads the words of the command line; <see langword="null"/> and what is wrong where that fails.</summary>
    internal static (CommunitiesOptions? Options, string? Wrong) Of(ReadOnlySpan<string> arguments)
    {
        var options = new CommunitiesOptions();
        for (int i = 0; i < arguments.Length; i++)
        {
            string option = arguments[i];
            if (!option.StartsWith('-'))
            {
                options.Sources.Add(option);
                continue;
            }

            bool isFlag = option is "--no-igraph" or "--leidenalg" or "--louvain" or "--memory";
            if (!isFlag && i + 1 == arguments.Length)
            {
                return (null, option);
            }

            string value = isFlag ? "" : arguments[++i];
            CommunitiesOptions? with = option switch
            {
                "--passes" => options with { Passes = Numbers(value) },
                "--threads" => options with { Threads = Numbers(value) },
                "--turns" => options with { Turns = Number(value) },
                "--runs" => options with { Runs = Number(value) },
                "--peer-runs" => options with { PeerRuns = Number(value) },
                "--peer-rounds" => options with { PeerRounds = Number(value) },
                "--no-igraph" => options with { HasIgraph = false },
                "--leidenalg" => options with { HasLeidenalg = true },
                "--louvain" => options with { HasLouvain = true },
                "--memory" => options with { HasMemory = true },
                "--networkit" => options with { Networkit = value },
                "--gve" => options with { Gve = value },
                "--agreement" => options with { Agreement = value },
                "--out" => options with { File = value },
                _ => null,
            };
            if (with is null)
            {
                return (null, option);
            }

            options = with;
        }

        return (options, null);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int[] Numbers(string list) => [.. list.Split(',').Select(Number)];
}
