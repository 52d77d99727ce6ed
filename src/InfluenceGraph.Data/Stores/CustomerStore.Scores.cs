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
    /// <param name="progress">Told about scores written.</param>
    /// <param name="cancellationToken">Stops the writing; nothing is written then.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">The measure is blank, a score is not a finite number, or a customer stands twice. Nothing was written.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only. Nothing was written.</exception>
    /// <exception cref="OperationCanceledException">The writing was cancelled. Nothing was written.</exception>
    public ScoreRun WriteScores(
        string measure,
        IEnumerable<KeyValuePair<string, double>> scores,
        Receipt receipt,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(measure);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(receipt);
        return Write(measure, scores, parts: [], receipt, progress, cancellationToken);
    }

    /// <summary>Writes social values with their receipt and, beside each, its parts: own, direct circle and beyond, which add up to it. See <see cref="WriteScores(string, IEnumerable{KeyValuePair{string, double}}, Receipt, IProgress{WorkProgress}?, CancellationToken)"/>.</summary>
    /// <param name="measure">What they are called, such as <c>social value</c>.</param>
    /// <param name="value">The result.</param>
    /// <param name="progress">Told about scores written.</param>
    /// <param name="cancellationToken">Stops the writing; nothing is written then.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">The measure is blank. Nothing was written.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only. Nothing was written.</exception>
    /// <exception cref="OperationCanceledException">The writing was cancelled. Nothing was written.</exception>
    public ScoreRun WriteScores(string measure, SocialValueResult<string> value, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Write(measure, value, value.Breakdown(), value.Receipt, progress, cancellationToken);
    }

    /// <summary>Writes the receipt of an answer that has no score for each customer, such as a plan of seeds: a run without scores.</summary>
    /// <param name="measure">What the answer is called.</param>
    /// <param name="receipt">What it was computed from.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">The measure is blank. Nothing was written.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only. Nothing was written.</exception>
    public ScoreRun WriteReceipt(string measure, Receipt receipt) => WriteScores(measure, [], receipt);

    /// <summary>Whether what a run was computed from is what there is now, and what changed since.</summary>
    /// <param name="run">The run.</param>
    /// <param name="now">The receipt of the same question asked now: of the new result or, for measures such as social value that use customers, own values and ties alone, of the view, as in <c>store.ReadGraph().For(Purpose.Score, now).Receipt</c>.</param>
    /// <returns>The answer, with the imports completed since.</returns>
    /// <exception cref="ArgumentException">The store has no such run.</exception>
    /// <exception cref="StoreException">The store is busy or damaged.</exception>
    public ScoreCheck Check(ScoreRun run, Receipt now)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(now);
        RequireOpen();
        var receipt = StoredReceipt.Of(now);
        IReadOnlyList<ImportRecord> imports = [];
        _database.InSnapshot(() =>
        {
            RequireRun(run);
            imports = ImportReading.CompletedSince(_database, run.WrittenAt);
        });
        return new(run, receipt, run.Receipt.DifferencesFrom(receipt), imports);
    }

    /// <summary>The imports, in the order in which they were begun.</summary>
    /// <returns>The imports, complete or not.</returns>
    /// <exception cref="StoreException">The store is busy or damaged.</exception>
    public IReadOnlyList<ImportRecord> Imports()
    {
        RequireOpen();
        return ImportReading.All(_database);
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
    /// <param name="progress">Told about scores read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The scores; without customers who were forgotten since.</returns>
    /// <exception cref="ArgumentException">The store has no such run.</exception>
    /// <exception cref="StoreException">The store is busy or damaged.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IReadOnlyList<KeyValuePair<string, double>> ReadScores(ScoreRun run, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        RequireOpen();
        IReadOnlyList<KeyValuePair<string, double>> scores = [];
        _database.InSnapshot(() =>
        {
            RequireRun(run);
            scores = ScoreReading.Scores(_database, run, new("reading scores", run.Scores, progress, cancellationToken));
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

    private ScoreRun Write(
        string measure,
        IEnumerable<KeyValuePair<string, double>> scores,
        IEnumerable<SocialValueParts<string>> parts,
        Receipt receipt,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(measure);
        RequireWritable();

        KeyValuePair<string, double>[] rows = ScoreWriter.Checked(scores);

        // The receipt's hash and the ranks take a while: they are made while the customers go in.
        Task<(StoredReceipt Receipt, int[] Ranked)> told = Task.Run(() => (StoredReceipt.Of(receipt), ScoreWriter.Ranked(rows)), cancellationToken);
        long run = 0;
        try
        {
            _database.InTransaction(() => run = ScoreWriter.Write(_database, _ids, measure, rows, parts, told, new("writing scores", rows.Length, progress, cancellationToken)));
        }
        catch
        {
            _ids.Clear();
            throw;
        }

        return ScoreReading.Run(_database, run)!;
    }

    private void RequireRun(ScoreRun run)
    {
        if (_database.Statement("SELECT 1 FROM score_run WHERE id = ?1 AND measure = ?2").Bind(1, run.Id).Bind(2, run.Measure).Number() is null)
        {
            throw new ArgumentException($"Store '{FilePath}' has no {run}; expected a run that {nameof(ScoreRuns)} lists.", nameof(run));
        }
    }
}
