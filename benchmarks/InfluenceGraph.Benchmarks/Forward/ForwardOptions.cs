using System.Globalization;

namespace InfluenceGraph.Benchmarks.Forward;

/// <summary>What to simulate, and beside whom.</summary>
internal sealed record ForwardOptions(string[] Graphs, string[] Models, double Seconds, int Rounds, string? Python, string? Out)
{
    internal const string Usage = """
        forward [--graphs A,B] [--models wc,0.1,0.01] [--seconds 2] [--rounds 5] [--python PATH] [--out FILE]
          --graphs   rmat:SCALE, or both:FILE for an edge list whose ties go both ways; nethept and rmat:18 unless said
          --models   wc (1 / in-degree) or one probability for all ties
          --seconds  about how long each run of each engine takes
          --rounds   runs of each engine, in turn; the best one counts
          --python   a Python that has numpy and cynetdiff, to run CyNetDiff too
          --out      writes the report to a file too
        """;

    internal static ForwardOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new ForwardOptions(["both:../shared/data/nethept/hep.txt.gz", "rmat:18"], ["wc", "0.1", "0.01"], 2, 5, null, null);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} has no value.");
            options = arguments[i] switch
            {
                "--graphs" => options with { Graphs = value.Split(',') },
                "--models" => options with { Models = value.Split(',') },
                "--seconds" => options with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
                "--rounds" => options with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--python" => options with { Python = value },
                "--out" => options with { Out = value },
                _ => throw new ArgumentException($"{arguments[i]} is not known."),
            };
        }

        return options;
    }
}
