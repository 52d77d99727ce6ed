using InfluenceGraph.Data.Stores;

namespace InfluenceGraph.Data;

/// <content>Scores with their receipts.</content>
public sealed partial class CustomerStore
{
    /// <summary>Writes scores with their receipt, in one transaction: whoever reads the store sees all of the run or nothing of it.</summary>
    /// <remarks>Ranks run from 1 for the highest score; of equal scores the first by key, in ordinal order, comes first. Customers whom the store does not know are known by name from then on. O(n log n).</remarks>
    /// <param name="measure">What they are scores of, such as <c>social value</c>. The view <c>latest_scores</c> shows the newest run of each measure.</param>
    /// <param name="scores">A score for each customer; each customer once.</param>
    /// <param name="receipt">What they were computed from.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">The measure is blank, a score is not a finite number, or a customer stands twice. Nothing was written.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only. Nothing was written.</exception>
    public ScoreRun WriteScores(string measure, IEnumerable<KeyValuePair<string, double>> scores, Receipt receipt)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(measure);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(receipt);
        RequireWritable();

        // The receipt's hash may take a while: computed before anybody else has to wait.
        StoredReceipt stored = ReceiptText.Of(receipt);
        KeyValuePair<string, double>[] rows = ScoreWriter.Checked(scores);
        long run = 0;
        try
        {
            _database.InTransaction(() => run = ScoreWriter.Write(_database, _ids, measure, rows, stored));
        }
        catch
        {
            _ids.Clear();
            throw;
        }

        return ScoreReading.Run(_database, run)!;
    }

    /// <summary>The score runs, newest first.</summary>
    /// <returns>The runs with their receipts, without the scores.</returns>
    /// <exception cref="StoreException">The store is busy or damaged.</exception>
    public IReadOnlyList<ScoreRun> ScoreRuns()
    {
        RequireOpen();
        return ScoreReading.Runs(_database);
    }

    /// <summary>Reads the scores of a run, the highest first.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The scores; without customers who were forgotten since.</returns>
    /// <exception cref="ArgumentException">The store has no such run.</exception>
    /// <exception cref="StoreException">The store is busy or damaged.</exception>
    public IReadOnlyList<KeyValuePair<string, double>> ReadScores(ScoreRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RequireOpen();
        IReadOnlyList<KeyValuePair<string, double>> scores = [];
        _database.InSnapshot(() =>
        {
            RequireRun(run);
            scores = ScoreReading.Scores(_database, run.Id);
        });
        return scores;
    }

    /// <summary>Removes a run with its scores and its receipt, in one transaction. The file keeps its size and uses the room for what comes next.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="ArgumentException">The store has no such run.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only. Nothing was removed.</exception>
    public void Remove(ScoreRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RequireWritable();
        _database.InTransaction(() =>
        {
            RequireRun(run);
            _database.Statement("DELETE FROM score WHERE run_id = ?1").Bind(1, run.Id).Run();
            _database.Statement("DELETE FROM score_run WHERE id = ?1").Bind(1, run.Id).Run();
        });
    }

    private void RequireRun(ScoreRun run)
    {
        if (_database.Statement("SELECT 1 FROM score_run WHERE id = ?1 AND measure = ?2").Bind(1, run.Id).Bind(2, run.Measure).Number() is null)
        {
            throw new ArgumentException($"Store '{FilePath}' has no {run}; expected a run that {nameof(ScoreRuns)} lists.", nameof(run));
        }
    }
}
