namespace InfluenceGraph.Data.Imports;

/// <summary>A store's import as a target of rows.</summary>
internal sealed class StoreTarget<TRow>(StoreImport import, Action<StoreImport, IReadOnlyList<TRow>, ImportCounts> put) : IRowTarget<TRow>
{
    public long Position => import.Position;

    public bool IsComplete => import.IsComplete;

    public void Put(IReadOnlyList<TRow> rows, ImportCounts countsSoFar) => put(import, rows, countsSoFar);

    public long Complete(ImportCounts counts)
    {
        import.Complete(counts);
        return import.Removed;
    }

    public void Dispose() => import.Dispose();
}
