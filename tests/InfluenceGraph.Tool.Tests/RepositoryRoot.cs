using System.Runtime.CompilerServices;

namespace InfluenceGraph.Tool.Tests;

/// <summary>Files of the repository, found from where this file was compiled.</summary>
internal static class RepositoryRoot
{
    internal static string PathOf(params string[] parts) => Path.Combine([Folder(), .. parts]);

    private static string Folder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
