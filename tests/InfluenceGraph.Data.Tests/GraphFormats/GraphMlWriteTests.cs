using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace InfluenceGraph.Data.Tests.GraphFormats;

public sealed class GraphMlWriteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_as_it_was_shown_to_NetworkX()
    {
        string file = _folder.PathOf("shown.graphml");

        GraphMl.Write(file, ShownGraph.View, ShownGraph.WithColumns);

        Figures.AssertShown("shown.graphml", file);
    }

    [Fact]
    public void NetworkX_reads_what_was_meant()
    {
        string[] read = [.. Figures.Rows("shown-graphml.tsv").Select(row => string.Join(" | ", row))];

        Assert.Equal("directed | True |  | ", read[0]);
        Assert.Contains("node | ann | own_value | 120.5", read);
        Assert.Contains("node | ann | city | 'Roma'", read);
        Assert.Contains(@"node | ann | note | 'line one\nline two\t<end>'", read);
        Assert.Contains("node | ann | score | 0.3333333333333333", read);
        Assert.Contains("node | ann | community | 0", read);
        Assert.Contains("node | ann | vip | True", read);
        Assert.Contains("""node | ann | tags | '[{"name":"chess","weight":2.5,"inferred":true,"since":"2026-01-01T00:00:00.0000000+00:00"},"running"]'""", read);
        Assert.Contains("node | bob | role | 'hub'", read);
        Assert.Contains($"node | {ShownGraph.Markup} | city | '京都 \uD83D\uDE00'", read);
        Assert.DoesNotContain(read, row => row.StartsWith("node | bob | city", StringComparison.Ordinal));
        Assert.Contains("edge | ann -> bob | permission | 0.5", read);
        Assert.Contains("edge | ann -> bob | strength | 4.0", read);
        Assert.Contains("edge | ann -> bob | weight | 2.0", read);
        Assert.Contains("edge | ann -> bob | last_contact | '2026-05-01T12:00:00.0000000+00:00'", read);
        Assert.Equal(3, read.Count(row => row.Contains("| weight |", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_view_comes_back_as_the_same_graph()
    {
        string file = _folder.PathOf("there-and-back.graphml.gz");
        GraphMl.Write(file, ShownGraph.View);

        CustomerGraphView<string> back = GraphMl.Read(file).Graph.AsView();

        Assert.Equal(ShownGraph.View.Receipt.DataHash, back.Receipt.DataHash);
        Assert.Equal(ShownGraph.View.Ties, back.Ties);
        Assert.Equal(ShownGraph.View["ann"].Attributes, back["ann"].Attributes);
        Assert.Equal(ShownGraph.View["ann"].Tags, back["ann"].Tags);
        Assert.Equal([0x1F, 0x8B], File.ReadAllBytes(file)[..2]);
    }

    [Fact]
    public void Whoever_may_not_be_used_is_not_in_the_file()
    {
        var ledger = new ConsentLedger<string>();
        DateTimeOffset moment = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        ledger.Grant("ann", Purpose.Score, Channel.Any, moment, "form");
        ledger.Grant(ShownGraph.Markup, Purpose.Score, Channel.Any, moment, "form");
        string file = _folder.PathOf("consenting.graphml");

        GraphMl.Write(file, CustomerGraph.FromTies(ShownGraph.Ties, ShownGraph.Customers, consents: ledger).For(Purpose.Score, moment));

        Assert.DoesNotContain("bob", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(2, GraphMl.Read(file).Nodes);
    }

    [Fact]
    public void Any_rows_come_back_letter_by_letter()
    {
        Gen<string> text = Gen.Frequency(
            (4, Gen.Elements("a", "b", "<b>&amp;</b>", "]]>", "_x0041_", "_x005F_", "_x", "__x0000__x", "\0", "\u0001\u001F", "\uD800", "\uDC00x", "\uFFFE", "\uD83D\uDE00", " ", "\t", "\r\n", "\r", "\n", "", "\u0085\u2028", "\"'", "=1+1")),
            (1, Gen.Choose(0, char.MaxValue).Select(letter => ((char)letter).ToString())))
            .ListOf().Select(string.Concat);
        Gen<DateTimeOffset?> moment = Gen.Choose(-1, 50).Select(day => day < 0 ? (DateTimeOffset?)null : new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(day % 5)).AddDays(day).AddTicks(day));
        Gen<double> number = Gen.Choose(0, int.MaxValue).Select(n => n / 7.0);
        Gen<CustomerTag> tag =
            from name in text
            from weight in Gen.Elements(1.0, 0.1, 3)
            from isInferred in Gen.Elements(true, false)
            from since in moment
            select new CustomerTag(Whole(name), weight, isInferred, since);
        Gen<Customer<string>> customer =
            from key in text
            from value in number
            from names in text.ListOf()
            from cell in text
            from tags in tag.ListOf()
            select new Customer<string>(key, value)
            {
                Attributes = names.Select(name => $"a{name}").Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(name => name, name => cell + name, StringComparer.Ordinal),
                Tags = [.. tags],
            };
        Gen<Tie<string>> tie =
            from one in text
            from other in text
            from strength in number
            from since in moment
            from contact in moment
            select new Tie<string>(one, other, 1 / (1 + strength), strength, since, since?.AddDays(1), contact);

        string file = _folder.PathOf("any.graphml");
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(customer.ListOf().ToArbitrary(), tie.ListOf().ToArbitrary(), (customers, ties) =>
        {
            // Names that differ in case alone are refused, as other tools take them for one.
            string[] names = [.. customers.SelectMany(one => one.Attributes.Keys).Distinct(StringComparer.OrdinalIgnoreCase)];
            GraphMl.Write(file, customers, ties, o => o with { Attributes = names });

            Customer<string>[] back = [.. GraphMl.ReadCustomers(file)];
            Assert.Equal(customers.Select(one => (one.Key, one.OwnValue)), back.Select(one => (one.Key, one.OwnValue)));
            for (int i = 0; i < back.Length; i++)
            {
                Assert.Equal(customers[i].Attributes.Where(pair => names.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal), back[i].Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal));
                Assert.Equal(customers[i].Tags, back[i].Tags);
            }

            Assert.Equal(ties, GraphMl.ReadTies(file));
        }));

        // JSON holds no half of a pair.
        static string Whole(string name) => string.Concat(name.Where(letter => !char.IsSurrogate(letter)));
    }

    [Fact]
    public void Names_of_others_are_not_decoded()
    {
        string file = _folder.Write("other.graphml", """<graphml><graph edgedefault="directed"><node id="_x0041_"/></graph></graphml>""");

        Assert.Equal(["_x0041_"], GraphMl.Read(file).Graph.Customers);
    }

    [Fact]
    public void A_label_stands_beside_the_key()
    {
        string file = _folder.PathOf("label.graphml");

        GraphMl.Write(file, ShownGraph.View, o => o with { Label = customer => $"{customer.Key} ({customer.OwnValue.ToString(CultureInfo.InvariantCulture)})", WithTags = false, Attributes = [] });

        Assert.Equal("ann (120.5)", GraphMl.Read(file).Graph["ann"].Attributes["label"]);
        Assert.Equal(["label"], GraphMl.Read(file).Graph["ann"].Attributes.Keys);
    }

    [Fact]
    public void Two_columns_of_one_name_are_refused_before_anything_is_written()
    {
        string file = _folder.PathOf("twice.graphml");

        string message = Assert.Throws<ArgumentException>(() => GraphMl.Write(file, ShownGraph.View, o => o with { Columns = [CustomerColumn.Of("City", new Dictionary<string, int>())] })).Message;

        Assert.Contains("two columns of customers are named 'City'", message, StringComparison.Ordinal);
        Assert.Contains("'own_value'", Assert.Throws<ArgumentException>(() => GraphMl.Write(file, ShownGraph.View, o => o with { Attributes = ["own_value"] })).Message, StringComparison.Ordinal);
        GraphMl.Write(file, ShownGraph.View, o => o with { Attributes = ["own_value"], OwnValue = "spend" });
        Assert.Equal(120.5, GraphMl.Read(file, o => o with { OwnValue = "spend" }).Graph["ann"].OwnValue);
    }

    [Fact]
    public void A_file_appears_when_it_is_complete()
    {
        string file = _folder.Write("before.graphml", "as it was");
        IEnumerable<Tie<string>> broken = ShownGraph.Ties.Select(tie => tie.From == "ann" ? tie : throw new InvalidOperationException("the database went away"));

        Assert.Throws<InvalidOperationException>(() => GraphMl.Write(file, ShownGraph.Customers, broken));
        Assert.Throws<OperationCanceledException>(() => GraphMl.Write(file, ShownGraph.Customers, ShownGraph.Ties, o => o with { Attributes = [] }, cancellationToken: new(canceled: true)));

        Assert.Equal("as it was", File.ReadAllText(file));
        Assert.Equal(["before.graphml"], _folder.Files);
        GraphMl.Write(file, ShownGraph.View);
        Assert.Equal(3, GraphMl.Read(file).Nodes);
        Assert.Equal(["before.graphml"], _folder.Files);
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        string message = Assert.Throws<ArgumentException>(() => GraphMl.Write("x", ShownGraph.View, o => o with { OwnValue = " ", Tags = "", Columns = [null!], Attributes = [null!] })).Message;

        Assert.Contains("OwnValue has no name", message, StringComparison.Ordinal);
        Assert.Contains("Tags has no name", message, StringComparison.Ordinal);
        Assert.Contains("Columns is null or has", message, StringComparison.Ordinal);
        Assert.Contains("Attributes has a name that is null", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => GraphMl.Write("x", ShownGraph.View, _ => null!));
    }

    [Fact]
    public void A_column_is_a_copy_with_one_value_for_each()
    {
        var values = new Dictionary<string, double> { ["ann"] = double.PositiveInfinity, ["bob"] = double.NaN };
        var column = CustomerColumn.Of("score", values);
        values["ann"] = 1;

        Assert.Equal("score (Number, 2 values)", column.ToString());
        Assert.Equal(("score", CustomerColumnKind.Number, 2), (column.Name, column.Kind, column.Count));
        Assert.Contains("'ann' has two values in column 'x'", Assert.Throws<ArgumentException>(() => CustomerColumn.Of("x", [new("ann", 1), new KeyValuePair<string, int>("ann", 2)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CustomerColumn.Of(" ", values));

        string file = _folder.PathOf("infinite.graphml");
        GraphMl.Write(file, ShownGraph.View, o => o with { Columns = [column, CustomerColumn.Of("social value", ShownGraph.View.SocialValue())] });
        Customer<string> ann = GraphMl.Read(file).Graph["ann"];
        Assert.Equal("INF", ann.Attributes["score"]);
        Assert.Equal(ShownGraph.View.SocialValue()["ann"], double.Parse(ann.Attributes["social value"], CultureInfo.InvariantCulture));
    }
}
