using InfluenceGraph.Tests.Repository;
using Xunit;

namespace InfluenceGraph.Data.Tests.GraphFormats;

/// <summary>Files that NetworkX wrote, and what it read in ours; make_figures.py made them.</summary>
internal static class Figures
{
    internal static string PathOf(string name) => RepositoryRoot.PathOf("tests", "InfluenceGraph.Data.Tests", "GraphFormats", "figures", name);

    /// <summary>Compares with a file that was shown to NetworkX. To show it another one: delete it, run the tests, then make_figures.py.</summary>
    internal static void AssertShown(string name, string file)
    {
        if (!File.Exists(PathOf(name)))
        {
            File.Copy(file, PathOf(name));
            Assert.Fail($"{name} was not there and is written now; expected that NetworkX has seen it. Run make_figures.py.");
        }

        Assert.Equal(File.ReadAllText(PathOf(name)), File.ReadAllText(file));
    }

    internal static string[][] Rows(string name) =>
        [.. File.ReadLines(PathOf(name)).Skip(1).Select(line => line.Split('\t'))];
}
