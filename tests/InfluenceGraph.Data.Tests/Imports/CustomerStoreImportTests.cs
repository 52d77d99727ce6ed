using System.Data;
using InfluenceGraph.Data.Tests.Tables;
using Xunit;

namespace InfluenceGraph.Data.Tests.Imports;

public sealed class CustomerStoreImportTests
{
    [Fact]
    public void Files_of_every_kind_go_into_a_store_once_and_come_out_as_a_graph()
    {
        using var folder = new TempFolder();
        string customers = folder.Write("customers.csv", "id,spend,city\nann,10,Bonn\nbob,20,\ncid,x,Köln\n");
        string ties = folder.Write("ties.csv", "truster,trustee,permission\nann,bob,0.5\nbob,cid,1\nbob,dan,\n");
        string consents = folder.Write("consents.csv", "customer,purpose,granted,from\nann,score,yes,2026-01-01\nbob,score,no,2026-01-01\n");
        string interactions = folder.Write("interactions.csv", "customer,action,at\nann,spring,2026-02-01\n");
        using var store = CustomerStore.Create(folder.File("crm.igs"));
        for (int time = 0; time < 2; time++)
        {
            ImportReport[] reports =
            [
                Import(customers, source => store.ImportCustomers(source, CustomerMapping.Guess(source.Columns))),
                Import(ties, source => store.ImportTies(source, TieMapping.Guess(source.Columns))),
                Import(consents, source => store.ImportConsents(source, ConsentMapping.Guess(source.Columns))),
                Import(interactions, source => store.ImportInteractions(source, InteractionMapping.Guess(source.Columns))),
            ];
            Assert.All(reports, report => Assert.Equal(time == 1, report.WasComplete));
            if (time == 0)
            {
                Assert.Equal([new(3, 2, 0, 1), new(3, 2, 1, 0), new(2, 2, 0, 0), new ImportCounts(1, 1, 0, 0)], reports.Select(report => report.Counts));
            }
        }

        CustomerGraph<string> graph = store.ReadGraph(o => o with { OnUnknownCustomer = UnknownCustomerRule.Add });
        Assert.Equal(3, graph.CustomerCount);
        Assert.Equal(2, graph.TieCount);
        Assert.Equal("Bonn", graph["ann"].Attributes["city"]);
        Assert.Single(store.ReadInteractions());
    }

    [Fact]
    public void A_database_that_drops_the_connection_leaves_whole_batches_and_the_next_run_the_same_store()
    {
        using var folder = new TempFolder();
        using var store = CustomerStore.Create(folder.File("crm.igs"));
        using var whole = CustomerStore.Create(folder.File("whole.igs"));
        ImportReport Run(CustomerStore into, int? breakAfter)
        {
            using DataTable table = new() { Locale = System.Globalization.CultureInfo.InvariantCulture };
            table.Columns.Add("from");
            table.Columns.Add("to");
            for (int i = 0; i < 100; i++)
            {
                table.Rows.Add($"c{i}", $"c{i / 2}");
            }

            using var reader = new BreakingReader(table.CreateDataReader(), breakAfter);
            using RowSource source = RowSource.FromReader(reader, "crm", snapshot: "2026-11-22");
            return into.ImportTies(source, TieMapping.Guess(source.Columns), o => o with { BatchRows = 16 });
        }

        Run(whole, null);
        Assert.Contains("The first 48 rows are imported", Assert.Throws<CustomerDataException>(() => Run(store, 50)).Message);
        Assert.Equal(48, Run(store, null).ResumedAfter);
        Assert.Equal(whole.ReadGraph().SocialValue().Receipt.DataHash, store.ReadGraph().SocialValue().Receipt.DataHash);
    }

    [Fact]
    public void A_nightly_export_under_one_name_leaves_what_the_last_one_names()
    {
        using var folder = new TempFolder();
        using var store = CustomerStore.Create(folder.File("crm.igs"));
        ImportReport Night(string date, string rows) => Import(
            folder.Write($"ties-{date}.csv", $"from,to\n{rows}"),
            source => store.ImportTies(source, TieMapping.Guess(source.Columns), o => o with { Name = "crm ties", IsWhole = true }));

        Assert.Equal(0, Night("2026-11-21", "ann,bob\nbob,cid\ncid,dan\n").Removed);
        ImportReport second = Night("2026-11-22", "ann,bob\ndan,ann\n");

        Assert.Equal(2, second.Removed);
        Assert.Contains("removed 2 that the source no longer names", second.ToString());
        Assert.Equal(["ann", "bob", "dan"], store.ReadGraph().Customers);
        Assert.True(Night("2026-11-22", "ann,bob\ndan,ann\n").WasComplete);
        Assert.Contains("Name is blank", Assert.Throws<ArgumentException>(() => Import(folder.File("ties-2026-11-22.csv"), source => store.ImportTies(source, TieMapping.Guess(source.Columns), o => o with { Name = " " }))).Message);
    }

