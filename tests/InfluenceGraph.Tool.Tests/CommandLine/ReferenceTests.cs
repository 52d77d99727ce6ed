using InfluenceGraph.Tests.Repository;
using InfluenceGraph.Tool.CommandLine;
using Xunit;

namespace InfluenceGraph.Tool.Tests.CommandLine;

public sealed class ReferenceTests
{
    /// <summary>Set this to write the file anew, and read the diff before you commit it.</summary>
    private const string Accept = "INFLUENCEGRAPH_ACCEPT_TOOL";

    [Fact]
    public void The_reference_is_the_tools_own_help()
    {
        string file = RepositoryRoot.PathOf("docs", "tool.md");
        string actual = Reference.Of(ToolApp.Commands(ToolRunner.Clock));
        if (Environment.GetEnvironmentVariable(Accept) is not null)
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(
            actual == File.ReadAllText(file).ReplaceLineEndings("\n"),
            $"The help differs from {file}. If that is meant, run this test with {Accept}=1 and commit the diff.");
    }
}
