using System.Runtime.CompilerServices;

namespace InfluenceGraph.Tool.Tests.Notebooks;

/// <summary>Where the notebooks are, and their kernel.</summary>
internal static class Repository
{
    internal static string Notebooks { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "samples", "notebooks"));

    internal static IEnumerable<string> Lessons => Directory.GetFiles(Path.Combine(Notebooks, "lessons"), "*.cs").Order(StringComparer.Ordinal);

    private static string Here([CallerFilePath] string path = "") => path;
}
