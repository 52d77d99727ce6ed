using System.Reflection;
using InfluenceGraph.Tests.Repository;
using Xunit;

namespace InfluenceGraph.Data.Tests.Repository;

/// <summary>The rules of the house for the package of data in and out.</summary>
public sealed class DataDesignTests
{
    /// <summary>Set this to write the file anew, and read the diff before you commit it.</summary>
    private const string Accept = "INFLUENCEGRAPH_ACCEPT_API";

    private static readonly Assembly _data = Assembly.Load("InfluenceGraph.Data");

    [Fact]
    public void The_public_api_is_the_one_written_down()
    {
        string file = RepositoryRoot.PathOf("src", "InfluenceGraph.Data", "PublicApi.txt");
        string actual = PublicApi.Of(_data);
        if (Environment.GetEnvironmentVariable(Accept) is not null)
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(
            File.Exists(file) && actual == File.ReadAllText(file).ReplaceLineEndings("\n"),
            $"The public API differs from {file}. If that is meant, run this test with {Accept}=1 and commit the diff.");
    }

    [Fact]
    public void Public_types_live_in_the_one_namespace_that_callers_import() =>
        Assert.All(_data.GetExportedTypes(), type => Assert.Equal("InfluenceGraph.Data", type.Namespace));

    [Fact]
    public void Of_this_house_the_package_knows_the_core_and_no_other_satellite() =>
        Assert.Equal(["InfluenceGraph"], _data.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("InfluenceGraph", StringComparison.Ordinal)));
}
