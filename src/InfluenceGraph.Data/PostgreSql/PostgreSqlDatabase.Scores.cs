using System.Data;
using System.Globalization;
using InfluenceGraph.Data.PostgreSql;
using InfluenceGraph.Data.Stores;
using Npgsql;

namespace InfluenceGraph.Data;

/// <content>Scores with their receipts.</content>
public sealed partial class PostgreSqlDatabase
{
    /// <summary>The SQL that makes the tables and views, for databases where only somebody else may make them. Where it was run, writing scores and graphs needs USAGE on the schema, SELECT, INSERT and DELETE on its tables, and nothing else.</summary>
    /// <param name="schema">The schema; see <see cref="PostgreSqlOptions.Schema"/>.</param>
    /// <returns>The script, for psql or any other client.</returns>
    /// <exception cref="ArgumentException">The name of the schema cannot be used.</exception>
    public static string SchemaScript(string schema = "influencegraph")
    {
        PostgreSqlOptions options = PostgreSqlOptions.Checked(o => o with { Schema = schema });
        return DatabaseSchema.Script(options.Schema);
    }

    /// <summary>Writes scores with their receipt, in one transaction: whoever reads the database sees all of the run or nothing of it.</summary>
    /// <remarks>Ranks run from 1 for the highest score; of equal scores the first by key, in ordinal order, comes first. Makes the schema on first use. Writers wait for one another, so that a later run is a newer one. O(n log n).</remarks>
    /// <typeparam name="TKey">The key: <see cref="string"/>, <see cref="long"/> or <see cref="Guid"/>; it is written as text.</typeparam>
    /// <param name="measure">What they are scores of, such as <c>social value</c>. The view <c>latest_scores</c> shows the newest run of each measure.</param>
    /// <param name="scores">A score for each customer; each customer once.</param>
    /// <param name="receipt">What they were computed from.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops writing; nothing is then written.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">The measure is blank, a score is not a finite number, a customer stands twice, or keys of this type cannot be written. Nothing was written.</exception>
    /// <exception cref="PostgreSqlException">The user may not write, the connection broke off, or the schema is of a newer version of the library. Nothing was written, or the message says that this is not known.</exception>
    /// <exception cref="OperationCanceledException">Writing was cancelled.</exception>
    public ScoreRun WriteScores<TKey>(string measure, IEnumerable<KeyValuePair<TKey, double>> scores, Receipt receipt, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(measure);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(receipt);

        // Before anybody else has to wait.
        StoredReceipt stored = ReceiptText.Of(receipt);
        (KeyValuePair<string, double>[] rows, int[] ranks) = ScoreRows.Ranked(scores);
        return InTransaction("writing scores", IsolationLevel.ReadCommitted, session =>
        {
            Lock(session);
            DatabaseSchema.Prepare(session, _options.Schema);
            ScoreRun run = ScoreRows.InsertRun(session, _options.Schema, measure, rows.Length, stored);
            ScoreRows.Copy(session, _options.Schema, run.Id, rows, ranks, progress, cancellationToken);
            if (_options.KeepRuns is int keep)
            {
                ScoreRows.Prune(session, _options.Schema, measure, keep);
            }

            return run;
        });
    }

    /// <summary>The score runs, newest first.</summary>
    /// <returns>The runs with their receipts, without the scores; none where none was ever written.</returns>
    /// <exception cref="PostgreSqlException">The schema may not be read or is of a newer version of the library, or the connection broke off.</exception>
    public IReadOnlyList<ScoreRun> ScoreRuns() => InTransaction<IReadOnlyList<ScoreRun>>("listing score runs", IsolationLevel.RepeatableRead, session =>
        DatabaseSchema.FindVersion(session, _options.Schema) == 0 ? [] : ScoreRows.Runs(session, _options.Schema));

    /// <summary>Reads the scores of a run, the highest first.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="ArgumentException">The database has no such run.</exception>
    /// <exception cref="PostgreSqlException">The schema may not be read or is of a newer version of the library, or the connection broke off.</exception>
    public IReadOnlyList<KeyValuePair<string, double>> ReadScores(ScoreRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return InTransaction("reading scores", IsolationLevel.RepeatableRead, session =>
        {
            RequireRun(session, run);
            return ScoreRows.Scores(session, _options.Schema, run.Id);
        });
    }

    /// <summary>Removes a run with its scores and its receipt, in one transaction.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="ArgumentException">The database has no such run.</exception>
    /// <exception cref="PostgreSqlException">The user may not remove it, or the connection broke off.</exception>
    public void Remove(ScoreRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        InTransaction("removing a score run", IsolationLevel.ReadCommitted, session =>
        {
            Lock(session);
            RequireRun(session, run);
            ScoreRows.Remove(session, _options.Schema, run.Id);
            return true;
        });
    }

    private void RequireRun(SqlSession session, ScoreRun run)
    {
        if (DatabaseSchema.FindVersion(session, _options.Schema) == 0 || !ScoreRows.Exists(session, _options.Schema, run))
        {
            throw new ArgumentException($"{Place} has no {run}; expected a run that {nameof(ScoreRuns)} lists.", nameof(run));
        }
    }

    /// <summary>One writer after the other, from here to the end of the transaction.</summary>
    private void Lock(SqlSession session) => session.Execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", $"InfluenceGraph {_options.Schema}");

    private T InTransaction<T>(string doing, IsolationLevel level, Func<SqlSession, T> work)
    {
        using NpgsqlConnection connection = Opened();
        bool isCommitting = false;
        try
        {
            using NpgsqlTransaction transaction = connection.BeginTransaction(level);
            var session = new SqlSession(connection, transaction, Place);
            if (_options.StatementTimeout is TimeSpan limit)
            {
                session.Execute(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL statement_timeout = {(long)limit.TotalMilliseconds}"));
            }

            T result = work(session);
            isCommitting = true;
            transaction.Commit();
            return result;
        }
        catch (Exception e) when (ServerProblems.IsOne(e))
        {
            PostgreSqlException problem = ServerProblems.Of(e, Place, doing);
            throw isCommitting && e is not PostgresException
                ? new PostgreSqlException($"{problem.Message} Whether the server had written it by then is not known: look at {nameof(ScoreRuns)}.", e)
                : problem;
        }
    }
}
