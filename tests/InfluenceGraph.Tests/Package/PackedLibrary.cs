using InfluenceGraph.Tests.Repository;
using Xunit;

namespace InfluenceGraph.Tests.Package;

/// <summary>The library packed into a local feed outside the tree, once for all tests that install it.</summary>
public sealed class PackedLibrary : IAsyncLifetime
{
    /// <summary>A version that no cache knows.</summary>
    internal string Version { get; } = $"0.0.0-test.{Guid.NewGuid():N}";

    internal string Folder { get; } = Directory.CreateTempSubdirectory("influencegraph-package-").FullName;

    internal string Feed => Path.Combine(Folder, "feed");

    public async ValueTask InitializeAsync() => await PackAsync(RepositoryRoot.Path, Feed, Path.Combine(Folder, "build"));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string installed = Path.Combine(packages, "influencegraph", Version);
        if (Directory.Exists(installed))
        {
            Directory.Delete(installed, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Packs as a release does, with its own build folder, so that the tree's is left alone.</summary>
    internal Task<string> PackAsync(string root, string feed, string buildFolder) => Shell.RunAsync(
        root,
        "dotnet",
        "pack",
        Path.Combine(root, "src", "InfluenceGraph", "InfluenceGraph.csproj"),
        "--configuration",
        "Release",
        "--output",
        feed,
        "--artifacts-path",
        buildFolder,
        $"-p:Version={Version}",
        "-p:ContinuousIntegrationBuild=true",
        "-nodeReuse:false");
}
