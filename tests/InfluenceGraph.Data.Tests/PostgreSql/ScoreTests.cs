using Npgsql;
using Xunit;

namespace InfluenceGraph.Data.Tests.PostgreSql;

public sealed class ScoreTests(PostgreSqlServer server)
{
    private static readonly CustomerGraph<string> _graph = CustomerGraph.FromTies<string>([new("a", "b", 1, Since: DateTimeOffset.UnixEpoch), new("b", "c", 0), new("c", "c", 1)]);

    private static readonly Receipt _receipt = _graph.At(DateTimeOffset.UnixEpoch.AddDays(1)).SocialValue().Receipt;

    private static readonly KeyValuePair<string, double>[] _scores = [new("b", 1.5), new("a", 2.25), new("\u00e4 'q\"", -1e-300), new("c", 1.5)];

    [Fact]
    public void Scores_come_back_with_their_receipt_and_in_the_views()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        Assert.Empty(database.ScoreRuns());
        Receipt receipt = _receipt;

        database.WriteScores("social value", [new KeyValuePair<string, double>("z", 9)], receipt);
        ScoreRun run = database.WriteScores("social value", _scores, receipt);

        Assert.Equal([2L, 1L], database.ScoreRuns().Select(each => each.Id));
        ScoreRun read = database.ScoreRuns()[0];
        Assert.Equal((run.Id, run.Measure, run.WrittenAt, 4L), (read.Id, read.Measure, read.WrittenAt, read.Scores));
        Assert.Equal(receipt.DataHash, read.Receipt.DataHash);
        Assert.Equal(receipt.AsOf, read.Receipt.AsOf);
        Assert.Equal(receipt.TiesLeftOut, read.Receipt.TiesLeftOut);
        Assert.Equal(receipt.ToString(), read.Receipt.ToString());
        Assert.Equal([new("a", 2.25), new("b", 1.5), new("c", 1.5), new("\u00e4 'q\"", -1e-300)], database.ReadScores(read));
        Assert.Equal("2 a 1, 2 b 2, 2 c 3, 2 \u00e4 'q\" 4", PostgreSqlServer.Scalar(login, "SELECT string_agg(run || ' ' || customer || ' ' || rank, ', ' ORDER BY rank) FROM influencegraph.latest_scores WHERE measure = 'social value'"));
        Assert.Equal(5L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.scores"));
        Assert.Equal((long)receipt.TiesLeftOut.Sum(item => item.Count), PostgreSqlServer.Scalar(login, "SELECT coalesce(sum((x->>'count')::bigint), 0)::bigint FROM influencegraph.score_run, jsonb_array_elements(ties_left_out) x WHERE id = 2"));
    }

