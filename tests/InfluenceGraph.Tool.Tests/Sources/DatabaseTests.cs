using System.Text.Json;
using InfluenceGraph.Data.Tests.PostgreSql;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace InfluenceGraph.Tool.Tests.Sources;

/// <summary>Tables and queries answer as the files do that have the same rows.</summary>
public sealed class DatabaseTests(PostgreSqlServer server)
{
    private const string Ties = "truster,trustee,percent_allowed\nann,bob,50\nbob,cem,100\ncem,ann,25\ndia,ann,100\n";
    private const string Customers = "id,revenue\nann,10\nbob,20\ncem,30\ndia,40\n";
    private const string Script = """
        CREATE TABLE trust (truster TEXT, trustee TEXT, percent_allowed INTEGER);
        INSERT INTO trust VALUES ('ann', 'bob', 50), ('bob', 'cem', 100), ('cem', 'ann', 25), ('dia', 'ann', 100);
        CREATE TABLE customer (id TEXT, revenue REAL);
        INSERT INTO customer VALUES ('ann', 10), ('bob', 20), ('cem', 30), ('dia', 40);
        """;

    private static readonly string[] _columns = ["--from", "truster", "--to", "trustee", "--direction", "to-reaches-from", "--permission", "percent_allowed", "--scale", "percent", "--key", "id", "--value", "revenue"];

    [Fact]
    public void Tables_of_sqlite_answer_as_files_do()
    {
        using var folder = new TemporaryFolder();
        string database = WithSqlite(folder);
        string expected = OfFiles(folder);
        Assert.Equal(expected, Answered("--database", database, "--ties", "trust", "--customers", "customer"));
        Assert.Equal(expected, Answered("--database", database, "--ties", "select * from trust order by truster", "--customers", "SELECT id, revenue FROM customer"));
    }

    [Fact]
    public void Tables_of_sqlite_are_taken_in_anew_and_a_named_state_once()
    {
        using var folder = new TemporaryFolder();
        string[] import = ["import", "--store", folder.Of("own.db"), "--database", WithSqlite(folder), "--ties", "trust", "--customers", "customer", .. _columns, "--json"];
        using JsonDocument first = Parsed(import);
        Assert.Equal(4, first.RootElement.GetProperty("summary").GetProperty("ties").GetInt64());
        using JsonDocument named = Parsed([.. import, "--snapshot", "monday"]);
        using JsonDocument again = Parsed([.. import, "--snapshot", "monday"]);
        Assert.Equal([8, 0], new[] { named, again }.Select(answer => answer.RootElement.GetProperty("summary").GetProperty("rows_read").GetInt64()));
        Assert.Equal(4, again.RootElement.GetProperty("summary").GetProperty("ties").GetInt64());
        Assert.Equal(OfFiles(folder), Answered("--store", folder.Of("own.db")));
    }

    [Fact]
    public void A_table_that_is_not_there_is_told_with_those_that_are()
    {
        using var folder = new TemporaryFolder();
        Run run = ToolRunner.Run(["score", "--database", WithSqlite(folder), "--ties", "trusts", .. _columns[..6]]);
        Assert.Equal(ExitCode.BadData, run.Code);
        Assert.Contains("trusts cannot be read: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("It has customer, trust.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_is_not_there_is_bad_data()
    {
        Run run = ToolRunner.Run(["score", "--database", "/nowhere/app.sqlite", "--ties", "trust", .. _columns[..6]]);
        Assert.Equal(ExitCode.BadData, run.Code);
        Assert.Contains("/nowhere/app.sqlite: there is no such file; expected an SQLite database, or a PostgreSQL one", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://ann:s3cret@db/crm")]
    [InlineData("postgresql://db/crm?user=ann&password=s3cret")]
    [InlineData("Host=db;Database=crm;Username=ann;Password=s3cret")]
    [InlineData("Host=db;Database=crm;Pwd=s3cret")]
    public void A_password_on_the_command_line_is_refused_and_not_repeated(string connection)
    {
        Run run = ToolRunner.Run(["score", "--database", connection, "--ties", "trust", .. _columns[..6]]);
        Assert.Equal(ExitCode.WrongUse, run.Code);
        Assert.Contains("PGPASSWORD", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_a_database_problem()
    {
        Run run = ToolRunner.Run(["score", "--database", "postgresql://nobody@127.0.0.1:1/crm", "--ties", "trust", .. _columns[..6]]);
        Assert.Equal(ExitCode.StoreProblem, run.Code);
        Assert.Contains("no server answers", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Postgresql_is_read_by_table_and_by_query_and_keeps_the_scores()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, Script);
        using var folder = new TemporaryFolder();
        using var password = new VariableScope("PGPASSWORD", PostgreSqlServer.Password);
        string connection = FormattableString.Invariant($"postgresql://{login.Username}@{login.Host}:{login.Port}/{login.Database}");
        string expected = OfFiles(folder);
        Assert.Equal(expected, Answered("--database", connection, "--ties", "trust", "--customers", "public.customer"));
        Assert.Equal(expected, Answered("--database", connection, "--ties", "select * from trust;", "--customers", "select id, revenue from customer", "--save"));
        Assert.Equal(4L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.latest_scores"));
        using JsonDocument imported = Parsed(["import", "--store", folder.Of("own.db"), "--database", connection, "--ties", "trust", "--customers", "customer", .. _columns, "--json"]);
        Assert.Equal(4, imported.RootElement.GetProperty("summary").GetProperty("ties").GetInt64());
        Run missing = ToolRunner.Run(["score", "--database", connection, "--ties", "trusts", .. _columns[..6]]);
        Assert.Equal(ExitCode.StoreProblem, missing.Code);
        Assert.Contains("public.trust", missing.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgreSqlServer.Password, missing.Errors, StringComparison.Ordinal);
    }

    private static string WithSqlite(TemporaryFolder folder)
    {
        string path = folder.Of("app.sqlite");
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = Script;
        command.ExecuteNonQuery();
        return path;
    }

    private static string OfFiles(TemporaryFolder folder) => Answered("--ties", folder.Write("ties.csv", Ties), "--customers", folder.Write("customers.csv", Customers));

    private static string Answered(params string[] source)
    {
        bool isStore = string.Equals(source[0], "--store", StringComparison.Ordinal);
        Run run = ToolRunner.Run(["score", .. source, .. isStore ? [] : _columns, "--csv"]);
        Assert.True(run.Code == 0, run.Errors);
        return run.Output;
    }

    private static JsonDocument Parsed(string[] args)
    {
        Run run = ToolRunner.Run(args);
        Assert.True(run.Code == 0, run.Errors);
        return JsonDocument.Parse(run.Output);
    }

    /// <summary>A variable of the environment for as long as a test runs.</summary>
    private sealed class VariableScope : IDisposable
    {
        private readonly string _name;
        private readonly string? _before;

        internal VariableScope(string name, string value)
        {
            (_name, _before) = (name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
    }
}
