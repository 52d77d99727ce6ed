using Npgsql;
using Xunit;

namespace InfluenceGraph.Data.Tests.PostgreSql;

public sealed class ReadingBadInputTests(PostgreSqlServer server)
{
    [Fact]
    public void A_wrong_password_is_told_without_it()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        login.Password = "sesame-open";
        PostgreSqlException e = Assert.Throws<PostgreSqlException>(() => PostgreSqlDatabase.Connect(login.ConnectionString));

        Assert.Equal("28P01", e.SqlState);
        Assert.Contains("as 'owner': connecting failed: password authentication failed for user \"owner\" (28P01). Look at user name and password", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_without_a_server_is_told()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        login.Port = 1;
        PostgreSqlException e = Assert.Throws<PostgreSqlException>(() => PostgreSqlDatabase.Connect(login.ConnectionString));

        Assert.Contains("at 127.0.0.1:1 as 'owner': connecting failed: no server answers (ConnectionRefused). Look at host and port", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgreSqlServer.Password, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_database_is_told()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        login.Database = "nowhere";

        Assert.Contains("database \"nowhere\" does not exist (3D000). Look at the database's name", Assert.Throws<PostgreSqlException>(() => PostgreSqlDatabase.Connect(login.ConnectionString)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Password=abc;def;Username=x")]
    [InlineData("Host=db;Password=def;Port=many")]
    [InlineData("postgresql://ann:def@db/crm?sslmod=require")]
    [InlineData("Password=def;Database=crm")]
    [InlineData("postgres://[def")]
    public void A_connection_string_that_cannot_be_read_is_not_repeated(string text)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => PostgreSqlDatabase.Connect(text));

        Assert.StartsWith("The connection string ", e.Message, StringComparison.Ordinal);
        Assert.Contains("expected Host=", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("def", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_uri_connects_as_psql_does()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect($"postgresql://owner:{Uri.EscapeDataString(PostgreSqlServer.Password)}@127.0.0.1:{server.Port}/{login.Database}?sslmode=disable&application_name=x%20y");

        Assert.Equal($"PostgreSQL database '{login.Database}' at 127.0.0.1:{server.Port} as 'owner'", database.ToString());
    }

    [Fact]
    public void A_data_source_of_the_callers_stays_open()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using NpgsqlDataSource source = NpgsqlDataSource.Create(login);
        PostgreSqlDatabase.Connect(source).Dispose();
        using NpgsqlConnection connection = source.OpenConnection();

        Assert.Equal(System.Data.ConnectionState.Open, connection.State);
    }

    [Fact]
    public void An_old_server_is_refused()
    {
        PostgreSqlException e = Assert.Throws<PostgreSqlException>(() => PostgreSqlDatabase.RequireServer(new(9, 6), "PostgreSQL database 'crm'"));
        PostgreSqlDatabase.RequireServer(new(12, 0), "PostgreSQL database 'crm'");

        Assert.Equal("PostgreSQL database 'crm': the server is PostgreSQL 9.6; expected version 12 or later. Export the tables to files instead.", e.Message);
    }

    [Fact]
    public void A_missing_table_is_told_with_those_that_there_are()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, "CREATE SCHEMA crm; CREATE TABLE crm.trust (a int, b int); CREATE TABLE \"Ties\" (a int, b int)");
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();

        Assert.Contains("opening trust failed: relation \"trust\" does not exist (42P01). Look at the table's name and schema; names are taken as they are written, capitals too. There are: crm.trust, public.Ties.", Assert.Throws<PostgreSqlException>(() => snapshot.Table("trust")).Message, StringComparison.Ordinal);
        Assert.Contains("There are: crm.trust, public.Ties.", Assert.Throws<PostgreSqlException>(() => snapshot.Table("trust", "sales")).Message, StringComparison.Ordinal);
        Assert.Contains("column \"c\" does not exist (42703)", Assert.Throws<PostgreSqlException>(() => snapshot.Query("SELECT c FROM crm.trust", "ties")).Message, StringComparison.Ordinal);
        Assert.Contains("syntax error", Assert.Throws<PostgreSqlException>(() => snapshot.Query("SELECT FROM WHERE", "ties")).Message, StringComparison.Ordinal);
        Assert.Equal(["crm.trust", "public.Ties"], snapshot.Tables());
    }

    [Fact]
    public void A_missing_column_is_told_with_those_that_there_are()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, "CREATE TABLE t (a int, b int)");
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Table("t");

        CustomerDataException e = Assert.Throws<CustomerDataException>(() => source.ReadTies<string>(new() { Permission = "share" }));
        Assert.Contains("there is no such column; expected one of these: a, b", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_cannot_write()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, "CREATE TABLE t (a int, b int); INSERT INTO t VALUES (1, 2); CREATE FUNCTION wipe() RETURNS int LANGUAGE sql AS 'DELETE FROM t; SELECT 1'");
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Query("SELECT wipe() AS a, 2 AS b", "ties");

