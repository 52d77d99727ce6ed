using System.Globalization;

namespace InfluenceGraph.Benchmarks.GraphFiles;

/// <summary>The command line of <c>billion</c>.</summary>
internal sealed record BillionOptions
{
    internal const string Usage = """
        billion [--ties 1000000000] [--customers 50000000] [--bits 8] [--memory 4096] [--threads N] [--tolerance 1e-6]
                [--keys counting|scattered] [--file graph.cgraph] [--temp FOLDER] [--build yes|no] [--value yes|no] [--keep no|yes] [--out FILE.md]
          --ties       rows of ties that are made and streamed to the file
          --customers  their customers
          --bits       of a permission: 8, 16 or 32
          --memory     MiB that ties may take in memory while the file is built
          --threads    one per processor where not given
          --tolerance  of social value: the share of all value that may still be on its way
          --keys       counting: customers are 0, 1, 2, ...; scattered: any 64-bit numbers, which need a table
          --file       where the graph is written; about 10 bytes a tie with 8 bits, and 40 a customer
          --temp       where ties wait that do not fit memory: about 21 bytes each; the file's folder where not given
          --build      no: the file is there already, and stays
          --value      whether social value is computed
          --keep       whether the file stays
          --out        also write the report there
        """;

    internal long Ties { get; init; } = 1_000_000_000;

    internal int Customers { get; init; } = 50_000_000;

    internal int Bits { get; init; } = 8;

    internal int Memory { get; init; } = 4096;

    internal int Threads { get; init; } = Environment.ProcessorCount;

    internal double Tolerance { get; init; } = 1e-6;

    internal bool AreKeysScattered { get; init; }

    internal string File { get; init; } = "graph.cgraph";

    internal string? Temp { get; init; }

    internal bool IsBuilt { get; init; } = true;

    internal bool IsValueComputed { get; init; } = true;

    internal bool IsKept { get; init; }

    internal string? Out { get; init; }

    internal PermissionPrecision Precision => Bits switch { 8 => PermissionPrecision.Bits8, 16 => PermissionPrecision.Bits16, _ => PermissionPrecision.Exact };

    internal static BillionOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new BillionOptions();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            string value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{name} has no value.");
            options = name switch
            {
                "--ties" => options with { Ties = Number(name, value, 1, 100_000_000_000) },
                "--customers" => options with { Customers = (int)Number(name, value, 2, 1 << 30) },
                "--bits" => options with { Bits = (int)Number(name, value, 8, 32) },
                "--memory" => options with { Memory = (int)Number(name, value, 16, 1 << 20) },
                "--threads" => options with { Threads = (int)Number(name, value, 1, 1024) },
                "--tolerance" => options with { Tolerance = double.Parse(value, CultureInfo.InvariantCulture) },
                "--keys" => options with { AreKeysScattered = IsSecond(name, value, "counting", "scattered") },
                "--file" => options with { File = value },
                "--temp" => options with { Temp = value },
                "--build" => options with { IsBuilt = IsSecond(name, value, "no", "yes") },
                "--value" => options with { IsValueComputed = IsSecond(name, value, "no", "yes") },
                "--keep" => options with { IsKept = IsSecond(name, value, "no", "yes") },
                "--out" => options with { Out = value },
                _ => throw new ArgumentException($"{name} is not an option of billion."),
            };
        }

        return options.Bits is 8 or 16 or 32 ? options : throw new ArgumentException($"--bits is {options.Bits}; expected 8, 16 or 32.");
    }

    private static bool IsSecond(string name, string value, string first, string second) =>
        string.Equals(value, second, StringComparison.Ordinal)
        || (string.Equals(value, first, StringComparison.Ordinal) ? false : throw new ArgumentException($"{name} is {value}; expected {first} or {second}."));

    private static long Number(string name, string value, long least, long most) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{name} is {value}; expected {least} to {most}.");
}
