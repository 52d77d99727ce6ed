using InfluenceGraph.Data.Tests.GraphFormats;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace InfluenceGraph.Data.Tests.PostgreSql;

public sealed class GraphTests(PostgreSqlServer server)
{
    private static readonly DateTimeOffset _day = new(2026, 4, 3, 17, 30, 0, TimeSpan.FromHours(2));

    private static readonly Customer<string>[] _customers =
    [
        new("ann", 120.5)
        {
            Attributes = new Dictionary<string, string> { ["city"] = "Köln", ["note"] = "" },
            Tags = [new("running"), new("chess", 2.5, IsInferred: true, Since: _day, Until: _day.AddDays(1))],
            Circles = new Dictionary<string, IReadOnlyList<string>> { ["family"] = ["bob", "cid"], ["nobody"] = [] },
        },
        new("bob", 0),
        new("cid 'q\" \U0001F600", 1e100),
    ];

    private static readonly Tie<string>[] _ties =
    [
        new("ann", "bob", 0.1, 4, _day, _day.AddDays(10).AddMicroseconds(1), _day),
        new("bob", "ann", 0, 1.5),
        new("ann", "bob", 1),
    ];

    private static readonly Consent<string>[] _consents =
    [
        new("ann", new("scoring"), Channel.Any, Granted: true, _day, _day.AddYears(1), "form"),
        new("bob", new("scoring"), new("mail"), Granted: false, _day, null, "call"),
    ];

    [Fact]
    public void Customers_ties_and_consents_stand_in_tables_that_sources_read()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        database.WriteGraph([new("old", 1)], [new("old", "older", 1)], []);