    [Fact]
    public void Tags_and_circles_from_tables_are_in_the_graph_and_outlive_the_customers_next_row()
    {
        using var folder = new TempFolder();
        string tags = folder.Write("tags.csv", "customer_id,interest,weight,valid_from,valid_to\nann,running,2.5,2026-01-01,2026-06-01\nann,Running,1,2026-06-01,\nbob,cooking,,,\nbob,reading,0,,\ncid,,1,,\n");
        string circles = folder.Write("circles.csv", "owner,circle,member\nann,family,bob\nann,family,cid\nann,family,bob\nbob,,ann\n");
        using var store = CustomerStore.Create(folder.File("crm.igs"));
        foreach (string spend in (string[])["10", "20"])
        {
            string customers = folder.Write("customers.csv", $"id,spend,tags\nann,{spend},running|chess\nbob,1,\ncid,1,\n");
            Import(customers, source => store.ImportCustomers(source, CustomerMapping.Guess(source.Columns)));
            ImportReport[] reports =
            [
                Import(tags, source => store.ImportTags(source, TagMapping.Guess(source.Columns))),
                Import(circles, source => store.ImportCircles(source, CircleMapping.Guess(source.Columns))),
            ];
            if (spend == "10")
            {
                Assert.Equal([new(5, 3, 0, 2), new ImportCounts(4, 3, 0, 1)], reports.Select(report => report.Counts));
                Assert.Contains(reports[0].Examples, example => example.Reason == "Weight (column 'weight') is '0'; expected more than 0, at most 3.4e38");
            }

            CustomerGraph<string> graph = store.ReadGraph();
            Assert.Equal(
                [("chess", 1.0), ("running", 2.5), ("running", 1.0)],
                graph["ann"].Tags.Select(tag => (tag.Name.ToLowerInvariant(), tag.Weight)).OrderBy(tag => tag.Item1).ThenByDescending(tag => tag.Weight));
            Assert.Equal(["bob", "cid"], graph["ann"].Circles["family"].Order());
            Assert.Equal(new CustomerTag("cooking"), Assert.Single(graph["bob"].Tags));
        }
    }

    [Fact]
    public void Tags_and_circles_go_straight_to_a_graph_as_well()
    {
        using var folder = new TempFolder();
        using RowSource tags = RowSource.FromFile(folder.Write("tags.csv", "user,tag\n7,vip\n"));
        using RowSource circles = RowSource.FromFile(folder.Write("circles.csv", "user,circle,friend\n7,club,8\n"));
        var builder = new CustomerGraphBuilder<long>(new() { OnUnknownCustomer = UnknownCustomerRule.Add, UnknownOwnValue = 1 });
        foreach (TagRow<long> row in tags.ReadTags<long>(TagMapping.Guess(tags.Columns) with { AreInferred = true }))
        {
            builder.AddTag(row.Customer, row.Tag);
        }

        foreach (CircleRow<long> row in circles.ReadCircles<long>(CircleMapping.Guess(circles.Columns)))
        {
            builder.AddCircle(new(row.Owner, row.Circle, [row.Member]));
        }

        CustomerGraph<long> graph = builder.Build();
        Assert.Equal(new CustomerTag("vip", IsInferred: true), Assert.Single(graph[7].Tags));
        Assert.Equal([8], graph[7].Circles["club"]);
    }

    [Theory]
    [InlineData("customer,weight", "No column is the Tag of a tag")]
    [InlineData("tag,interest,weight", "No column is the Customer")]
    [InlineData("customer,need,topic", "Several columns may be the Tag of a tag: 'need', 'topic'")]
    public void Columns_of_tags_that_are_missing_or_may_be_two_are_told(string header, string problem) =>
        Assert.Contains(problem, Assert.Throws<CustomerDataException>(() => TagMapping.Guess(header.Split(','))).Message);

    [Fact]
    public void Columns_of_circles_that_are_missing_or_stand_twice_are_told()
    {
        Assert.Contains("No column is the Member of a circle", Assert.Throws<CustomerDataException>(() => CircleMapping.Guess(["owner", "circle"])).Message);
        using var folder = new TempFolder();
        using RowSource source = RowSource.FromFile(folder.Write("circles.csv", "owner,circle,member\na,b,c\n"));
        Assert.Contains("name a column twice", Assert.Throws<ArgumentException>(() => source.ReadCircles<string>(new CircleMapping { Member = "owner" })).Message);
        Assert.Contains("expected two columns", Assert.Throws<ArgumentException>(() => source.ReadTags<string>(new TagMapping { Customer = "owner", Tag = "owner" })).Message);
    }

    [Theory]
    [InlineData(0x00A0)]
    [InlineData(0)]
    [InlineData(0xD83D)]
    public void A_key_that_a_store_would_refuse_is_a_rejected_row(int letter)
    {
        string key = ((char)letter).ToString();
        using var folder = new TempFolder();
        using var store = CustomerStore.Create(folder.File("crm.igs"));
        using DataTable table = new() { Locale = System.Globalization.CultureInfo.InvariantCulture };
        table.Columns.Add("from");
        table.Columns.Add("to");
        table.Rows.Add(key, "bob");
        table.Rows.Add("ann \U0001F600", "bob");
        using DataTableReader reader = table.CreateDataReader();
        using RowSource source = RowSource.FromReader(reader, "crm", "1");
        Assert.Equal(new ImportCounts(2, 1, 0, 1), store.ImportTies(source, TieMapping.Guess(source.Columns)).Counts);
    }

    private static ImportReport Import(string path, Func<RowSource, ImportReport> import)
    {
        using RowSource source = RowSource.FromFile(path);
        return import(source);
    }
}
