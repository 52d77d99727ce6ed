using System.Diagnostics;

namespace InfluenceGraph.Benchmarks.Compare;

/// <summary>Times iterations from outside, by the progress reports between them: what a caller waits, not what a kernel claims.</summary>
internal sealed class SweepTimes : IProgress<IterationProgress>
{
    private long _first;
    private long _last;
    private int _count;

    /// <summary>Seconds per iteration, without the first one, whose time includes the set-up.</summary>
    internal double SecondsPerSweep => Stopwatch.GetElapsedTime(_first, _last).TotalSeconds / (_count - 1);

    public void Report(IterationProgress value)
    {
        _last = Stopwatch.GetTimestamp();
        _first = _count++ == 0 ? _last : _first;
    }
}
