namespace InfluenceGraph.Data.Imports;

/// <summary>
/// Puts batches into a target on another thread while the next one is read: one at a time and in their order, so that the target is the same as without it.
/// The target is touched by nobody else until the writer is idle.
/// </summary>
internal sealed class BatchWriter<TRow>(IRowTarget<TRow> target)
{
    private Task? _writing;
    private List<TRow> _spare = [];
    private long _underWay;

    /// <summary>Rows of the source that are in.</summary>
    internal long Put { get; private set; } = target.Position;

    /// <summary>Hands over a batch once the one before is in.</summary>
    /// <returns>An empty list for the next batch.</returns>
    internal List<TRow> Begin(List<TRow> batch, ImportCounts counts)
    {
        Wait();
        List<TRow> next = _spare;
        _spare = batch;
        _underWay = counts.RowsRead;
        _writing = Task.Run(() =>
        {
            target.Put(batch, counts);
            batch.Clear();
        });
        return next;
    }

    /// <summary>Waits until all batches are in.</summary>
    internal void Wait()
    {
        if (_writing is Task writing)
        {
            _writing = null;
            writing.GetAwaiter().GetResult();
            Put = _underWay;
        }
    }

    /// <summary>Waits where something else went wrong already, which is then the problem to tell.</summary>
    internal void WaitAfterProblem()
    {
        try
        {
            Wait();
        }
        catch (Exception error) when (error is StoreException or IOException)
        {
            // The batch is not in, and the count of rows that are says so.
        }
    }
}
