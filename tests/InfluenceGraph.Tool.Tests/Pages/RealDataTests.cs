using System.CommandLine;
using InfluenceGraph.Tests.Repository;
using InfluenceGraph.Tool.Tests.CommandLine;
using Xunit;

namespace InfluenceGraph.Tool.Tests.Pages;

/// <summary>The page of runs on public data says what they print.</summary>
public sealed class RealDataTests
{
    /// <summary>Set this to write the page anew, and read the diff before you commit it.</summary>
    private const string Accept = "INFLUENCEGRAPH_ACCEPT_TOOL";

    private readonly ShellPage _page = new("docs", "real-data.md");

    [Fact]
    public void Every_command_of_the_page_is_understood()
    {
        RootCommand root = ToolApp.Root(ToolApp.Commands(ToolRunner.Clock), width: 80);
        string[] lines = [.. _page.ToolLines];

        Assert.True(lines.Length >= 10, "The page has fewer commands than it says.");
        Assert.All(lines, line => Assert.Empty(root.Parse(CommandText.Arguments(line, "folder")).Errors));
    }

    [Fact]
    public void Every_run_of_the_page_prints_what_it_says()
    {
        Assert.SkipUnless(Directory.Exists(RepositoryRoot.PathOf("..", "shared", "data")), "No ../shared/data beside the repository.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The page prepares its files with zcat and awk.");

        using var folder = new TemporaryFolder();
        string actual = _page.Rerun(folder);
        if (Environment.GetEnvironmentVariable(Accept) is not null)
        {
            _page.Write(actual);
        }

        Assert.Equal(_page.Text, actual);
    }
}
