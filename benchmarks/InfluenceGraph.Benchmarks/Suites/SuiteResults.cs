using System.Text.Json;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>What the suites measured, as it is kept beside the code.</summary>
/// <param name="Command">What was run.</param>
/// <param name="Date">The day.</param>
/// <param name="Machine">Where.</param>
/// <param name="Runtime">On which runtime.</param>
/// <param name="Scale">The size of the graph.</param>
/// <param name="Parts">The parts, by name.</param>
internal sealed record SuiteResults(string Command, string Date, string Machine, string Runtime, int Scale, IReadOnlyList<SuitePart> Parts)
{
    private static readonly JsonSerializerOptions _options = new() { WriteIndented = true };

    internal static SuiteResults Read(string path) =>
        JsonSerializer.Deserialize<SuiteResults>(File.ReadAllText(path)) ?? throw new InvalidDataException($"{path} holds nothing; expected what suites --out writes.");

    internal void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, _options).ReplaceLineEndings("\n") + "\n");
}

/// <summary>One benchmark of a suite.</summary>
/// <param name="Name">The suite, the benchmark and its parameters.</param>
/// <param name="Microseconds">The median.</param>
/// <param name="AllocatedBytes">Of one call.</param>
internal sealed record SuitePart(string Name, double Microseconds, long AllocatedBytes);
