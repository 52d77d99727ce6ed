namespace InfluenceGraph.Data.Stores;

/// <summary>Rankings out of a store.</summary>
internal static class ScoreReading
{
    private const string SelectRuns = """
        SELECT id, measure, written_at, scores, data_hash, library_version, as_of, valid_until, consent, options, customers, customers_used,
            tie_rows, ties_used, customers_left_out, ties_left_out, notes, receipt FROM score_run
        """;

    internal static ScoreRun? Run(SqlDatabase database, long id)
    {
        SqlStatement row = database.Statement(SelectRuns + " WHERE id = ?1").Bind(1, id);
        if (!row.Next())
        {
            return null;
        }

        ScoreRun run = RunOf(row);
        row.Reset();
        return run;
    }

    internal static IReadOnlyList<ScoreRun> Runs(SqlDatabase database)
    {
        var runs = new List<ScoreRun>();
        SqlStatement row = database.Statement(SelectRuns + " ORDER BY id DESC");
        while (row.Next())
        {
            runs.Add(RunOf(row));
        }

        return runs.AsReadOnly();
    }

    internal static IReadOnlyList<KeyValuePair<string, double>> Scores(SqlDatabase database, ScoreRun run, RowTelling telling)
    {
        var scores = new List<KeyValuePair<string, double>>();
        SqlStatement row = database.Statement("SELECT c.key, s.score FROM score s CROSS JOIN customer c ON c.id = s.customer_id WHERE s.run_id = ?1 ORDER BY s.rank").Bind(1, run.Id);
        while (row.Next())
        {
            scores.Add(new(row.Text(0), row.Real(1)));
            telling.Next();
        }

        return scores.AsReadOnly();
    }

    private static ScoreRun RunOf(SqlStatement row) => new(
        row.Int64(0),
        row.Text(1),
        StoreMoments.ToMoment(row.Int64(2)),
        row.Int64(3),
        new(
            row.Text(4),
            row.Text(5),
            StoreMoments.ToMoment(row.Int64OrNull(6)),
            StoreMoments.ToMoment(row.Int64OrNull(7)),
            row.Text(8),
            row.Text(9),
            row.Int64(10),
            row.Int64(11),
            row.Int64(12),
            row.Int64(13),
            ReceiptText.LeftOuts(row.Text(14)),
            ReceiptText.LeftOuts(row.Text(15)),
            ReceiptText.LeftOuts(row.Text(16)),
            row.Text(17)));
}
