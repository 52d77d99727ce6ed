using System.Globalization;

namespace InfluenceGraph.Benchmarks.Compare;

/// <summary>The command line of <c>compare</c>.</summary>
internal sealed record CompareOptions
{
    internal const string Usage = """
        compare [--graph rmat|FILE] [--scale 20] [--degree 16] [--repeats 15] [--sweeps 10] [--out FILE.md]
          --graph    rmat (seeded, the default), or an edge list: two node numbers a line, .gz or plain
          --scale    R-MAT: 2^scale customers
          --degree   R-MAT: rows of ties per customer
          --repeats  how often each solver is timed, in turn
          --sweeps   iterations timed each time
          --out      also write the report there
        """;

    internal string Graph { get; init; } = "rmat";

    internal int Scale { get; init; } = 20;

    internal int Degree { get; init; } = 16;

    internal int Repeats { get; init; } = 15;

    internal int Sweeps { get; init; } = 10;

    internal string? Out { get; init; }

    internal static CompareOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new CompareOptions();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            string value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{name} has no value.");
            options = name switch
            {
                "--graph" => options with { Graph = value },
                "--scale" => options with { Scale = Number(name, value, 1, 24) },
                "--degree" => options with { Degree = Number(name, value, 1, 64) },
                "--repeats" => options with { Repeats = Number(name, value, 1, 10_000) },
                "--sweeps" => options with { Sweeps = Number(name, value, 1, 10_000) },
                "--out" => options with { Out = value },
                _ => throw new ArgumentException($"{name} is not an option of compare."),
            };
        }

        return options.Graph is "rmat" || File.Exists(options.Graph)
            ? options
            : throw new ArgumentException($"--graph is {options.Graph}, which is not a file; expected rmat or an edge list.");
    }

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{name} is {value}; expected {least} to {most}.");
}
