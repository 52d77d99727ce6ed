using System.Globalization;

namespace InfluenceGraph.Benchmarks.Seeds;

/// <summary>The command line of <c>seeds</c>.</summary>
internal sealed record SeedsOptions
{
    internal const string Usage = """
        seeds [--graph rmat:18|FILE|both:FILE] [--model wc|lt|P] [--count 50] [--epsilon 0.1] [--tolerance 0.02]
              [--repeats 3] [--worlds 10000] [--subsim PROGRAM] [--opim PROGRAM] [--skis FOLDER] [--append FILE.md]
          --graph      rmat:SCALE, or an edge list of two node numbers a line; both: for undirected with a first line "nodes edges"
          --model      wc (1 / in-degree), lt (the same as linear thresholds), or one probability such as 0.01
          --count      seeds
          --tolerance  when refinement ends
          --repeats    how often everything runs, in turn; the least time is reported, spread and certificate are of the median
          --worlds     forward simulations by the judge
          --subsim, --opim, --skis   peers built from qtguo/subsim, tangj90/OPIM, hungnt55/DSSA-Importance-Sampling-SKIS
          --append     also write the report there
        """;

    internal string Graph { get; init; } = "rmat:18";

    internal string Model { get; init; } = "wc";

    internal int Count { get; init; } = 50;

    internal double Epsilon { get; init; } = 0.1;

    internal double Tolerance { get; init; } = 0.02;

    internal int Repeats { get; init; } = 3;

    internal int Worlds { get; init; } = 10_000;

    internal string? Subsim { get; init; }

    internal string? Opim { get; init; }

    internal string? Skis { get; init; }

    internal string? Append { get; init; }

    internal static SeedsOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new SeedsOptions();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} has no value.");
            options = arguments[i] switch
            {
                "--graph" => options with { Graph = value },
                "--model" => options with { Model = value },
                "--count" => options with { Count = int.Parse(value, CultureInfo.InvariantCulture) },
                "--epsilon" => options with { Epsilon = double.Parse(value, CultureInfo.InvariantCulture) },
                "--tolerance" => options with { Tolerance = double.Parse(value, CultureInfo.InvariantCulture) },
                "--repeats" => options with { Repeats = int.Parse(value, CultureInfo.InvariantCulture) },
                "--worlds" => options with { Worlds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--subsim" => options with { Subsim = Path.GetFullPath(value) },
                "--opim" => options with { Opim = Path.GetFullPath(value) },
                "--skis" => options with { Skis = Path.GetFullPath(value) },
                "--append" => options with { Append = value },
                _ => throw new ArgumentException($"{arguments[i]} is no option of seeds."),
            };
        }

        return options;
    }
}
