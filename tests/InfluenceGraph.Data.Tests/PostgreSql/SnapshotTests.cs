using System.Globalization;
using Npgsql;
using Xunit;

namespace InfluenceGraph.Data.Tests.PostgreSql;

public sealed class SnapshotTests(PostgreSqlServer server)
{
    private const string Trust = """
        CREATE SCHEMA crm;
        CREATE TABLE crm."Trust" (
            truster text, trustee text, share numeric(5,2), calls integer, "valid from" timestamptz, ends date, spoke timestamp);
        INSERT INTO crm."Trust" VALUES
            ('ann', 'bob', 0.25, 4, '2026-01-02 03:04:05.678901+02', '2027-01-01', '2026-05-06 07:08:09'),
            ('bob', 'cy', 1, NULL, NULL, NULL, NULL);
        """;

    private static readonly TieMapping _trust = new()
    {
        From = "truster",
        To = "trustee",
        Direction = TieDirection.ToReachesFrom,
        Permission = "share",
        Strength = "calls",
        Since = "valid from",
        Until = "ends",
        LastContact = "spoke",
    };

    [Fact]
    public void A_table_becomes_ties_with_permission_strength_and_moments()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, Trust);
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Table("Trust", "crm");

        Assert.Equal(["truster", "trustee", "share", "calls", "valid from", "ends", "spoke"], source.Columns);
        RowReading<Tie<string>> reading = source.ReadTies<string>(_trust);
        Tie<string>[] ties = [.. reading];

        Assert.Equal(
            [
                new("bob", "ann", 0.25, 4, Moment("2026-01-02T01:04:05.678901Z"), Moment("2027-01-01T00:00:00Z"), Moment("2026-05-06T07:08:09Z")),
                new("cy", "bob", 1, 1),
            ],
            ties);
        Assert.Equal(new ImportCounts(2, 2, 0, 0), reading.Report.Counts);
    }

    [Fact]
    public void Customers_and_ties_of_one_snapshot_go_straight_into_a_graph()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, "CREATE TABLE customers (id bigint, revenue double precision); INSERT INTO customers VALUES (1, 10), (2, 20), (3, 30); CREATE TABLE ties (a int, b smallint); INSERT INTO ties VALUES (1, 2), (2, 3)");
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource customers = snapshot.Table("customers");
        using RowSource ties = snapshot.Table("ties");

        CustomerGraph<long> graph = CustomerGraph.FromTies(ties.ReadTies<long>(new()), customers.ReadCustomers<long>(new() { OwnValue = "revenue" }));

        Assert.Equal(3, graph.CustomerCount);
        Assert.Equal(2, graph.TieCount);
    }

    [Fact]
    public void Consents_and_interactions_are_read_by_query()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, """
            CREATE TYPE answer AS ENUM ('yes', 'no');
            CREATE TABLE c (who uuid, what text, said answer, at timestamptz);
            INSERT INTO c VALUES ('00112233-4455-6677-8899-aabbccddeeff', 'news', 'yes', '2026-01-01Z'), ('00112233-4455-6677-8899-aabbccddeeff', 'calls', 'no', '2026-02-01Z');
            """);
        Guid who = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource consents = snapshot.Query("SELECT who AS customer, what AS purpose, said AS granted, at AS \"from\" FROM c ORDER BY at -- the caller's remark\n;", "consents");
        using RowSource actions = snapshot.Query("SELECT who, what, at FROM c WHERE said = 'yes'", "actions");

        Consent<Guid>[] read = [.. consents.ReadConsents<Guid>(new())];
        CustomerAction<Guid>[] done = [.. actions.ReadInteractions<Guid>(new() { Customer = "who", Action = "what" })];

        Assert.Equal([true, false], read.Select(consent => consent.Granted));
        Assert.All(read, consent => Assert.Equal(who, consent.Customer));
        Assert.Equal("consents, row 2", read[1].Source);
        Assert.Equal([new(who, "news", Moment("2026-01-01T00:00:00Z"))], done);
    }

    [Fact]
    public void Every_type_is_read_as_the_server_shows_it()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        string[] values =
        [
            "'a'::text", "' b '::varchar", "'c'::char(5)", "true", "false", "(-7)::smallint", "(-70000)::int", "7000000000000::bigint", "0.5::real", "-2.5e-9::double precision",
            "123456789012345678901234567890.00012::numeric", "-0.00000012::numeric", "10000::numeric", "0::numeric(5,2)", "99990000::numeric", "0.10::numeric", "-12345.6789::numeric", "'NaN'::numeric",
            "'2026-02-03'::date", "'2026-02-03 04:05:06.7'::timestamp", "'1999-12-31 23:59:59.999999+00'::timestamptz", "'infinity'::timestamptz", "'-infinity'::date",
            "'00112233-4455-6677-8899-aabbccddeeff'::uuid", "'{\"a\": 1}'::jsonb", "ARRAY[1,2]", "NULL::int", "'\u00e4\u20ac\U0001F600'::text", "'10 days'::interval",
        ];
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Query($"SELECT {string.Join(", ", values)}", "types");

        Assert.True(source.Read());
        string[] texts = [.. values.Select((_, i) => source.Text(i))];

        Assert.Equal(
            [
                "a", "b", "c", "true", "false", "-7", "-70000", "7000000000000", "0.5", "-2.5E-09",
                "123456789012345678901234567890.00012", "-0.00000012", "10000", "0.00", "99990000", "0.10", "-12345.6789", "NaN",
                "2026-02-03", "2026-02-03T04:05:06.7", "1999-12-31T23:59:59.999999+00:00", "infinity", "-infinity",
                "00112233-4455-6677-8899-aabbccddeeff", "{\"a\": 1}", "{1,2}", "", "\u00e4\u20ac\U0001F600", "10 days",
            ],
            texts);
        Assert.False(source.Read());
    }

    [Fact]
    public void Numerics_are_the_nearest_numbers()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();

        // The server's own conversion to double is the judge: through its text.
        using RowSource source = snapshot.Query("""
            SELECT n, n::double precision AS d FROM (
                SELECT (i * 7919 % 1000003)::numeric / (10 ^ (i % 40))::numeric AS n FROM generate_series(1, 2000) i
                UNION ALL SELECT -(i::numeric ^ 9) FROM generate_series(1, 500) i
                UNION ALL SELECT (2::numeric ^ 53 + i) / 1000 FROM generate_series(-20, 20) i) AS x
            """, "numerics");
        var formats = new CellFormats();
        int rows = 0;
        while (source.Read())
        {
            source.ReadNumber(0, formats, out double fromNumeric);
            source.ReadNumber(1, formats, out double fromDouble);
            Assert.Equal(fromDouble, fromNumeric);
            rows++;
        }

        Assert.Equal(2541, rows);
    }

    [Fact]
    public void All_sources_of_a_snapshot_show_the_moment_when_it_began()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, "CREATE TABLE t (a int, b int); INSERT INTO t VALUES (1, 2)");
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        PostgreSqlServer.Execute(login, "INSERT INTO t VALUES (3, 4)");
        using RowSource first = snapshot.Table("t");
        Assert.Single(first.ReadTies<long>(new()));
        PostgreSqlServer.Execute(login, "INSERT INTO t VALUES (5, 6)");
        using RowSource second = snapshot.Query("SELECT * FROM t", "again");

        Assert.Single(second.ReadTies<long>(new()));
        Assert.InRange(snapshot.TakenAt.Offset, TimeSpan.Zero, TimeSpan.Zero);
    }

    [Fact]
    public void Long_rows_and_many_rows_cross_the_buffer()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Query("SELECT i, repeat(chr(97 + i % 26), i * 37 % 3001 + CASE WHEN i % 1000 = 0 THEN 300000 ELSE 0 END) FROM generate_series(1, 5000) i", "long rows");
        long i = 0;
        while (source.Read())
        {
            i++;
            source.ReadInt64(0, out long number);
            Assert.Equal(i, number);
            Assert.Equal(new string((char)(97 + (i % 26)), (int)((i * 37 % 3001) + (i % 1000 == 0 ? 300000 : 0))), source.Text(1));
        }

        Assert.Equal(5000, i);
    }

    [Fact]
    public void Rows_that_are_not_read_to_the_end_leave_the_snapshot_as_it_was()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, "CREATE TABLE t AS SELECT i AS a, i + 1 AS b FROM generate_series(1, 300000) i");
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using (RowSource source = snapshot.Table("t"))
        {
            Assert.Equal(5, source.ReadTies<long>(new()).Take(5).Count());
            InvalidOperationException busy = Assert.Throws<InvalidOperationException>(() => snapshot.Table("t"));
            Assert.Contains("t is being read", busy.Message, StringComparison.Ordinal);
        }

        using RowSource again = snapshot.Table("t");
        Assert.Equal(300000, again.ReadTies<long>(new()).Count());
    }

    [Fact]
    public void Progress_tells_rows_and_what_the_server_last_counted()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, "CREATE TABLE t AS SELECT i AS a, i + 1 AS b FROM generate_series(1, 40000) i; ANALYZE t");
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Table("t");
        var told = new Told();

        Assert.Equal(40000, source.ReadTies<long>(new(), progress: told).Count());

        Assert.All(told.All, progress => Assert.Equal(40000, progress.Total));
        Assert.Equal(40000, told.All[^1].Rows);
        Assert.True(told.All.Count >= 3);
    }

    [Fact]
    public void Names_of_any_kind_mean_themselves()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, "CREATE TABLE \"a\"\"; DROP TABLE x; --\" (\"from \"\"quoted\"\"\" text, \"to;\" text); INSERT INTO \"a\"\"; DROP TABLE x; --\" VALUES ('x', 'y')");
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Table("a\"; DROP TABLE x; --");

        Assert.Equal([new("x", "y", 1)], source.ReadTies<string>(new() { From = "from \"quoted\"", To = "to;" }));
    }

    [Fact]
    public void A_store_can_tell_rows_of_one_state_from_those_of_another()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource none = snapshot.Query("SELECT 1 AS a, 2 AS b -- without an end", "ties");
        using RowSource one = snapshot.Query("SELECT 1 AS a, 2 AS b", "ties", state: "2026-11-22");
        using RowSource same = snapshot.Query("SELECT 1 AS a, 2 AS b", "ties", state: "2026-11-22");
        using RowSource other = snapshot.Query("SELECT 1 AS a, 2 AS b", "ties", state: "2026-11-23");

        Assert.Contains("state: \"2026-11-22\"", Assert.Throws<ArgumentException>(none.Sha256).Message, StringComparison.Ordinal);
        Assert.Equal(one.Sha256(), same.Sha256());
        Assert.NotEqual(one.Sha256(), other.Sha256());
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Told : IProgress<RowProgress>
    {
        internal List<RowProgress> All { get; } = [];

        public void Report(RowProgress value) => All.Add(value);
    }
}