        Assert.Contains("25006", Assert.Throws<CustomerDataException>(() => source.ReadTies<long>(new()).Count()).Message, StringComparison.Ordinal);
        Assert.Equal(1L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM t"));
    }

    [Theory]
    [InlineData("ARRAY[1]", "integer[]", "a number")]
    [InlineData("'{}'::jsonb", "jsonb", "a number")]
    [InlineData("'2026-01-01'::date", "date", "a number")]
    public void A_column_of_a_type_without_numbers_is_told_with_its_type(string value, string type, string what)
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Query($"SELECT 'x' AS a, 'y' AS b, {value} AS much", "ties");

        CustomerDataException e = Assert.Throws<CustomerDataException>(() => source.ReadTies<string>(new() { Strength = "much" }).Count());
        Assert.Equal($"ties: column 'much' has the type {type}, from which {what} cannot be read; expected a column of numbers, texts or dates that says it. Name another column, or cast it in a query.", e.Message);
    }

    [Fact]
    public void A_key_of_another_type_is_told()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Query("SELECT gen_random_uuid() AS a, 2 AS b", "ties");

        Assert.Contains("column 'a' has the type uuid, from which a whole number cannot be read", Assert.Throws<CustomerDataException>(() => source.ReadTies<long>(new()).Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_rows_are_counted_with_row_and_reason()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, """
            CREATE TABLE t (n serial, a text, b text, share double precision, since timestamptz, until timestamptz);
            INSERT INTO t (a, b, share, since, until) VALUES
                ('x', 'y', 0.5, NULL, NULL),
                (NULL, 'y', 1, NULL, NULL),
                ('x', '  ', 1, NULL, NULL),
                ('x', 'y', 80, NULL, NULL),
                ('x', 'y', NULL, NULL, NULL),
                ('x', 'y', 'NaN', NULL, NULL),
                ('x', 'y', 1, '2026-01-02', '2026-01-01'),
                ('x', 'y', 1, NULL, 'infinity');
            """);
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Query("SELECT * FROM t ORDER BY n", "ties");
        RowReading<Tie<string>> reading = source.ReadTies<string>(new() { From = "a", To = "b", Permission = "share", Since = "since", Until = "until" });

        Assert.Single(reading);
        Assert.Equal(new ImportCounts(8, 1, 1, 6), reading.Report.Counts);
        Assert.Equal(["row 2", "row 3", "row 4", "row 6", "row 7", "row 8"], reading.Report.Examples.Select(example => example.Place));
        Assert.Contains("Scale = PermissionScale.Percent", reading.Report.Examples[2].Reason, StringComparison.Ordinal);
        Assert.Contains("a=x | b=y | share=80", reading.Report.Examples[2].Content, StringComparison.Ordinal);
        Assert.Contains("'infinity'", reading.Report.Examples[5].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_breaks_off_in_the_middle_is_told_and_gives_no_graph()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Query("SELECT i AS a, i + 1 AS b, repeat('x', 100) FROM generate_series(1, 3000000) i", "ties");

        CustomerDataException e = Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies(Killing(source.ReadTies<long>(new()), login)));

        Assert.Contains("broke off after row ", e.Message, StringComparison.Ordinal);
        Assert.Contains("try again", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_timeout_is_told()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString, o => o with { StatementTimeout = TimeSpan.FromMilliseconds(200) });
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Query("SELECT 1 AS a, 2 AS b, pg_sleep(20)", "ties");

        Assert.Contains("canceling statement due to statement timeout (57014). The server ended it: raise StatementTimeout", Assert.Throws<CustomerDataException>(() => source.ReadTies<long>(new()).Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_may_not_be_read_is_told()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, $"CREATE TABLE t (a int, b int); CREATE USER guest_{login.Database} PASSWORD 'guest'");
        login.Username = $"guest_{login.Database}";
        login.Password = "guest";
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource source = snapshot.Table("t");

        Assert.Contains("permission denied for table t (42501). Ask the database's owner", Assert.Throws<CustomerDataException>(() => source.ReadTies<long>(new()).Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_all_told() =>
        Assert.Equal(
            "PostgreSqlOptions: Schema is 'pg_catalog'; expected a name of at most 63 bytes that does not begin with pg_; KeepRuns is 0; expected 1 or more, or null for all; StatementTimeout is -00:00:01; expected 0 (none) to 24 days, or null for what the server says.",
            Assert.Throws<ArgumentException>(() => PostgreSqlDatabase.Connect("Host=db", o => o with { Schema = "pg_catalog", KeepRuns = 0, StatementTimeout = TimeSpan.FromSeconds(-1) })).Message);

    /// <summary>Ends all other connections to the database when a thousand rows were read.</summary>
    private static IEnumerable<Tie<long>> Killing(IEnumerable<Tie<long>> ties, NpgsqlConnectionStringBuilder login)
    {
        int rows = 0;
        foreach (Tie<long> tie in ties)
        {
            if (++rows == 1000)
            {
                PostgreSqlServer.Execute(login, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }

            yield return tie;
        }
    }
}
