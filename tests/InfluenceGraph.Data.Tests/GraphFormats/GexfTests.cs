using System.Xml.Linq;
using Xunit;

namespace InfluenceGraph.Data.Tests.GraphFormats;

public sealed class GexfTests : IDisposable
{
    private static readonly XNamespace _gexf = "http://gexf.net/1.3";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_as_it_was_shown_to_NetworkX()
    {
        string file = _folder.PathOf("shown.gexf");

        Gexf.Write(file, ShownGraph.View, ShownGraph.WithColumns);

        Figures.AssertShown("shown.gexf", file);
    }

    [Fact]
    public void NetworkX_reads_what_was_meant()
    {
        string[] read = [.. Figures.Rows("shown-gexf.tsv").Select(row => string.Join(" | ", row))];

        Assert.Equal("directed | True |  | ", read[0]);
        Assert.Contains("node | ann | own_value | 120.5", read);
        Assert.Contains("node | ann | label | 'ann'", read);
        Assert.Contains(@"node | ann | note | 'line one\nline two\t<end>'", read);
        Assert.Contains("node | ann | score | 0.3333333333333333", read);
        Assert.Contains("node | ann | community | 0", read);
        Assert.Contains("node | bob | vip | False", read);
        Assert.Contains($"node | {ShownGraph.Markup} | city | '京都 \uD83D\uDE00'", read);
        Assert.Contains("edge | ann -> bob | permission | 0.5", read);
        Assert.Contains("edge | ann -> bob | strength | 4.0", read);
        Assert.Contains("edge | ann -> bob | weight | 2.0", read);
        Assert.Equal(3, read.Count(row => row.Contains("| weight |", StringComparison.Ordinal)));
    }

    [Fact]
    public void Labels_tags_and_control_characters_are_safe()
    {
        string file = _folder.PathOf("odd.gexf");
        Customer<string>[] customers = [new("a\0\u001F", 1) { Attributes = new Dictionary<string, string> { ["<script>"] = "]]><script>alert(1)</script>\uD800" } }];

        Gexf.Write(file, customers, [new("a\0\u001F", "a\0\u001F", 1)], o => o with { Label = customer => $"<i>{customer.Key}</i>" });

        XElement node = XDocument.Load(file).Descendants(_gexf + "node").Single();
        Assert.Equal("a_x0000__x001F_", node.Attribute("id")!.Value);
        Assert.Equal("<i>a_x0000__x001F_</i>", node.Attribute("label")!.Value);
        Assert.Equal("]]><script>alert(1)</script>_xD800_", node.Descendants(_gexf + "attvalue").Last().Attribute("value")!.Value);
        Assert.DoesNotContain("<script>", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_appears_when_it_is_complete()
    {
        string file = _folder.Write("before.gexf", "as it was");

        Assert.Throws<OperationCanceledException>(() => Gexf.Write(file, ShownGraph.View, cancellationToken: new(canceled: true)));
        Assert.Equal("as it was", File.ReadAllText(file));
        Assert.Equal(["before.gexf"], _folder.Files);
    }

    [Fact]
    public void A_graph_without_customers_is_a_whole_file()
    {
        string file = _folder.PathOf("empty.gexf");

        Gexf.Write(file, [], []);

        Assert.Empty(XDocument.Load(file).Descendants(_gexf + "node"));
    }
}
