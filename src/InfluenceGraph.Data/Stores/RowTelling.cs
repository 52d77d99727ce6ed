namespace InfluenceGraph.Data.Stores;

/// <summary>Tells about rows dealt with and listens to who wants them stopped, every so many rows.</summary>
internal sealed class RowTelling
{
    private const int RowsPerReport = 1 << 16;

    private readonly string _phase;
    private readonly long _total;
    private readonly IProgress<WorkProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private long _row;

    internal RowTelling(string phase, long total, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        (_phase, _total, _progress, _cancellationToken) = (phase, total, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new(phase, 0, total));
    }

    /// <summary>One more row was dealt with.</summary>
    internal void Next()
    {
        if (++_row % RowsPerReport == 0 || _row == _total)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _progress?.Report(new(_phase, _row, _total));
        }
    }
}
