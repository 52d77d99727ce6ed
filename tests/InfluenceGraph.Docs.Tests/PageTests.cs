using InfluenceGraph.Data.Tests.PostgreSql;
using Xunit;

namespace InfluenceGraph.Docs.Tests;

/// <summary>The test of the pages can fail.</summary>
public sealed class PageTests(PostgreSqlServer server)
{
    private static readonly DocsPage _index = DocsPage.Parse("index.md", "<!-- name two -->\n```csharp\nint two = 2;\n```\n");

    [Fact]
    public void Blocks_of_a_page_are_one_program_and_their_output_is_kept_apart()
    {
        PageRun.Answer answer = Run("```csharp\nint one = 1;\nConsole.WriteLine(one);\n```\n```text\n1\n```\n<!-- hidden\none++;\n-->\n```csharp\nConsole.WriteLine(one);\n```\n");

        Assert.Equal(["1\n", "", "2\n"], answer.Printed.Select(block => block.Printed));
        Assert.Equal("1\n", answer.Printed[0].Piece.Prints);
    }

    [Fact]
    public void A_setup_begins_anew_with_a_block_of_the_index() =>
        Assert.Equal(["1\n", "", "2\n"], Run("```csharp\nConsole.WriteLine(1);\n```\n<!-- setup two -->\n```csharp\nusing System.Text;\nConsole.WriteLine(new StringBuilder().Append(two));\n```\n").Printed.Select(block => block.Printed));

    [Fact]
    public void An_error_says_the_line_of_the_page()
    {
        PageException e = Assert.Throws<PageException>(() => Run("# Title\n\n```csharp\nint one = 1;\nint two = \"2\";\n```\n"));

        Assert.StartsWith("page.md(5): CS0029", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_block_throws_is_thrown() =>
        Assert.Throws<InvalidOperationException>(() => Run("```csharp\nif (Environment.NewLine.Length > 0) { throw new InvalidOperationException(\"no\"); }\n```\n"));

    [Theory]
    [InlineData("a … c\n", "a b c\n", true)]
    [InlineData("a … c\n", "a b d\n", false)]
    [InlineData("a (1)\n", "a (1)\n", true)]
    [InlineData("a\n", "a\nb\n", false)]
    public void Dots_stand_for_anything(string shown, string printed, bool same) => Assert.Equal(same, PagesTests.Same(shown, printed));

    [Fact]
    public void Accepting_writes_what_was_printed_into_the_page()
    {
        var page = DocsPage.Parse("page.md", "```csharp\nint one;\n```\n\n```text\nold\nold\n```\nEnd.\n");

        Assert.Equal("```csharp\nint one;\n```\n\n```text\nnew\n```\nEnd.\n", page.With([(page.Pieces[0], "new\n")]));
    }

    private PageRun.Answer Run(string markdown) => PageRun.Of(DocsPage.Parse("page.md", markdown), _index, server);
}
