using InfluenceGraph.Graphs;

namespace InfluenceGraph.Learning;

/// <summary>Reads the tries of a log: O(rows x out-degree), one action at a time.</summary>
internal sealed class TryScan
{
    private readonly TryTable _table;
    private readonly CsrGraph _graph;
    private readonly NodeLog _log;
    private readonly long _window;
    private readonly long _lastStart;
    private readonly long _watchedUntil;

    /// <summary>By node: its place in the action being read, from 1; 0 where it did not act.</summary>
    private readonly int[] _places;

    /// <summary>The follow-ups of the action being read: whose, on which edge, after how long.</summary>
    private readonly List<(int Place, int Edge, long Delay)> _follows = [];

    private TryScan(CsrGraph graph, NodeLog log, LearningOptions options)
    {
        _table = new(graph.EdgeCount, graph.NodeCount);
        _graph = graph;
        _log = log;
        _places = new int[graph.NodeCount];
        _window = (options.Timing == InfluenceTiming.WithinMeanDelay && options.MeanDelay < (options.Window ?? TimeSpan.MaxValue) ? options.MeanDelay : options.Window)?.Ticks ?? long.MaxValue;
        long? until = options.ObservedUntil?.UtcTicks;
        _lastStart = until is null || options.IsContinuous ? long.MaxValue : until.Value - _window;
        _watchedUntil = options.IsContinuous ? until ?? long.MaxValue : long.MaxValue;
    }

    /// <summary>Reads a log.</summary>
    /// <param name="graph">The edges that may carry influence; no self edges.</param>
    /// <param name="log">The log.</param>
    /// <param name="options">Window, timing and the end of observation.</param>
    /// <param name="progress">Told after each action.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal static TryTable Read(CsrGraph graph, NodeLog log, LearningOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var scan = new TryScan(graph, log, options);
        for (int action = 0; action < log.ActionCount; action++)
        {
            scan.Read(action, cancellationToken);
            progress?.Report(new("reading the log", action + 1, log.ActionCount));
        }

        if (options is { Timing: InfluenceTiming.WithinMeanDelay, MeanDelay: null })
        {
            scan._table.KeepWithinMeanDelay();
        }

        return scan._table;
    }

    private void Read(int action, CancellationToken cancellationToken)
    {
        (int start, int end) = (_log.Offsets[action], _log.Offsets[action + 1]);
        for (int i = start; i < end; i++)
        {
            _places[_log.Nodes[i]] = i - start + 1;
            _table.Actions[_log.Nodes[i]]++;
        }

        for (int i = start; i < end; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_log.Ticks[i] > _lastStart)
            {
                _table.UnfinishedRows++;
                continue;
            }

            _table.SourceActions[_log.Nodes[i]]++;
            ReadTriesOf(_log.Nodes[i], _log.Ticks[i], start);
        }

        // By who followed, then by who acted first: stable, so the order is the log's.
        foreach (IGrouping<int, (int Place, int Edge, long Delay)> group in _follows.GroupBy(follow => follow.Place).OrderBy(group => group.Key))
        {
            foreach ((_, int edge, long delay) in group)
            {
                _table.AddFollow(edge, delay);
            }

            _table.CloseGroup();
        }

        _follows.Clear();
        for (int i = start; i < end; i++)
        {
            _places[_log.Nodes[i]] = 0;
        }
    }

    private void ReadTriesOf(int source, long time, int start)
    {
        for (int e = (int)_graph.Offsets[source]; e < (int)_graph.Offsets[source + 1]; e++)
        {
            int place = _places[_graph.Targets[e]];
            long delay = place == 0 ? long.MaxValue : _log.Ticks[start + place - 1] - time;
            _table.BothActed[e] += place > 0 ? 1 : 0;
            _table.Simultaneous += delay == 0 ? 1 : 0;
            if (delay <= 0)
            {
                continue;
            }

            _table.Tries[e]++;
            if (place > 0 && delay <= _window)
            {
                _follows.Add((place, e, delay));
            }
            else if (_watchedUntil < long.MaxValue)
            {
                _table.WatchedEdges.Add(e);
                _table.WatchedFor.Add(_watchedUntil - time);
            }
        }
    }
}