        database.WriteGraph(_customers, _ties, _consents);

        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource customers = snapshot.Query("SELECT * FROM influencegraph.customers ORDER BY own_value", "customers");
        using RowSource ties = snapshot.Table("ties", "influencegraph");
        using RowSource consents = snapshot.Table("consents", "influencegraph");
        Assert.Equal(["bob", "ann", "cid 'q\" \U0001F600"], customers.ReadCustomers<string>(CustomerMapping.Guess(customers.Columns)).Select(customer => customer.Key));
        Assert.Equal(
            _ties.Select(InUtc),
            ties.ReadTies<string>(new() { From = "from_customer", To = "to_customer", Permission = "permission", Strength = "strength", Since = "since", Until = "until", LastContact = "last_contact" }).Select(InUtc));
        Assert.Equal(
            _consents.Select(consent => (consent.Customer, consent.Purpose, consent.Channel, consent.Granted, consent.From.UtcDateTime, consent.Until?.UtcDateTime, consent.Source)),
            consents.ReadConsents<string>(new() { Customer = "customer", Purpose = "purpose", Channel = "channel", Granted = "granted", From = "since", Until = "until", Source = "source" })
                .Select(consent => (consent.Customer, consent.Purpose, consent.Channel, consent.Granted, consent.From.UtcDateTime, consent.Until?.UtcDateTime, consent.Source)));
    }

    [Fact]
    public void The_same_SQL_reads_a_store_and_the_database()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        login.SearchPath = "influencegraph";
        using var folder = new TemporaryFolder();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using var store = CustomerStore.Create(folder.PathOf("crm.igs"));
        using (StoreImport import = store.BeginImport(new("rows", ImportKind.Customers, "1", "by hand")))
        {
            import.Put(_customers, new(3, 3, 0, 0));
            import.Complete(new(3, 3, 0, 0));
        }

        using (StoreImport import = store.BeginImport(new("rows", ImportKind.Ties, "1", "by hand")))
        {
            import.Put(_ties, new(3, 3, 0, 0));
            import.Complete(new(3, 3, 0, 0));
        }

        using (StoreImport import = store.BeginImport(new("rows", ImportKind.Consents, "1", "by hand")))
        {
            import.Put(_consents, new(2, 2, 0, 0));
            import.Complete(new(2, 2, 0, 0));
        }

        Receipt receipt = CustomerGraph.FromTies([new Tie<string>("ann", "bob", 1)]).SocialValue().Receipt;
        KeyValuePair<string, double>[] scores = [new("ann", 2), new("bob", 3)];
        store.WriteScores("social value", scores, receipt);
        database.WriteScores("social value", scores, receipt);
        database.WriteGraph(_customers, _ties, _consents);

        foreach (string sql in (string[])[
            "SELECT customer FROM customers WHERE own_value > 1 ORDER BY customer",
            "SELECT c.customer || ' ' || s.rank FROM customers c JOIN latest_scores s ON s.customer = c.customer WHERE s.measure = 'social value' ORDER BY s.rank",
            "SELECT run || measure || customer || rank FROM scores ORDER BY rank",
            "SELECT measure || scores || consent FROM score_runs",
            "SELECT from_customer || to_customer || CAST(strength * 2 AS integer) FROM ties WHERE permission > 0 ORDER BY strength",
            "SELECT count(*) FROM ties WHERE since IS NULL AND until IS NULL AND last_contact IS NULL",
            "SELECT name || value FROM attributes WHERE customer = 'ann' ORDER BY name",
            "SELECT tag FROM tags WHERE is_inferred = 1 AND weight > 2 ORDER BY tag",
            "SELECT owner || circle || coalesce(member, '') FROM circles ORDER BY circle, member",
            "SELECT customer || purpose || channel || source FROM consents WHERE granted = 1 ORDER BY customer"])
        {
            Assert.Equal(Rows(new SqliteConnection($"Data Source={folder.PathOf("crm.igs")};Pooling=False"), sql), Rows(new NpgsqlConnection(login.ConnectionString), sql));
        }
    }

    [Fact]
    public void A_view_is_written_with_what_it_may_use()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        var ledger = new ConsentLedger<string>();
        ledger.Grant("ann", new("scoring"), Channel.Any, _day, "form");
        ledger.Grant("bob", new("scoring"), Channel.Any, _day, "form");
        var graph = CustomerGraph.FromTies([new Tie<string>("ann", "bob", 0.5), new Tie<string>("ann", "cid", 1)], [new Customer<string>("ann", 1), new("bob", 2), new("cid", 3)], consents: ledger);
        var told = new List<string>();

        database.WriteGraph(graph.For(new("scoring"), _day), ledger, new Telling(progress => told.Add(progress.Phase)));

        Assert.Equal("ann, bob", PostgreSqlServer.Scalar(login, "SELECT string_agg(customer, ', ' ORDER BY customer) FROM influencegraph.customers"));
        Assert.Equal("ann bob 0.5", PostgreSqlServer.Scalar(login, "SELECT from_customer || ' ' || to_customer || ' ' || permission FROM influencegraph.ties"));
        Assert.Equal(2L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.consents WHERE granted = 1"));
        Assert.Contains("writing ties", told);
    }

    [Fact]
    public void Whatever_goes_wrong_leaves_the_tables_that_were_there()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        database.WriteGraph(_customers, _ties, _consents);
        using var stop = new CancellationTokenSource();
        bool isKilled = false;
        var killing = new Telling(progress =>
        {
            if (!isKilled && progress.Phase == "writing ties" && progress.Rows > 100_000)
            {
                isKilled = true;
                PostgreSqlServer.Execute(login, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
        });
        IEnumerable<Tie<string>> many = Enumerable.Range(0, 300_000).Select(i => new Tie<string>("a", FormattableString.Invariant($"b{i}"), 1));

        CustomerDataException bad = Assert.Throws<CustomerDataException>(() => database.WriteGraph(_customers, [.. _ties, new("a", "b", 2)], []));
        Assert.Equal((RowKind.Tie, 4L), (bad.Kind, bad.Row));
        Assert.Contains("permission of 'a' -> 'b' is 2", bad.Problem, StringComparison.Ordinal);
        Assert.Throws<CustomerDataException>(() => database.WriteGraph([new("a letter of code \0", 1)], [], []));
        Assert.Contains("A row stands twice", Assert.Throws<PostgreSqlException>(() => database.WriteGraph([new("a", 1), new("a", 2)], [], [])).Message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => database.WriteGraph(_customers, many, [], new Telling(_ => stop.Cancel()), stop.Token));
        Assert.Contains("writing a graph failed", Assert.Throws<PostgreSqlException>(() => database.WriteGraph(_customers, many, [], killing)).Message, StringComparison.Ordinal);

        Assert.True(isKilled);
        Assert.Equal(3L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.customers"));
        Assert.Equal(3L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.ties"));
        Assert.Equal(2L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.consents"));
    }

    private static Tie<string> InUtc(Tie<string> tie) => tie with { Since = tie.Since?.ToUniversalTime(), Until = tie.Until?.ToUniversalTime(), LastContact = tie.LastContact?.ToUniversalTime() };

    private static List<string> Rows(System.Data.Common.DbConnection connection, string sql)
    {
        using (connection)
        {
            connection.Open();
            using System.Data.Common.DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
            command.CommandText = sql;
#pragma warning restore CA2100
            using System.Data.Common.DbDataReader reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read())
            {
                rows.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
            }

            Assert.NotEmpty(rows);
            return rows;
        }
    }

    private sealed class Telling(Action<RowProgress> tell) : IProgress<RowProgress>
    {
        public void Report(RowProgress value) => tell(value);
    }
}
