namespace InfluenceGraph.GraphFiles;

/// <summary>Lets threads do work as they can, but close it in order: 0, 1, 2, ...</summary>
internal sealed class InTurn
{
    private readonly object _gate = new();
    private int _next;
    private bool _hasFailed;

    /// <summary>Waits for the turn of a number, closes, and lets the next one go. Where one before it failed, does nothing: that failure is told.</summary>
    internal void Close(int number, Action close)
    {
        lock (_gate)
        {
            while (_next != number && !_hasFailed)
            {
                Monitor.Wait(_gate);
            }

            if (!_hasFailed)
            {
                close();
                _next++;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Nobody waits any more.</summary>
    internal void Fail()
    {
        lock (_gate)
        {
            _hasFailed = true;
            Monitor.PulseAll(_gate);
        }
    }
}
