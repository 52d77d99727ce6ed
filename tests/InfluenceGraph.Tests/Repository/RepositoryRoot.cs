namespace InfluenceGraph.Tests.Repository;

/// <summary>Finds the files of this repository from wherever the tests run.</summary>
internal static class RepositoryRoot
{
    internal static string Path { get; } = Find();

    internal static string PathOf(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "InfluenceGraph.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No InfluenceGraph.sln above {AppContext.BaseDirectory}; expected the tests to run inside the repository.");
    }
}
