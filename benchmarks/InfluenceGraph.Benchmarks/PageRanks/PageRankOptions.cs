using System.Globalization;

namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>The command line of <c>pagerank</c>.</summary>
internal sealed record PageRankOptions
{
    internal const string Usage = """
        pagerank [--scale 20] [--degree 16] [--kind symmetric|directed] [--weighted yes] [--threads 1,2] [--repeats 5]
                 [--gapbs FOLDER] [--networkit PROGRAM] [--python PYTHON] [--quikgraph PROGRAM] [--topics 64] [--out FILE.md | --append FILE.md]
          --scale      2^scale nodes
          --degree     edges made per node, before parallel ones and self edges are dropped
          --kind       symmetric (the default): each edge both ways; or directed
          --weighted   yes: edges have weights; then a personalised question too, and many at once
          --threads    numbers of threads; peers that have threads get as many
          --repeats    turns; in each one, every code answers once (gapbs twice)
          --gapbs      the folder with sbeamer/gapbs' pr and pr_spmv; not asked about weighted edges
          --networkit  the program of Native/networkit_pagerank.cpp
          --python     asks igraph, scipy and (up to scale 16) networkx, as far as it can import them
          --quikgraph  a program that is asked as Native/pagerank_peers.py is
          --topics     how many personalised rankings at once; 0 for none
          --out        also writes the report there; --append adds it to what is there
        """;

    internal int Scale { get; init; } = 20;

    internal int Degree { get; init; } = 16;

    internal bool IsSymmetric { get; init; } = true;

    internal bool IsWeighted { get; init; }

    internal int[] Threads { get; init; } = [1, 2];

    internal int Repeats { get; init; } = 5;

    internal string? Gapbs { get; init; }

    internal string? Networkit { get; init; }

    internal string? Python { get; init; }

    internal string? QuikGraph { get; init; }

    internal int Topics { get; init; } = 64;

    internal string? Out { get; init; }

    internal string? AppendTo { get; init; }

    internal static PageRankOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new PageRankOptions();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            string value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{name} has no value.");
            options = name switch
            {
                "--scale" => options with { Scale = Number(name, value, 1, 26) },
                "--degree" => options with { Degree = Number(name, value, 1, 64) },
                "--kind" => options with { IsSymmetric = OneOf(name, value, "symmetric", "directed") },
                "--weighted" => options with { IsWeighted = OneOf(name, value, "yes", "no") },
                "--threads" => options with { Threads = [.. value.Split(',').Select(number => Number(name, number, 1, 1024))] },
                "--repeats" => options with { Repeats = Number(name, value, 1, 10_000) },
                "--gapbs" => options with { Gapbs = Existing(name, Path.Combine(value, "pr"), value) },
                "--networkit" => options with { Networkit = Existing(name, value, value) },
                "--python" => options with { Python = value },
                "--quikgraph" => options with { QuikGraph = Existing(name, value, value) },
                "--topics" => options with { Topics = Number(name, value, 0, 4096) },
                "--out" => options with { Out = value },
                "--append" => options with { AppendTo = value },
                _ => throw new ArgumentException($"{name} is not an option of pagerank."),
            };
        }

        return options;
    }

    /// <summary>The command line with names in place of the paths of one machine.</summary>
    internal static string Public(ReadOnlySpan<string> arguments)
    {
        string[] words = arguments.ToArray();
        for (int i = 1; i < words.Length; i++)
        {
            words[i] = words[i - 1] switch
            {
                "--gapbs" => "FOLDER",
                "--networkit" or "--quikgraph" => "PROGRAM",
                "--python" => "PYTHON",
                _ => words[i],
            };
        }

        return string.Join(' ', words);
    }

    private static bool OneOf(string name, string value, string yes, string no) =>
        string.Equals(value, yes, StringComparison.Ordinal)
        || (string.Equals(value, no, StringComparison.Ordinal) ? false : throw new ArgumentException($"{name} is {value}; expected {yes} or {no}."));

    private static string Existing(string name, string file, string value) =>
        File.Exists(file) ? value : throw new ArgumentException($"{name} is {value}, but there is no {file}.");

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{name} is {value}; expected {least} to {most}.");
}
