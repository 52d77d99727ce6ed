using System.IO.Compression;
using System.Text;
using Xunit;

namespace InfluenceGraph.Data.Tests.GraphFormats;

public sealed class GraphMlReadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nodes_are_customers_and_edges_are_ties()
    {
        GraphMlResult read = Read("""
            <key id="v" for="node" attr.name="own_value" attr.type="double"/>
            <key id="c" for="node" attr.name="city" attr.type="string"/>
            <key id="p" for="edge" attr.name="permission" attr.type="double"/>
            <key id="s" for="edge" attr.name="strength" attr.type="double"/>
            <graph edgedefault="directed">
              <node id="ann"><data key="v">12.5</data><data key="c">Rome</data></node>
              <edge source="ann" target="bob"><data key="p">0.5</data><data key="s">3</data></edge>
              <node id="bob"/>
            </graph>
            """);

        Assert.Equal((2, 1, 0, 1), (read.Nodes, read.Edges, read.EdgesWithoutDirection, read.Ties));
        Assert.Equal([new Tie<string>("ann", "bob", 0.5, 3)], read.Graph.AsView().Ties);
        Assert.Equal((12.5, "Rome"), (read.Graph["ann"].OwnValue, read.Graph["ann"].Attributes["city"]));
        Assert.Equal(0, read.Graph["bob"].OwnValue);
        Assert.Empty(read.UnusedTieColumns);
        Assert.Equal("2 nodes, 1 edges (0 without direction): 1 ties; 2 customers, 1 ties", read.ToString());
    }

    [Fact]
    public void A_bare_graph_counts_customers()
    {
        GraphMlResult read = Read("""<graph edgedefault="directed"><node id="a"/><node id="b"/><edge source="a" target="b"/></graph>""");

        Assert.Equal(2, read.Graph.SocialValue().TotalValue);
        Assert.Equal([new Tie<string>("a", "b", 1)], read.Graph.AsView().Ties);
    }

    [Fact]
    public void Edges_without_direction_make_ties_both_ways()
    {
        string graph = """
            <graph edgedefault="undirected"><node id="a"/><node id="b"/><node id="c"/>
            <edge source="a" target="b"/><edge source="b" target="c" directed="true"/><edge source="c" target="c"/></graph>
            """;

        Assert.Equal(["a -> b", "b -> a", "b -> c", "c -> c"], TiesOf(Read(graph, o => o with { Graph = new() { OnSelfTie = SelfTieRule.Keep } })));
        Assert.Equal(["a -> b", "b -> a", "c -> b"], TiesOf(Read(graph, o => o with { Direction = TieDirection.ToReachesFrom })));
        GraphMlResult both = Read(graph, o => o with { Direction = TieDirection.BothWays });
        Assert.Equal(["a -> b", "b -> a", "b -> c", "c -> b"], TiesOf(both));
        Assert.Equal((3, 2, 5), (both.Edges, both.EdgesWithoutDirection, both.Ties));
        Assert.Equal(["a -> b", "b -> a"], TiesOf(Read("""<graph edgedefault="directed"><node id="a"/><node id="b"/><edge source="a" target="b" directed="false"/></graph>""")));
    }

    [Fact]
    public void Every_type_of_key_is_read_and_checked()
    {
        GraphMlResult read = Read("""
            <key id="k1" for="node" attr.name="yes" attr.type="boolean"/>
            <key id="k2" for="node" attr.name="few" attr.type="int"/>
            <key id="k3" for="node" attr.name="many" attr.type="long"/>
            <key id="k4" for="node" attr.name="half" attr.type="float"/>
            <key id="k5" for="all" attr.name="whole" attr.type="double"><default>INF</default></key>
            <key id="k6" for="node" attr.name="text" attr.type="string"><desc>any</desc><default>none</default></key>
            <key id="k7" for="node"/>
            <key id="k8" for="graph" attr.name="of the graph" attr.type="int"/>
            <graph edgedefault="directed"><data key="k8">not looked at</data>
              <node id="a"><desc>x</desc><data key="k1"> 1 </data><data key="k2">-7</data><data key="k3">9007199254740993</data><data key="k4">1.5e3</data><data key="k5">NaN</data><data key="k6"> two  <![CDATA[<b>]]> &amp; &#x41;</data><data key="k7"/></node>
              <node id="b"><data key="k1">False</data></node>
            </graph>
            """);

        Assert.Equal(
            ["few=-7", "half=1.5e3", "k7=", "many=9007199254740993", "text= two  <b> & A", "whole=NaN", "yes=true"],
            read.Graph["a"].Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["text=none", "whole=INF", "yes=false"], read.Graph["b"].Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_weight_is_a_strength_where_the_file_says_nothing_better()
    {
        string body = """<graph edgedefault="directed"><node id="a"/><node id="b"/><edge source="a" target="b"><data key="w">4</data><data key="x">0.5</data></edge></graph>""";
        string weight = """<key id="w" for="edge" attr.name="weight" attr.type="double"/>""";

        GraphMlResult alone = Read($"""{weight}<key id="x" for="edge" attr.name="colour" attr.type="string"/>{body}""");
        Assert.Equal([new Tie<string>("a", "b", 1, 4)], alone.Graph.AsView().Ties);
        Assert.Equal(["colour"], alone.UnusedTieColumns);
        Assert.Contains("columns not used: colour", alone.ToString(), StringComparison.Ordinal);

        GraphMlResult beside = Read($"""{weight}<key id="x" for="edge" attr.name="permission" attr.type="double"/>{body}""");
        Assert.Equal([new Tie<string>("a", "b", 0.5, 1)], beside.Graph.AsView().Ties);
        Assert.Equal(["weight"], beside.UnusedTieColumns);

        GraphMlResult named = Read($"""{weight}<key id="x" for="edge" attr.name="share" attr.type="double"/>{body}""", o => o with { Strength = "weight", Permission = "share" });
        Assert.Equal([new Tie<string>("a", "b", 0.5, 4)], named.Graph.AsView().Ties);
    }

    [Fact]
    public void What_other_tools_draw_is_passed_over()
    {
        GraphMlResult read = Read("""
            <key id="d0" for="node" yfiles.type="nodegraphics" xmlns:y="urn:other"/>
            <graph edgedefault="directed" id="G" xmlns:y="urn:other">
              <y:node id="not ours"/><port name="p"/><locator/>
              <node id="group"><data key="d0"><y:ShapeNode><y:NodeLabel>text</y:NodeLabel></y:ShapeNode></data>
                <graph edgedefault="undirected"><node id="inner"/><edge source="inner" target="group"/></graph>
              </node>
            </graph>
            """);

        Assert.Equal(["group", "inner"], read.Graph.Customers);
        Assert.Empty(read.Graph["group"].Attributes);
        Assert.Equal(["group -> inner", "inner -> group"], TiesOf(read));
    }

    [Fact]
    public void Tags_and_moments_are_read()
    {
        string file = Write("""
            <key id="t" for="node" attr.name="tags" attr.type="string"/>
            <key id="s" for="edge" attr.name="since" attr.type="string"/><key id="u" for="edge" attr.name="until" attr.type="string"/><key id="l" for="edge" attr.name="last_contact" attr.type="string"/>
            <graph edgedefault="directed">
              <node id="a"><data key="t">["running", {"name": "chess", "weight": 2, "inferred": true, "since": "2026-01-01T00:00:00Z"}]</data></node>
              <node id="b"><data key="t">plain words</data></node>
              <edge source="a" target="b"><data key="s">2026-01-31</data><data key="u">2026-03-01T12:00:00+02:00</data><data key="l"></data></edge>
            </graph>
            """);

        Customer<string>[] customers = [.. GraphMl.ReadCustomers(file)];
        Assert.Equal([new("running"), new CustomerTag("chess", 2, IsInferred: true, Since: new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))], customers[0].Tags);
        Assert.Empty(customers[1].Tags);
        Assert.Equal("plain words", customers[1].Attributes["tags"]);
        Assert.Equal("plain words", GraphMl.ReadCustomers(file, o => o with { Tags = null }).Last().Attributes["tags"]);

        Tie<string> tie = GraphMl.ReadTies(file).Single();
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), tie.Since);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)), tie.Until);
        Assert.Null(tie.LastContact);
    }

    [Theory]
    [InlineData("""<graph edgedefault="directed"><node/></graph>""", 2, "a node has no id")]
    [InlineData("""<graph edgedefault="directed"><edge source="a"/></graph>""", 2, "an edge has no target")]
    [InlineData("""<graph edgedefault="sideways"/>""", 2, "edgedefault is 'sideways'; expected directed or undirected")]
    [InlineData("""<graph/>""", 2, "no edgedefault")]
    [InlineData("<graph edgedefault=\"directed\">\n<node id=\"a\"/>\n<edge source=\"a\" target=\"a\" directed=\"maybe\"/></graph>", 4, "directed is 'maybe'")]
    [InlineData("<graph edgedefault=\"directed\">\n<node id=\"a\"/>\n<node id=\"a\"/></graph>", 4, "'a' was added before")]
    [InlineData("<graph edgedefault=\"directed\">\n<node id=\"a\"><data key=\"x\">1</data></node></graph>", 3, "data has the key 'x', which is not declared")]
    [InlineData("<graph edgedefault=\"directed\">\n<node id=\"a\"><data>1</data></node></graph>", 3, "data has no key")]
    [InlineData("<key id=\"x\" attr.type=\"complex\"/>", 2, "the type of key 'x' is 'complex'; expected one of boolean, int, long, float, double, string")]
    [InlineData("<key for=\"node\"/>", 2, "a key has no id")]
    [InlineData("<key id=\"x\"/>\n<key id=\"x\"/>", 3, "key 'x' was declared before")]
    [InlineData("<key id=\"x\" attr.type=\"int\">\n<default>many</default></key>", 2, "the default of key 'x' is 'many'; expected a whole number of 32 bits")]
    [InlineData("<key id=\"x\" attr.name=\"age\" attr.type=\"int\"/>\n<graph edgedefault=\"directed\"><node id=\"a\"><data key=\"x\">3000000000</data></node></graph>", 3, "age of 'a' is '3000000000'; expected a whole number of 32 bits")]
    [InlineData("<key id=\"x\" attr.name=\"ok\" attr.type=\"boolean\"/>\n<graph edgedefault=\"directed\"><edge source=\"a\" target=\"b\"><data key=\"x\">perhaps</data></edge></graph>", 3, "ok of 'a' -> 'b' is 'perhaps'; expected true or false")]
    [InlineData("<key id=\"x\" attr.name=\"own_value\"/>\n<graph edgedefault=\"directed\"><node id=\"a\"><data key=\"x\">1,5 EUR</data></node></graph>", 3, "own_value of 'a' is '1,5 EUR'; expected a number")]
    [InlineData("<key id=\"x\" attr.name=\"own_value\"/>\n<graph edgedefault=\"directed\"><node id=\"a\"><data key=\"x\">-1</data></node></graph>", 3, "own value of 'a' is -1")]
    [InlineData("<key id=\"x\" attr.name=\"permission\"/>\n<graph edgedefault=\"directed\">\n<edge source=\"a\" target=\"b\"><data key=\"x\">50</data></edge></graph>", 4, "permission of 'a' -> 'b' is 50; expected 0 (never) to 1 (always)")]
    [InlineData("<key id=\"x\" attr.name=\"weight\"/>\n<graph edgedefault=\"directed\">\n<edge source=\"a\" target=\"b\"><data key=\"x\">-2</data></edge></graph>", 4, "strength of 'a' -> 'b' is -2")]
    [InlineData("<key id=\"x\" attr.name=\"since\"/>\n<graph edgedefault=\"directed\">\n<edge source=\"a\" target=\"b\"><data key=\"x\">last year</data></edge></graph>", 4, "since of 'a' -> 'b' is 'last year'; expected a moment")]
    [InlineData("<key id=\"x\" attr.name=\"tags\"/>\n<graph edgedefault=\"directed\">\n<node id=\"a\"><data key=\"x\">[1]</data></node></graph>", 4, "tags of 'a' cannot be read; expected a JSON array")]
    [InlineData("<key id=\"x\" attr.name=\"p\"/><key id=\"y\" attr.name=\"p\"/>\n<graph edgedefault=\"directed\">\n<node id=\"a\"><data key=\"x\">1</data><data key=\"y\">1</data></node></graph>", 4, "'a' has two cells of 'p'")]
    [InlineData("<graph edgedefault=\"directed\">\n<hyperedge/></graph>", 3, "a hyperedge")]
    [InlineData("<graph edgedefault=\"directed\"/>\n<graph edgedefault=\"directed\"/>", 3, "a second graph begins")]
    [InlineData("", 1, "the file has no graph")]
    [InlineData("<graph edgedefault=\"directed\">\n<node id=\"a\"></graph>", 3, "Expected GraphML, whole and well formed")]
    public void A_row_that_cannot_be_used_is_an_error_with_its_line(string body, int line, string problem)
    {
        string file = Write(body);

        CustomerDataException error = Assert.Throws<CustomerDataException>(() => GraphMl.Read(file));

        Assert.Equal((file, line, $"{file}, line {line}: {error.Problem}"), (error.File, error.Line, error.Message));
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tie_with_a_stranger_is_an_error_unless_the_rules_say_otherwise()
    {
        string file = Write("""<graph edgedefault="directed"><node id="a"/><edge source="a" target="z"/></graph>""");

        Assert.Contains("'z'", Assert.Throws<CustomerDataException>(() => GraphMl.Read(file)).Message, StringComparison.Ordinal);
        Assert.Equal(["a", "z"], GraphMl.Read(file, o => o with { Graph = new() { OnUnknownCustomer = UnknownCustomerRule.Add } }).Graph.Customers);
    }

    [Theory]
    [InlineData("<gexf xmlns=\"http://gexf.net/1.3\"/>", "the file begins with 'gexf'; expected graphml. GEXF is written, not read")]
    [InlineData("<html/>", "the file begins with 'html'; expected graphml")]
    [InlineData("id,name\n1,ann", "Expected GraphML, whole and well formed")]
    [InlineData("", "Expected GraphML, whole and well formed")]
    [InlineData("{\"nodes\": []}", "Expected GraphML, whole and well formed")]
    public void Another_kind_of_file_is_an_error_that_says_so(string text, string problem)
    {
        string file = _folder.Write("other.graphml", text);

        string message = Assert.Throws<CustomerDataException>(() => GraphMl.Read(file)).Message;

        Assert.StartsWith($"{file}, line 1: ", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_type_is_refused_so_that_no_bomb_goes_off()
    {
        string file = _folder.Write("bomb.graphml", """
            <?xml version="1.0"?>
            <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
            <graphml><graph edgedefault="directed"><node id="&lol2;&x;"/></graph></graphml>
            """);

        string message = Assert.Throws<CustomerDataException>(() => GraphMl.Read(file)).Message;

        Assert.Equal($"{file}, line 1: the file has a document type (<!DOCTYPE>); expected none, as it can make a small file fill the memory and read other files. Remove it.", message);
    }

    [Fact]
    public void A_file_that_would_fill_the_memory_is_refused()
    {
        string deep = Write($"<graph edgedefault=\"directed\">{string.Concat(Enumerable.Repeat("<a>", 300))}");
        Assert.Contains("more than 200 deep", Assert.Throws<CustomerDataException>(() => GraphMl.Read(deep)).Message, StringComparison.Ordinal);

        // Packed, 20 MB of one letter are 20 KB.
        foreach (string start in (string[])["<graphml><graph edgedefault=\"directed\"><node id=\"", "<graphml><key id=\"k\"/><graph edgedefault=\"directed\"><node id=\"a\"><data key=\"k\">", "<graphml><desc>"])
        {
            string file = Packed($"{start}{new string('x', 20_000_000)}");
            Assert.Contains("takes more than 16 MiB", Assert.Throws<CustomerDataException>(() => GraphMl.Read(file)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_was_cut_short_is_an_error_wherever_it_was_cut()
    {
        ReadOnlySpan<byte> whole = File.ReadAllBytes(Figures.PathOf("shown.graphml")).AsSpan().TrimEnd("\r\n"u8);
        string file = _folder.PathOf("cut.graphml");
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.Contains(", line ", Assert.Throws<CustomerDataException>(() => GraphMl.Read(file)).Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(file, whole);
        Assert.Equal(3, GraphMl.Read(file).Nodes);
    }

    [Fact]
    public void Packed_files_are_read_and_cut_ones_refused()
    {
        string file = Packed(File.ReadAllText(Figures.PathOf("shown.graphml")));
        Assert.Equal(3, GraphMl.Read(file).Nodes);

        byte[] bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
        Assert.StartsWith($"{file}, line ", Assert.Throws<CustomerDataException>(() => GraphMl.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_encodings_are_read_and_broken_ones_refused()
    {
        string text = """<?xml version="1.0"?><graphml><graph edgedefault="directed"><node id="Zoë"/></graph></graphml>""";
        string file = _folder.PathOf("encoded.graphml");
        foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(true), new UTF8Encoding(false), Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            File.WriteAllText(file, text, encoding);
            Assert.Equal(["Zoë"], GraphMl.Read(file).Graph.Customers);
        }

        File.WriteAllBytes(file, [.. Encoding.ASCII.GetBytes("<graphml>\n<graph edgedefault=\"directed\"><node id=\"Zo"), 0xEB, .. "\"/></graph></graphml>"u8]);
        Assert.StartsWith($"{file}, line ", Assert.Throws<CustomerDataException>(() => GraphMl.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_tells_how_far_it_is_and_stops_when_asked()
    {
        string file = Figures.PathOf("shown.graphml");
        var told = new Told();

        GraphMl.Read(file, progress: told);

        Assert.Equal(("reading GraphML", 6, 1.0), (told.Last.Phase, told.Last.Rows, told.Last.Fraction));
        Assert.Throws<OperationCanceledException>(() => GraphMl.Read(file, cancellationToken: new(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => GraphMl.ReadTies(file, cancellationToken: new(canceled: true)).Count());
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        string message = Assert.Throws<ArgumentException>(() => GraphMl.Read("no.graphml", o => o with { Direction = (TieDirection)9, Graph = null!, OwnValue = null! })).Message;

        Assert.Contains("Direction is 9", message, StringComparison.Ordinal);
        Assert.Contains("Graph is null", message, StringComparison.Ordinal);
        Assert.Contains("OwnValue is null", message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => GraphMl.Read(_folder.PathOf("no.graphml")));
    }

    [Theory]
    [InlineData("networkx-directed.graphml", "networkx-directed.tsv")]
    [InlineData("networkx-undirected.graphml", "networkx-undirected.tsv")]
    public void What_NetworkX_writes_is_read_as_NetworkX_means_it(string file, string ties)
    {
        GraphMlResult read = GraphMl.Read(Figures.PathOf(file), o => o with { Graph = new() { OnSelfTie = SelfTieRule.Keep } });

        Assert.Equal(
            Figures.Rows(ties).Select(row => $"{row[0]} -> {row[1]} {row[2]}").Order(StringComparer.Ordinal),
            read.Graph.AsView().Ties.Select(tie => FormattableString.Invariant($"{tie.From} -> {tie.To} {tie.Strength}")).Order(StringComparer.Ordinal));
        Assert.Equal(("true", "1869", "2.5", "Ω & <sons>"), (read.Graph["1"].Attributes["active"], read.Graph["1"].Attributes["founded"], read.Graph["1"].Attributes["height"], read.Graph["1"].Attributes["name"]));
        Assert.Equal(34, read.Graph["3"].OwnValue);
    }

    private static IEnumerable<string> TiesOf(GraphMlResult read) => read.Graph.AsView().Ties.Select(tie => $"{tie.From} -> {tie.To}");

    private GraphMlResult Read(string body, Func<GraphMlOptions, GraphMlOptions>? configure = null) => GraphMl.Read(Write(body), configure);

    private string Write(string body) => _folder.Write("test.graphml", $"<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n{body}</graphml>");

    private string Packed(string text)
    {
        string path = _folder.PathOf("packed.graphml.gz");
        using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        packed.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    private sealed class Told : IProgress<RowProgress>
    {
        internal RowProgress Last { get; private set; }

        public void Report(RowProgress value) => Last = value;
    }
}
