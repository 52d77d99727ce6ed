namespace InfluenceGraph.Containment;

/// <summary>
/// Follows the good word of advocates, one after the other, through a world in which a complaint travels: on the same live
/// edges, and only over those whom it reaches in time. Whoever hears the complaint first passes no good word on; that this
/// is the same as comparing the two distances is shown in <see cref="AdvocateSets"/>.
/// </summary>
internal sealed class GoodWord(LiveEdges live, GoodWordRules rules)
{
    private readonly Dictionary<int, double> _complaint = [];
    private readonly Dictionary<int, double> _heard = [];
    private readonly PriorityQueue<int, (double Time, int Node)> _queue = new();
    private readonly LiveRow _row = new();
    private ulong _world;
    private bool[] _isBlocked = [];

    /// <summary>How many hear the good word first, the advocates included.</summary>
    internal int HeardCount => _heard.Count;

    /// <summary>Makes a world ready.</summary>
    internal void Enter(long world, ComplaintWorld drawn, Arrivals arrivals, bool[] isBlocked)
    {
        _world = live.WorldOf(world);
        _isBlocked = isBlocked;
        _heard.Clear();
        _complaint.Clear();
        foreach (int place in arrivals.Reached)
        {
            // Whoever complains is never won over by hearsay, however early it comes.
            double arrival = place < drawn.SourceCount ? double.NegativeInfinity
                : live.IsTimed ? arrivals.TimeOf(place)
                : arrivals.HopsOf(place);
            _complaint.Add(drawn.Nodes[place], arrival);
        }
    }

    /// <summary>Adds an advocate.</summary>
    /// <param name="advocate">The node.</param>
    /// <param name="grains">What each node counts.</param>
    /// <returns>What is saved beyond those whom earlier advocates save.</returns>
    internal long Add(int advocate, long[] grains)
    {
        long saved = 0;
        double limit = live.IsTimed ? live.Graph.TimeLimit : live.Graph.MaxHops + rules.Delay;
        Offer(advocate, rules.Delay, limit, grains, ref saved);
        while (_queue.TryDequeue(out int node, out (double Time, int Node) priority))
        {
            if (priority.Time > _heard[node])
            {
                continue;
            }

            live.Draw(_world, node, _row);
            for (int i = 0; i < _row.Count; i++)
            {
                double step = live.IsTimed ? live.DelayOf(_world, _row.Edges[i]) : 1;
                Offer(_row.Targets[i], priority.Time + step, limit, grains, ref saved);
            }
        }

        return saved;
    }

    private void Offer(int node, double time, double limit, long[] grains, ref long saved)
    {
        double complaint = _complaint.GetValueOrDefault(node, double.PositiveInfinity);
        bool isHeard = _heard.TryGetValue(node, out double before);
        if (time > limit || _isBlocked[node] || !rules.IsInTime(time, complaint) || (isHeard && before <= time))
        {
            return;
        }

        if (!isHeard && complaint < double.PositiveInfinity)
        {
            saved += grains[node];
        }

        _heard[node] = time;
        _queue.Enqueue(node, (time, node));
    }
}
