namespace InfluenceGraph.Containment;

/// <summary>
/// Follows the good word of advocates, one after the other, through a world in which a complaint travels: on the same live
/// edges, and only over those whom it reaches in time. Whoever hears the complaint first passes no good word on, nor does
/// anybody who complains, answered or not; who was answered without having complained passes it on like others. A node that
/// hears it no later than the complaint would come if nobody told any good word is saved: of a soonest way of the complaint,
/// the good word takes the rest as soon as it stops the complaint anywhere on it.
/// </summary>
internal sealed class GoodWord(LiveEdges live, GoodWordRules rules)
{
    private readonly Dictionary<int, double> _complaint = [];
    private readonly Dictionary<int, double> _heard = [];
    private readonly PriorityQueue<int, (double Time, int Node)> _queue = new();
    private readonly LiveRow _row = new();
    private ulong _world;
    private double _limit;

    /// <summary>How many hear the good word first, the advocates included.</summary>
    internal int HeardCount => _heard.Count;

    internal bool Hears(int node) => _heard.ContainsKey(node);

    /// <summary>Makes a world ready.</summary>
    /// <param name="world">Its number.</param>
    /// <param name="drawn">What the complaint can come to.</param>
    /// <param name="arrivals">When it comes, after whatever answers.</param>
    /// <param name="onlyToSave">Whether the good word may stop once the complaint has come to all whom it comes to.</param>
    internal void Enter(long world, ComplaintWorld drawn, Arrivals arrivals, bool onlyToSave = false)
    {
        _world = live.WorldOf(world);
        _heard.Clear();
        _complaint.Clear();
        double last = double.NegativeInfinity;
        foreach (int place in arrivals.Reached)
        {
            double arrival = live.IsTimed ? arrivals.TimeOf(place) : arrivals.HopsOf(place);
            last = Math.Max(last, arrival);
            _complaint[drawn.Nodes[place]] = arrival;
        }

        // Whoever complains is never won over by hearsay, however early it comes.
        for (int source = 0; source < drawn.SourceCount; source++)
        {
            _complaint[drawn.Nodes[source]] = double.NegativeInfinity;
        }

        _limit = live.IsTimed ? live.Graph.LatestArrival : live.Graph.MaxHops + rules.Delay;
        _limit = onlyToSave ? Math.Min(_limit, last) : _limit;
    }

    /// <summary>Adds an advocate.</summary>
    /// <param name="advocate">The node.</param>
    /// <param name="grains">What each node counts.</param>
    /// <returns>What is saved beyond those whom earlier advocates save.</returns>
    internal long Add(int advocate, long[] grains)
    {
        long saved = 0;
        Offer(advocate, rules.Delay, grains, ref saved);
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
                Offer(_row.Targets[i], priority.Time + step, grains, ref saved);
            }
        }

        return saved;
    }

    private void Offer(int node, double time, long[] grains, ref long saved)
    {
        double complaint = _complaint.GetValueOrDefault(node, double.PositiveInfinity);
        bool isHeard = _heard.TryGetValue(node, out double before);
        if (time > _limit || !rules.IsInTime(time, complaint) || (isHeard && before <= time))
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
