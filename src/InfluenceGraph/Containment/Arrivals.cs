using InfluenceGraph.Cascades;

namespace InfluenceGraph.Containment;

/// <summary>
/// Whom the complaint reaches in a drawn world, when some are blocked, within the limits of hops and time; after how many
/// hops, and when. With a limit of hops and one of time, somebody is reached whom some way of few enough ties reaches in
/// time: so a blocked node never lets anybody else be reached.
/// </summary>
internal sealed class Arrivals(CascadeGraph graph)
{
    private readonly bool _isTimed = graph.Delays is not null;
    private readonly PriorityQueue<int, (double Time, int Place)> _queue = new();
    private int[] _stamps = [];
    private int[] _reached = [];
    private int[] _hops = [];
    private double[] _times = [];
    private double[] _newTimes = [];
    private int[] _frontier = [];
    private int _stamp;
    private int _cut;

    /// <summary>The local nodes reached; in a world without delays by rising hops, with delays by rising time unless hops are limited too.</summary>
    internal ReadOnlySpan<int> Reached => _reached.AsSpan(0, Count);

    internal int Count { get; private set; }

    /// <summary>The hops on the way that is the first to come.</summary>
    internal int HopsOf(int place) => _hops[place];

    /// <summary>In days; 0 where only hops count.</summary>
    internal double TimeOf(int place) => _isTimed ? _times[place] : 0;

    internal bool Reaches(int place) => _stamps[place] == _stamp;

    /// <summary>Searches. O(edges), times a logarithm where there are delays, times the hops where both are limited.</summary>
    /// <param name="world">The world.</param>
    /// <param name="isBlocked">By node of the graph; empty for nobody.</param>
    /// <param name="cut">A live edge that is cut, as a position in the world's edges; -1 for none.</param>
    internal void Search(ComplaintWorld world, bool[] isBlocked, int cut = -1)
    {
        Reserve(world.Count);
        _cut = cut;
        Count = 0;
        for (int source = 0; source < world.SourceCount; source++)
        {
            if (isBlocked.Length == 0 || !isBlocked[world.Nodes[source]])
            {
                Reach(source, hops: 0, time: 0);
            }
        }

        if (!_isTimed)
        {
            SearchByHops(world, isBlocked);
        }
        else if (graph.MaxHops < graph.NodeCount - 1)
        {
            SearchByRounds(world, isBlocked);
        }
        else
        {
            SearchByTime(world, isBlocked);
        }
    }

    private void SearchByHops(ComplaintWorld world, bool[] isBlocked)
    {
        for (int i = 0; i < Count; i++)
        {
            int place = _reached[i];
            int hops = _hops[place] + 1;
            if (hops > graph.MaxHops)
            {
                return;
            }

            for (int e = world.Offsets[place]; e < world.Offsets[place + 1]; e++)
            {
                int target = world.Targets[e];
                if (_stamps[target] != _stamp && e != _cut && (isBlocked.Length == 0 || !isBlocked[world.Nodes[target]]))
                {
                    Reach(target, hops, time: 0);
                }
            }
        }
    }

    private void SearchByTime(ComplaintWorld world, bool[] isBlocked)
    {
        int sources = Count;
        for (int i = 0; i < sources; i++)
        {
            _queue.Enqueue(_reached[i], (0, _reached[i]));
        }

        Count = 0;
        while (_queue.TryDequeue(out int place, out (double Time, int Place) priority))
        {
            if (priority.Time > _times[place] || _frontier[place] == _stamp)
            {
                continue;
            }

            _frontier[place] = _stamp;
            _reached[Count++] = place;
            for (int e = world.Offsets[place]; e < world.Offsets[place + 1]; e++)
            {
                int target = world.Targets[e];
                double time = priority.Time + world.Delays[e];
                if (time <= graph.LatestArrival && e != _cut
                    && (_stamps[target] != _stamp || time < _times[target])
                    && (isBlocked.Length == 0 || !isBlocked[world.Nodes[target]]))
                {
                    (_stamps[target], _times[target], _hops[target]) = (_stamp, time, _hops[place] + 1);
                    _queue.Enqueue(target, (time, target));
                }
            }
        }
    }

    /// <summary>Round h finds who can be reached sooner with h ties than with fewer.</summary>
    private void SearchByRounds(ComplaintWorld world, bool[] isBlocked)
    {
        int[] frontier = [.. Reached];
        var later = new List<int>();
        for (int hops = 1; hops <= graph.MaxHops && frontier.Length > 0; hops++)
        {
            later.Clear();
            foreach (int place in frontier)
            {
                for (int e = world.Offsets[place]; e < world.Offsets[place + 1]; e++)
                {
                    int target = world.Targets[e];
                    double time = _times[place] + world.Delays[e];
                    bool isKnown = _stamps[target] == _stamp;
                    double known = isKnown ? Math.Min(_times[target], _newTimes[target]) : double.PositiveInfinity;
                    if (e == _cut || time > graph.LatestArrival || time >= known || (isBlocked.Length > 0 && isBlocked[world.Nodes[target]]))
                    {
                        continue;
                    }

                    if (!isKnown)
                    {
                        Reach(target, hops, double.PositiveInfinity);
                    }

                    if (double.IsPositiveInfinity(_newTimes[target]))
                    {
                        later.Add(target);
                    }

                    _newTimes[target] = time;
                }
            }

            // Only now, so that a word never takes two ties in one round.
            foreach (int place in later)
            {
                (_times[place], _hops[place], _newTimes[place]) = (_newTimes[place], hops, double.PositiveInfinity);
            }

            frontier = [.. later];
        }
    }

    private void Reach(int place, int hops, double time)
    {
        (_stamps[place], _hops[place]) = (_stamp, hops);
        if (_isTimed)
        {
            (_times[place], _newTimes[place]) = (time, double.PositiveInfinity);
        }

        _reached[Count++] = place;
    }

    private void Reserve(int nodes)
    {
        if (_stamps.Length < nodes || _stamp == int.MaxValue)
        {
            int length = Math.Max(nodes, 2 * _stamps.Length);
            _stamps = new int[length];
            _reached = new int[length];
            _hops = new int[length];
            _times = _isTimed ? new double[length] : [];
            _newTimes = _isTimed ? new double[length] : [];
            _frontier = _isTimed ? new int[length] : [];
            _stamp = 0;
        }

        _stamp++;
    }
}