    [Fact]
    public void Keys_that_are_numbers_or_guids_are_written_as_text()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString, o => o with { Schema = "My \"scores\"" });
        Guid guid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

        ScoreRun numbers = database.WriteScores("n", new Dictionary<long, double> { [-5] = 1 }, _receipt);
        ScoreRun guids = database.WriteScores("g", new Dictionary<Guid, double> { [guid] = 1 }, _receipt);

        Assert.Equal("-5", database.ReadScores(numbers)[0].Key);
        Assert.Equal(guid.ToString(), database.ReadScores(guids)[0].Key);
        Assert.Contains("expected string, long or Guid", Assert.Throws<ArgumentException>(() => database.WriteScores("d", [new KeyValuePair<double, double>(1, 1)], _receipt)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_as_many_runs_of_a_measure_are_kept_as_the_caller_says()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString, o => o with { KeepRuns = 2 });
        database.WriteScores("other", _scores, _receipt);
        for (int i = 0; i < 4; i++)
        {
            database.WriteScores("social value", _scores, _receipt);
        }

        Assert.Equal([5L, 4L, 1L], database.ScoreRuns().Select(run => run.Id));
        Assert.Equal(12L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.score"));
        database.Remove(database.ScoreRuns()[0]);
        Assert.Equal([4L, 1L], database.ScoreRuns().Select(run => run.Id));
        Assert.Equal(8L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.score"));
    }

    [Fact]
    public void Nothing_is_written_where_a_score_is_bad_or_writing_is_cancelled()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        ScoreRun first = database.WriteScores("m", _scores, _receipt);

        Assert.Throws<ArgumentException>(() => database.WriteScores("m", [new KeyValuePair<string, double>("a", double.NaN)], _receipt));
        Assert.Throws<ArgumentException>(() => database.WriteScores("m", [new KeyValuePair<string, double>("a", 1), new("a", 2)], _receipt));
        Assert.Throws<ArgumentException>(() => database.WriteScores("m", [new KeyValuePair<string, double>("a\0", 1)], _receipt));
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => database.WriteScores("m", Many(60_000), _receipt, new Telling(progress => stop.Cancel()), stop.Token));

        Assert.Equal([first.Id], database.ScoreRuns().Select(run => run.Id));
        Assert.Equal(4L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.score"));
    }

    [Fact]
    public void Readers_see_the_old_ranking_until_the_new_one_is_whole()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString, o => o with { KeepRuns = 1 });
        database.WriteScores("m", Many(1000), _receipt);
        var seen = new List<object?>();

        database.WriteScores("m", Many(50_000), _receipt, new Telling(_ => seen.Add(PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.latest_scores"))));

        Assert.True(seen.Count >= 4);
        Assert.All(seen, count => Assert.Equal(1000L, count));
        Assert.Equal(50_000L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.latest_scores"));
    }

    [Fact]
    public void A_connection_that_breaks_off_while_scores_are_written_leaves_nothing()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        database.WriteScores("m", Many(10), _receipt);
        bool isKilled = false;
        PostgreSqlException e = Assert.Throws<PostgreSqlException>(() => database.WriteScores("m", Many(400_000), _receipt, new Telling(progress =>
        {
            if (!isKilled && progress.Rows > 100_000)
            {
                isKilled = true;
                PostgreSqlServer.Execute(login, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
        })));

        Assert.Contains("writing scores failed: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("try again", e.Message, StringComparison.Ordinal);
        Assert.Single(database.ScoreRuns());
        Assert.Equal(10L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.score"));
    }

    [Fact]
    public void Two_writers_at_once_write_one_after_the_other()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString, o => o with { KeepRuns = 3 });

        // Both find no schema at first.
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => database.WriteScores("m", Many(5000), _receipt));

        Assert.Equal([4L, 3L, 2L], database.ScoreRuns().Select(run => run.Id));
        Assert.Equal(15_000L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.score"));
    }

    [Fact]
    public void A_user_who_may_only_read_is_told_and_reads_on()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        string guest = $"reader_{login.Database}";
        using (PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString))
        {
            database.WriteScores("m", _scores, _receipt);
        }

        PostgreSqlServer.Execute(login, $"CREATE USER {guest} PASSWORD 'guest'; GRANT USAGE ON SCHEMA influencegraph TO {guest}; GRANT SELECT ON ALL TABLES IN SCHEMA influencegraph TO {guest}");
        login.Username = guest;
        login.Password = "guest";
        using PostgreSqlDatabase asGuest = PostgreSqlDatabase.Connect(login.ConnectionString);

        Assert.Equal(4, asGuest.ReadScores(asGuest.ScoreRuns()[0]).Count);
        Assert.Contains("permission denied for table score_run (42501). Ask the database's owner", Assert.Throws<PostgreSqlException>(() => asGuest.WriteScores("m", _scores, _receipt)).Message, StringComparison.Ordinal);
        using PostgreSqlDatabase elsewhere = PostgreSqlDatabase.Connect(login.ConnectionString, o => o with { Schema = "elsewhere" });
        Assert.Equal("42501", Assert.Throws<PostgreSqlException>(() => elsewhere.WriteScores("m", _scores, _receipt)).SqlState);
        login.Options = "-c default_transaction_read_only=on";
        using PostgreSqlDatabase readOnly = PostgreSqlDatabase.Connect(login.ConnectionString);
        Assert.Contains("(25006). Connect to a server and as a user that may write.", Assert.Throws<PostgreSqlException>(() => readOnly.WriteScores("m", _scores, _receipt)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_else_may_make_the_schema_by_the_script()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        string writer = $"writer_{login.Database}";
        PostgreSqlServer.Execute(login, $"{PostgreSqlDatabase.SchemaScript()} CREATE USER {writer} PASSWORD 'writer'; GRANT USAGE ON SCHEMA influencegraph TO {writer}; GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA influencegraph TO {writer}");
        login.Username = writer;
        login.Password = "writer";
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString, o => o with { KeepRuns = 1 });

        database.WriteScores("m", _scores, _receipt);
        database.WriteScores("m", _scores, _receipt);

        Assert.Single(database.ScoreRuns());
    }

    [Fact]
    public void A_schema_of_a_newer_version_is_refused_and_left_alone()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        ScoreRun run = database.WriteScores("m", _scores, _receipt);
        PostgreSqlServer.Execute(login, "UPDATE influencegraph.schema_version SET version = 7");

        PostgreSqlException e = Assert.Throws<PostgreSqlException>(() => database.WriteScores("m", _scores, _receipt));

        Assert.Contains("schema 'influencegraph' has version 7; expected 1 or less. It was written by a newer version of the library", e.Message, StringComparison.Ordinal);
        Assert.Throws<PostgreSqlException>(database.ScoreRuns);
        Assert.Throws<PostgreSqlException>(() => database.ReadScores(run));
        Assert.Equal(4L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM influencegraph.score"));
    }

    [Fact]
    public void A_schema_with_tables_of_another_program_is_left_alone()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        PostgreSqlServer.Execute(login, "CREATE SCHEMA crm; CREATE TABLE crm.score (grade int)");
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString, o => o with { Schema = "crm" });

        Assert.Contains("(42P07). Another program has a table of that name there: say another Schema.", Assert.Throws<PostgreSqlException>(() => database.WriteScores("m", _scores, _receipt)).Message, StringComparison.Ordinal);
        Assert.Equal(1L, PostgreSqlServer.Scalar(login, "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'crm'"));
    }

    [Fact]
    public void A_run_that_is_not_there_is_told()
    {
        NpgsqlConnectionStringBuilder login = server.NewDatabase();
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(login.ConnectionString);
        ScoreRun run = database.WriteScores("m", _scores, _receipt);

        Assert.Contains("has no run 9: 4 scores of m", Assert.Throws<ArgumentException>(() => database.ReadScores(run with { Id = 9 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => database.Remove(run with { Measure = "other" }));
    }

    private static KeyValuePair<string, double>[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => new KeyValuePair<string, double>(FormattableString.Invariant($"customer {i}"), i % 1000))];

    private sealed class Telling(Action<RowProgress> tell) : IProgress<RowProgress>
    {
        public void Report(RowProgress value) => tell(value);
    }
}
