using System.Globalization;
using InfluenceGraph.Data.Stores;
using Npgsql;
using NpgsqlTypes;

namespace InfluenceGraph.Data.PostgreSql;

/// <summary>Runs and their scores, to and from the tables.</summary>
internal static class ScoreRows
{
    private const string Columns = """
        id, measure, written_at, scores, data_hash, library_version, as_of, valid_until, consent, options, customers, customers_used,
        tie_rows, ties_used, customers_left_out, ties_left_out, notes, receipt
        """;

    /// <summary>The scores by key, each customer once, and the rank of each.</summary>
    internal static (KeyValuePair<string, double>[] Rows, int[] Ranks) Ranked<TKey>(IEnumerable<KeyValuePair<TKey, double>> scores)
        where TKey : notnull
    {
        KeyValuePair<string, double>[] rows = ScoreWriter.Checked(scores as IEnumerable<KeyValuePair<string, double>> ?? scores.Select(score => new KeyValuePair<string, double>(TextOf(score.Key), score.Value)));
        Array.Sort(rows, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        for (int row = 1; row < rows.Length; row++)
        {
            if (string.Equals(rows[row].Key, rows[row - 1].Key, StringComparison.Ordinal))
            {
                throw new ArgumentException($"Scores: '{rows[row].Key}' stands twice; expected each customer once.");
            }
        }

        int[] ranks = new int[rows.Length];
        int rank = 0;
        foreach (int row in ScoreWriter.Ranked(rows))
        {
            ranks[row] = ++rank;
        }

        return (rows, ranks);
    }

    internal static ScoreRun InsertRun(SqlSession session, string schema, string measure, long scores, StoredReceipt receipt)
    {
        using NpgsqlCommand command = session.Command($"""
            INSERT INTO {SqlNames.Quoted(schema)}.score_run (measure, scores, data_hash, library_version, as_of, valid_until, consent, options, customers, customers_used,
                tie_rows, ties_used, customers_left_out, ties_left_out, notes, receipt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            RETURNING {Columns}
            """);
        void Add(NpgsqlDbType type, object? value) => command.Parameters.Add(new() { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        Add(NpgsqlDbType.Text, measure);
        Add(NpgsqlDbType.Bigint, scores);
        Add(NpgsqlDbType.Text, receipt.DataHash);
        Add(NpgsqlDbType.Text, receipt.LibraryVersion);
        Add(NpgsqlDbType.TimestampTz, receipt.AsOf?.ToUniversalTime());
        Add(NpgsqlDbType.TimestampTz, receipt.ValidUntil?.ToUniversalTime());
        Add(NpgsqlDbType.Text, receipt.Consent);
        Add(NpgsqlDbType.Text, receipt.Options);
        Add(NpgsqlDbType.Bigint, receipt.Customers);
        Add(NpgsqlDbType.Bigint, receipt.CustomersUsed);
        Add(NpgsqlDbType.Bigint, receipt.TieRows);
        Add(NpgsqlDbType.Bigint, receipt.TiesUsed);
        Add(NpgsqlDbType.Jsonb, ReceiptText.Json(receipt.CustomersLeftOut));
        Add(NpgsqlDbType.Jsonb, ReceiptText.Json(receipt.TiesLeftOut));
        Add(NpgsqlDbType.Jsonb, ReceiptText.Json(receipt.Notes));
        Add(NpgsqlDbType.Text, receipt.Text);
        using NpgsqlDataReader row = command.ExecuteReader();
        row.Read();
        return RunOf(row);
    }

    /// <summary>Writes the rows in the order of the primary key, which is much faster: its newest leaf is then always at hand.</summary>
    internal static void Copy(SqlSession session, string schema, long run, KeyValuePair<string, double>[] rows, int[] ranks, IProgress<RowProgress>? progress, CancellationToken cancellationToken) => TableCopy.Write(
        session,
        $"{SqlNames.Quoted(schema)}.score (run_id, rank, customer, score)",
        "writing scores",
        rows.Length,
        Enumerable.Range(0, rows.Length),
        (writer, row) => writer.BeginRow(4).Whole(run).Whole(ranks[row]).Text(rows[row].Key).Number(rows[row].Value),
        progress,
        cancellationToken);

    /// <summary>Removes all but the newest runs of a measure.</summary>
    internal static void Prune(SqlSession session, string schema, string measure, int keep)
    {
        string quoted = SqlNames.Quoted(schema);
        string old = $"(SELECT id FROM {quoted}.score_run WHERE measure = $1 ORDER BY id DESC OFFSET $2)";
        session.Execute($"DELETE FROM {quoted}.score WHERE run_id IN {old}", measure, keep);
        session.Execute($"DELETE FROM {quoted}.score_run WHERE id IN {old}", measure, keep);
    }

    internal static IReadOnlyList<ScoreRun> Runs(SqlSession session, string schema)
    {
        using NpgsqlCommand command = session.Command($"SELECT {Columns} FROM {SqlNames.Quoted(schema)}.score_run ORDER BY id DESC");
        using NpgsqlDataReader row = command.ExecuteReader();
        var runs = new List<ScoreRun>();
        while (row.Read())
        {
            runs.Add(RunOf(row));
        }

        return runs.AsReadOnly();
    }

    internal static bool Exists(SqlSession session, string schema, ScoreRun run) =>
        session.Scalar($"SELECT 1 FROM {SqlNames.Quoted(schema)}.score_run WHERE id = $1 AND measure = $2", run.Id, run.Measure) is not null;

    internal static IReadOnlyList<KeyValuePair<string, double>> Scores(SqlSession session, string schema, long run)
    {
        using NpgsqlCommand command = session.Command($"SELECT customer, score FROM {SqlNames.Quoted(schema)}.score WHERE run_id = $1 ORDER BY rank", run);
        using NpgsqlDataReader row = command.ExecuteReader();
        var scores = new List<KeyValuePair<string, double>>();
        while (row.Read())
        {
            scores.Add(new(row.GetString(0), row.GetDouble(1)));
        }

        return scores.AsReadOnly();
    }

    internal static void Remove(SqlSession session, string schema, long run)
    {
        session.Execute($"DELETE FROM {SqlNames.Quoted(schema)}.score WHERE run_id = $1", run);
        session.Execute($"DELETE FROM {SqlNames.Quoted(schema)}.score_run WHERE id = $1", run);
    }

    private static string TextOf<TKey>(TKey key)
        where TKey : notnull => key switch
        {
            null => null!,
            long number => number.ToString(CultureInfo.InvariantCulture),
            Guid guid => guid.ToString(),
            _ => throw new ArgumentException($"Keys of type {typeof(TKey)} cannot be written; expected string, long or Guid."),
        };

    private static ScoreRun RunOf(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetFieldValue<DateTimeOffset>(2),
        row.GetInt64(3),
        new(
            row.GetString(4),
            row.GetString(5),
            MomentOf(row, 6),
            MomentOf(row, 7),
            row.GetString(8),
            row.GetString(9),
            row.GetInt64(10),
            row.GetInt64(11),
            row.GetInt64(12),
            row.GetInt64(13),
            ReceiptText.LeftOuts(row.GetString(14)),
            ReceiptText.LeftOuts(row.GetString(15)),
            ReceiptText.LeftOuts(row.GetString(16)),
            row.GetString(17)));

    private static DateTimeOffset? MomentOf(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
