using System.Text.RegularExpressions;
using InfluenceGraph.Data.Tests.PostgreSql;
using InfluenceGraph.Tests.Repository;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace InfluenceGraph.Docs.Tests;

/// <summary>What the pages say is what happens: each block compiles and runs, prints what stands below it, and draws the picture beside it.</summary>
public sealed partial class PagesTests(PostgreSqlServer server)
{
    private const string PicturesFolder = "pictures";

    private static readonly bool _accept = Environment.GetEnvironmentVariable("INFLUENCEGRAPH_ACCEPT_DOCS") == "1";

    private static string Docs { get; } = RepositoryRoot.PathOf("docs");

    /// <summary>Pages that somebody else runs.</summary>
    private static readonly Dictionary<string, string> _runElsewhere = new(StringComparer.Ordinal)
    {
        ["docs/real-data.md"] = "its commands want the real sets: InfluenceGraph.Tool.Tests, RealDataTests",
        ["docs/tool.md"] = "it is made from the tool's own help: InfluenceGraph.Tool.Tests, ReferenceTests and ExamplesTests",
        ["README.md"] = "its programs run against the package: InfluenceGraph.Tests, PackageTests; its commands: InfluenceGraph.Tool.Tests, ReadmeTests",
        ["samples/notebooks/README.md"] = "it leads to lessons: samples/notebooks/check",
    };

    public static TheoryData<string> AllPages { get; } =
        [.. Directory.EnumerateFiles(Docs, "*.md").Select(path => $"docs/{Path.GetFileName(path)}").Union(_runElsewhere.Keys).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Pages { get; } = [.. AllPages.Select(row => row.Data).Where(path => !_runElsewhere.ContainsKey(path))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_prints_and_draws_what_it_shows(string path)
    {
        var page = DocsPage.Read(RepositoryRoot.PathOf(path));
        PageRun.Answer answer = PageRun.Of(page, DocsPage.Read(Path.Combine(Docs, "README.md")), server);

        (Piece Piece, string Printed)[] different = [.. answer.Printed.Where(block => block.Piece.Prints is string shown && !Same(shown, block.Printed))];
        if (_accept)
        {
            File.WriteAllText(page.Path, page.With(different));
            foreach ((string file, string svg) in answer.Drawn)
            {
                File.WriteAllText(Path.Combine(Docs, PicturesFolder, file), svg);
            }

            return;
        }

        Assert.All(different, block => Assert.Equal(block.Piece.Prints, block.Printed));
        Assert.All(answer.Drawn, picture => Assert.Equal(File.ReadAllText(Path.Combine(Docs, PicturesFolder, picture.Key)), picture.Value));
        Assert.SkipWhen(answer.NotRun.Count > 0, $"The rest of the page holds. {string.Join(' ', answer.NotRun)}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_a_picture_and_code_that_runs(string path)
    {
        var page = DocsPage.Read(RepositoryRoot.PathOf(path));
        string text = string.Join('\n', page.Lines);

        Assert.Contains(page.Pieces, piece => piece.Kind == PieceKind.Code);
        Assert.All(page.Pieces.Where(piece => piece.Kind == PieceKind.Picture), picture => Assert.Contains($"]({PicturesFolder}/{picture.Word})", text, StringComparison.Ordinal));
        Assert.Matches(Picture(), text);
    }

    [Fact]
    public void Every_picture_is_drawn_by_a_page()
    {
        IEnumerable<string> drawn = Directory.EnumerateFiles(Docs, "*.md").SelectMany(path => DocsPage.Read(path).Pieces).Where(piece => piece.Kind == PieceKind.Picture).Select(piece => piece.Word);

        Assert.Equal(Directory.EnumerateFiles(Path.Combine(Docs, PicturesFolder)).Select(Path.GetFileName).Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_index_leads_to_every_page()
    {
        string index = File.ReadAllText(Path.Combine(Docs, "README.md"));

        Assert.All(Directory.EnumerateFiles(Docs, "*.md").Select(Path.GetFileName).Where(page => page != "README.md"), page => Assert.Contains($"]({page})", index, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Links_lead_somewhere(string path)
    {
        string file = RepositoryRoot.PathOf(path);
        foreach (Match link in Link().Matches(File.ReadAllText(file)))
        {
            string[] parts = link.Groups["target"].Value.Split('#');
            string target = parts[0].Length == 0 ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, parts[0]));
            Assert.True(Path.Exists(target), $"{path}: {link.Value} leads nowhere.");
            if (parts.Length > 1)
            {
                Assert.Contains(parts[1], File.ReadAllLines(target).Where(line => line.StartsWith('#')).Select(Anchor));
            }
        }
    }

    /// <summary>As GitHub makes an anchor of a heading.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    /// <summary>Whether what was printed is what the page shows, where <c>…</c> stands for anything.</summary>
    internal static bool Same(string shown, string printed) =>
        Regex.IsMatch(printed, $"^{Regex.Escape(shown).Replace("…", ".*?", StringComparison.Ordinal)}$", RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"^!\[[^\]]+\]\([^)]+\.svg\)$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Picture();

    [GeneratedRegex(@"\]\((?<target>(?!https?:)[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
