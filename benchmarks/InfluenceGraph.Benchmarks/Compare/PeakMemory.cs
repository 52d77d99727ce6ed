namespace InfluenceGraph.Benchmarks.Compare;

/// <summary>Watches memory while something runs, by looking every few milliseconds.</summary>
internal sealed class PeakMemory
{
    private readonly long _heapBefore;
    private readonly long _processBefore;
    private long _heapPeak;
    private long _processPeak;
    private volatile bool _isDone;

    private PeakMemory()
    {
        GC.Collect();
        _heapBefore = GC.GetTotalMemory(forceFullCollection: true);
        _processBefore = Environment.WorkingSet;
    }

    /// <summary>Runs and says by how much the managed heap (garbage not yet collected included) and the process grew at most.</summary>
    internal static (T Result, long Heap, long Process) While<T>(Func<T> run)
    {
        var peak = new PeakMemory();
        var watcher = new Thread(peak.Watch) { IsBackground = true };
        watcher.Start();
        try
        {
            T result = run();
            return (result, peak._heapPeak - peak._heapBefore, peak._processPeak - peak._processBefore);
        }
        finally
        {
            peak._isDone = true;
            watcher.Join();
        }
    }

    private void Watch()
    {
        while (!_isDone)
        {
            _heapPeak = Math.Max(_heapPeak, GC.GetTotalMemory(forceFullCollection: false));
            _processPeak = Math.Max(_processPeak, Environment.WorkingSet);
            Thread.Sleep(5);
        }
    }
}
