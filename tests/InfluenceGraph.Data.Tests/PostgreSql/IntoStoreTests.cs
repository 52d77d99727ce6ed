using InfluenceGraph.Data.Tests.GraphFormats;
using Npgsql;
using Xunit;

namespace InfluenceGraph.Data.Tests.PostgreSql;

/// <summary>From the server by COPY into a store.</summary>
public sealed class IntoStoreTests(PostgreSqlServer server)
{
    private const string Tables = """
        CREATE TABLE people (id text, spend numeric(10,2), city text);
        INSERT INTO people VALUES ('ann', 10.5, 'Bonn'), ('bob', 20, NULL), ('cid', NULL, 'Köln');
        CREATE TABLE trust (truster text, trustee text, share double precision, since timestamptz);
        INSERT INTO trust VALUES ('ann', 'bob', 0.5, '2026-01-01'), ('bob', 'cid', 1, NULL), ('cid', NULL, 1, NULL);
        CREATE TABLE optin (who text, what text, ok boolean, at date);
        INSERT INTO optin VALUES ('ann', 'scoring', true, '2026-01-01'), ('bob', 'scoring', false, '2026-01-01');
        CREATE TABLE bought (who text, what text, at timestamp);
        INSERT INTO bought VALUES ('ann', 'spring', '2026-02-01 12:00');
        """;

    [Fact]
    public void Customers_ties_consents_and_interactions_go_in_once()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, Tables);
        using var folder = new TemporaryFolder();
        using var store = CustomerStore.Create(folder.PathOf("crm.igs"));
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        for (int time = 0; time < 2; time++)
        {
            using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
            using RowSource people = snapshot.Query("SELECT * FROM people ORDER BY id", "people", "2026-11-22");
            using RowSource trust = snapshot.Query("SELECT * FROM trust ORDER BY truster", "trust", "2026-11-22");
            using RowSource optin = snapshot.Table("optin", state: "2026-11-22");
            using RowSource bought = snapshot.Table("bought", state: "2026-11-22");
            ImportReport customers = store.ImportCustomers(people, new() { Key = "id", OwnValue = "spend", EmptyOwnValue = 0 });
            ImportReport ties = store.ImportTies(trust, new() { From = "trustee", To = "truster", Permission = "share", Since = "since" });
            ImportReport consents = store.ImportConsents(optin, new() { Customer = "who", Purpose = "what", Granted = "ok", From = "at" });
            ImportReport interactions = store.ImportInteractions(bought, new() { Customer = "who", Action = "what", At = "at" });
            Assert.Equal([time == 1, time == 1, time == 1, time == 1], [customers.WasComplete, ties.WasComplete, consents.WasComplete, interactions.WasComplete]);
            if (time == 0)
            {
                Assert.Equal((3L, new ImportCounts(3, 2, 0, 1)), (customers.Counts.Used, ties.Counts));
                Assert.Contains("From (column 'trustee') is empty", ties.Examples.Single().Reason, StringComparison.Ordinal);
            }
        }

        CustomerGraphView<string> view = store.ReadGraph().IgnoringConsent("a test", DateTimeOffset.UnixEpoch.AddYears(60));
        Assert.Equal([("bob", "ann", 0.5), ("cid", "bob", 1)], view.Ties.Select(tie => (tie.From, tie.To, tie.Permission)).Order());
        Assert.Equal((10.5, "Bonn", 0), (view["ann"].OwnValue, view["ann"].Attributes["city"], view["cid"].OwnValue));
        Assert.Equal(2, store.ReadConsents().Count);
        Assert.Equal("spring", Assert.Single(store.ReadInteractions()).Action);
    }

    [Fact]
    public void A_connection_that_drops_in_the_middle_leaves_whole_batches_and_the_same_import_goes_on()
    {
        const int Rows = 300_000;
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, $"CREATE TABLE trust AS SELECT i, 'c' || i % 1000 AS a, 'c' || i * 7 % 1009 AS b FROM generate_series(1, {Rows}) i");
        using var folder = new TemporaryFolder();
        using var store = CustomerStore.Create(folder.PathOf("crm.igs"));
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        bool isKilled = false;
        var killing = new Telling(progress =>
        {
            if (!isKilled && progress.Rows > 100_000)
            {
                isKilled = true;
                PostgreSqlServer.Execute(login, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
        });

        CustomerDataException e = Assert.Throws<CustomerDataException>(() => Import(killing));

        Assert.Contains("trust: PostgreSQL database ", e.Message, StringComparison.Ordinal);
        Assert.Contains("broke off after row ", e.Message, StringComparison.Ordinal);
        Assert.Matches("The first [0-9]+000 rows are imported; the same import again goes on after them", e.Message);
        Assert.Equal(0, store.ReadGraph().TieCount);

        ImportReport report = Import(null);

        Assert.InRange(report.ResumedAfter, 100_000, Rows - 1);
        Assert.Equal(new ImportCounts(Rows, Rows, 0, 0), report.Counts);
        using var whole = CustomerStore.Create(folder.PathOf("whole.igs"));
        Import(null, whole);
        Assert.Equal(whole.ReadGraph().AsView().SocialValue().Receipt.DataHash, store.ReadGraph().AsView().SocialValue().Receipt.DataHash);

        ImportReport Import(IProgress<RowProgress>? progress, CustomerStore? into = null)
        {
            using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
            using RowSource source = snapshot.Query("SELECT a, b FROM trust ORDER BY i", "trust", "today");
            return (into ?? store).ImportTies(source, new() { From = "a", To = "b" }, o => o with { BatchRows = 5000 }, progress);
        }
    }

    private sealed class Telling(Action<RowProgress> tell) : IProgress<RowProgress>
    {
        public void Report(RowProgress value) => tell(value);
    }
}
