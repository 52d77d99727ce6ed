namespace InfluenceGraph.Benchmarks.Compare;

/// <summary>Watches memory while something runs, by looking every few milliseconds.</summary>
internal sealed class PeakMemory
{
    private readonly long _heapBefore;
    private readonly long _processBefore;
    private long _heapPeak;
    private long _processPeak;
    private readonly bool _collecting;
    private volatile bool _isDone;

    private PeakMemory(bool collecting)
    {
        _collecting = collecting;
        GC.Collect();
        _heapBefore = GC.GetTotalMemory(forceFullCollection: true);
        _processBefore = Environment.WorkingSet;
    }

    /// <summary>Runs and says by how much the managed heap and the process grew at most.</summary>
    /// <param name="collecting">Whether to collect garbage at each look: slow, but then the heap is what is really in use.</param>
    /// <param name="run">What to watch.</param>
    internal static (T Result, long Heap, long Process) While<T>(bool collecting, Func<T> run)
    {
        var peak = new PeakMemory(collecting);
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
            _heapPeak = Math.Max(_heapPeak, GC.GetTotalMemory(_collecting));
            _processPeak = Math.Max(_processPeak, Environment.WorkingSet);
            Thread.Sleep(5);
        }
    }
}
