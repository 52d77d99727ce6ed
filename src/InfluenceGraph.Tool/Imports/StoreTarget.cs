using System.Diagnostics;
using InfluenceGraph.Data;

namespace InfluenceGraph.Tool.Imports;

/// <summary>Takes rows into a store.</summary>
internal sealed class StoreTarget(string path) : IImportTarget
{
    private const int RowsAtOnce = 50_000;

    private readonly CustomerStore _store = CustomerStore.OpenOrCreate(path);

    public IReadOnlyList<string> Findings => [];

    public ImportReport Take(RowSource source, CustomerMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop) =>
        _store.ImportCustomers(source, mapping, configure, progress, stop);

    public ImportReport Take(RowSource source, TieMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop) =>
        _store.ImportTies(source, mapping, configure, progress, stop);

    public ImportReport Take(RowSource source, ConsentMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop) =>
        _store.ImportConsents(source, mapping, configure, progress, stop);

    public ImportReport Take(RowSource source, InteractionMapping mapping, Func<ImportOptions, ImportOptions> configure, IProgress<RowProgress> progress, CancellationToken stop) =>
        _store.ImportInteractions(source, mapping, configure, progress, stop);

    public ImportOutcome Take(ImportSource source, IEnumerable<Customer<string>> customers, CancellationToken stop) =>
        Take(source, customers, (import, rows, counts) => import.Put(rows, counts), stop);

    public ImportOutcome Take(ImportSource source, IEnumerable<Tie<string>> ties, CancellationToken stop) =>
        Take(source, ties, (import, rows, counts) => import.Put(rows, counts), stop);

    public StoreSummary? Summary() => _store.Summary();

    public void Dispose() => _store.Dispose();

    private ImportOutcome Take<TRow>(ImportSource source, IEnumerable<TRow> rows, Action<StoreImport, IReadOnlyList<TRow>, ImportCounts> put, CancellationToken stop)
    {
        long start = Stopwatch.GetTimestamp();
        string kind = source.Kind.ToString().ToLowerInvariant();
        using StoreImport import = _store.BeginImport(source);
        if (import.IsComplete)
        {
            return new(source.Name, kind, default, 0) { WasComplete = true };
        }

        long before = import.Position;
        long taken = before;
        foreach (TRow[] batch in rows.Skip(checked((int)before)).Chunk(RowsAtOnce))
        {
            stop.ThrowIfCancellationRequested();
            taken += batch.Length;
            put(import, batch, new(taken, taken, 0, 0));
        }

        import.Complete(new(taken, taken, 0, 0));
        return new(source.Name, kind, import.Counts, taken) { ResumedAfter = before, Removed = import.Removed, Duration = Stopwatch.GetElapsedTime(start) };
    }
}
