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
