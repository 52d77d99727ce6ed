using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Data;
using Npgsql;
using static InfluenceGraph.Benchmarks.Compare.CompareReport;

namespace InfluenceGraph.Benchmarks.Jobs;

/// <summary>Ties out of a PostgreSQL server and scores back into it, beside <c>psql \copy</c> of the same rows.</summary>
internal sealed class PostgreSqlCommand
{
    private const string Schema = "influencegraph_bench";

    private const string Usage = """
        postgresql CONNECTION [--ties 10000000] [--scale 20] [--scores 1000000] [--repeats 3] [--note TEXT] [--out FILE.md]
          CONNECTION  such as "Host=127.0.0.1;Port=5432;Username=me;Password=...;Database=scratch"; psql has to be on the path.
                      A schema influencegraph_bench is made there and dropped at the end.
        """;

    private readonly NpgsqlConnectionStringBuilder _login;
    private readonly CompareReport _report;
    private readonly string _folder;
    private readonly int _repeats;

    private PostgreSqlCommand(NpgsqlConnectionStringBuilder login, CompareReport report, string folder, int repeats) =>
        (_login, _report, _folder, _repeats) = (login, report, folder, repeats);

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length == 0 || arguments[0].StartsWith("--", StringComparison.Ordinal))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var words = new OptionWords(arguments);
        (int ties, int scale, int scores) = (words.Whole("--ties", 10_000_000), words.Whole("--scale", 20), words.Whole("--scores", 1_000_000));
        var report = new CompareReport(
            "PostgreSQL: ties to a graph, scores back",
            string.Create(CultureInfo.InvariantCulture, $"dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- postgresql CONNECTION --ties {ties} --scale {scale} --scores {scores}"),
            compiler: "not needed");
        if (words.Text("--note") is { Length: > 0 } note)
        {
            report.Row("note", note);
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("postgresql");
        var command = new PostgreSqlCommand(new(arguments[0]), report, folder.FullName, words.Whole("--repeats", 3));
        try
        {
            command.Execute($"DROP SCHEMA IF EXISTS {Schema} CASCADE; CREATE SCHEMA {Schema}");
            return command.TellTies(ties, scale) & command.TellScores(scores) ? 0 : 1;
        }
        finally
        {
            command.Execute($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
            folder.Delete(recursive: true);
            if (words.Text("--out") is { Length: > 0 } file)
            {
                report.Save(file);
            }
        }
    }

    private bool TellTies(int count, int scale)
    {
        var export = CrmExport.Write(_folder, scale, count);
        Execute($"CREATE TABLE {Schema}.crm_ties (reaches text, reached text, permission double precision, contacts integer)");
        Psql($"\\copy {Schema}.crm_ties FROM '{export.Ties}' CSV HEADER");
        Execute($"ANALYZE {Schema}.crm_ties");
        _report.Row("server", $"{Scalar("SHOW server_version")}, on the same machine");
        _report.Row("ties", $"{Number(count)} rows of two texts, a double and an integer, {Number(new FileInfo(export.Ties).Length / 1e6)} MB as CSV");

        string copied = Path.Combine(_folder, "copied.csv");
        long[] counted = [0, 0];
        double[] seconds = Medians(
            () => () => Psql($"\\copy {Schema}.crm_ties TO '{copied}' CSV"),
            () => () => counted[0] = WithTies(ties => ties.LongCount()),
            () => () => counted[1] = WithTies(ties => CustomerGraph.FromTies(ties).TieCount));
        _report.Table("ties out", "s", "rows/s", "speed beside psql");
        Tell("`psql \\copy` to a CSV file", seconds[0], count, seconds[0]);
        Tell("rows to `Tie<string>`", seconds[1], count, seconds[0]);
        Tell("rows to a graph", seconds[2], count, seconds[0]);
        return Array.TrueForAll(counted, ties => ties == count);
    }

    private bool TellScores(int count)
    {
        KeyValuePair<string, double>[] scores = [.. Enumerable.Range(0, count).Select(i => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"C{i:0000000}"), 1e6 / (1 + (i * 7919L % count))))];
        string file = Path.Combine(_folder, "scores.csv");
        var ranks = scores.OrderByDescending(score => score.Value).ThenBy(score => score.Key, StringComparer.Ordinal);
        File.WriteAllLines(file, ranks.Select((score, place) => string.Create(CultureInfo.InvariantCulture, $"1,{place + 1},{score.Key},{score.Value:R}")));
        Receipt receipt = CustomerGraph.FromTies([new Tie<string>("ann", "bob", 1)], o => o with { OnUnknownCustomer = UnknownCustomerRule.Add }).SocialValue().Receipt;

        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(_login.ConnectionString, o => o with { Schema = Schema });
        ScoreRun run = database.WriteScores("made first", [KeyValuePair.Create("ann", 1.0)], receipt);
        double[] seconds = Medians(
            () =>
            {
                // The same columns and the same indexes.
                Execute($"DROP TABLE IF EXISTS {Schema}.copied; CREATE TABLE {Schema}.copied (LIKE {Schema}.score INCLUDING INDEXES INCLUDING CONSTRAINTS)");
                return () => Psql($"\\copy {Schema}.copied FROM '{file}' CSV");
            },
            () => () => run = database.WriteScores("social value", scores, receipt));
        long same = (long)Scalar($"SELECT count(*) FROM {Schema}.score s JOIN {Schema}.copied c ON c.rank = s.rank WHERE s.run_id = {run.Id} AND c.customer = s.customer AND c.score = s.score")!;
        _report.Table("scores in", "s", "rows/s", "speed beside psql");
        Tell("`psql \\copy` from a CSV file, ranks given, no receipt", seconds[0], count, seconds[0]);
        Tell("`WriteScores`: ranks, receipt, one transaction", seconds[1], count, seconds[0]);
        _report.Say(same == count ? "Every row that psql wrote is one that `WriteScores` wrote." : $"**Only {same} of {count} rows agree.**");
        return same == count;
    }

    private T WithTies<T>(Func<IEnumerable<Tie<string>>, T> use)
    {
        using PostgreSqlDatabase database = PostgreSqlDatabase.Connect(_login.ConnectionString);
        using PostgreSqlSnapshot snapshot = database.BeginSnapshot();
        using RowSource rows = snapshot.Table("crm_ties", Schema);
        return use(rows.ReadTies<string>(new TieMapping { From = "reaches", To = "reached", Permission = "permission", Strength = "contacts" }));
    }

    /// <summary>In turns. A job gives what is to be timed; what it does before is not.</summary>
    private double[] Medians(params Func<Action>[] jobs)
    {
        double[][] seconds = [.. jobs.Select(_ => new double[_repeats])];
        for (int turn = 0; turn < _repeats; turn++)
        {
            for (int job = 0; job < jobs.Length; job++)
            {
                Action run = jobs[job]();
                GC.Collect();
                var watch = Stopwatch.StartNew();
                run();
                seconds[job][turn] = watch.Elapsed.TotalSeconds;
            }
        }

        return [.. seconds.Select(times => times.Order().ElementAt(times.Length / 2))];
    }

    private void Tell(string name, double seconds, int rows, double psql) =>
        _report.Cells(name, Number(seconds, "0.00"), Number(rows / seconds), Number(psql / seconds, "0.00"));

    private void Psql(string command)
    {
        var start = new ProcessStartInfo("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", _login.Host!, "-p", _login.Port.ToString(CultureInfo.InvariantCulture), "-U", _login.Username!, "-d", _login.Database!, "-c", command]);
        start.Environment["PGPASSWORD"] = _login.Password;
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"psql ended with exit code {process.ExitCode}.");
        }
    }

    private void Execute(string sql) => Scalar(sql);

    private object? Scalar(string sql)
    {
        using var connection = new NpgsqlConnection(_login.ConnectionString);
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // This file's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command.ExecuteScalar();
    }
}
