using InfluenceGraph.Tests.Repository;

namespace InfluenceGraph.Tool.Tests.Notebooks;

/// <summary>Where the notebooks are, and their kernel.</summary>
internal static class Repository
{
    internal static string Notebooks { get; } = RepositoryRoot.PathOf("samples", "notebooks");

    internal static IEnumerable<string> Lessons => Directory.GetFiles(Path.Combine(Notebooks, "lessons"), "*.cs").Order(StringComparer.Ordinal);
}
