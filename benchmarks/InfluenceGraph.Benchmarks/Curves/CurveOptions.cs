using System.Globalization;

namespace InfluenceGraph.Benchmarks.Curves;

/// <summary>The command line of <c>curve</c>.</summary>
internal sealed record CurveOptions
{
    internal const string Usage = """
        curve [--scales 14,16,18,20,22] [--degree 16] [--threads 2] [--repeats 5] [--gapbs FOLDER]
              [--out FILE.md | --append FILE.md] [--from FILE.md] [--picture FILE.svg]
          --scales   sizes: 2^scale nodes, R-MAT, directed, weighted
          --degree   edges made per node, before parallel ones and self edges are dropped
          --threads  of ours and of gapbs
          --repeats  how often a question is asked; the median counts
          --gapbs    the folder with sbeamer/gapbs' pr and pr_spmv, for the same edges without weights
          --out      also writes the table there; --append adds it to what is there
          --from     measures nothing, but draws the rows of a file that curve wrote
          --picture  draws the rows there
        """;

    internal int[] Scales { get; init; } = [14, 16, 18, 20, 22];

    internal int Degree { get; init; } = 16;

    internal int Threads { get; init; } = 2;

    internal int Repeats { get; init; } = 5;

    internal string? Gapbs { get; init; }

    internal string? Out { get; init; }

    internal string? AppendTo { get; init; }

    internal string? From { get; init; }

    internal string? Picture { get; init; }

    internal static CurveOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new CurveOptions();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            string value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{name} has no value.");
            options = name switch
            {
                "--scales" => options with { Scales = [.. value.Split(',').Select(scale => Number(name, scale, 4, 26)).Order()] },
                "--degree" => options with { Degree = Number(name, value, 1, 64) },
                "--threads" => options with { Threads = Number(name, value, 1, 1024) },
                "--repeats" => options with { Repeats = Number(name, value, 1, 10_000) },
                "--gapbs" => options with { Gapbs = File.Exists(Path.Combine(value, "pr")) ? value : throw new ArgumentException($"--gapbs is {value}, but there is no pr in it.") },
                "--out" => options with { Out = value },
                "--append" => options with { AppendTo = value },
                "--from" => options with { From = File.Exists(value) ? value : throw new ArgumentException($"--from is {value}, which is not a file.") },
                "--picture" => options with { Picture = value },
                _ => throw new ArgumentException($"{name} is not an option of curve."),
            };
        }

        return options.From is null || options.Picture is not null ? options : throw new ArgumentException("--from wants --picture.");
    }

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{name} is {value}; expected {least} to {most}.");
}
