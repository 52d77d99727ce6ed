using InfluenceGraph.Kernels;

namespace InfluenceGraph.Containment;

/// <summary>
/// Sampled sets of advocates: for a node that the complaint reaches in a world, drawn in proportion to what nodes count, all
/// who would have come to it in time. Found backwards, no deeper than the complaint came.
/// </summary>
/// <remarks>
/// <para>A node <c>v</c> is saved when some advocate <c>a</c> has <c>d(a, v) + delay &lt;= d(complaint, v)</c> over live edges.
/// If a node on the soonest way of the good word heard the complaint sooner, the complaint would come to <c>v</c> sooner too; and
/// the same the other way round. So distances alone decide, what is saved is a union over advocates, and choosing advocates is
/// maximum coverage: monotone and submodular in each world.
/// C. Budak, D. Agrawal, A. El Abbadi, "Limiting the spread of misinformation in social networks", WWW 2011.</para>
/// <para>Which edges into a node are live is known already where the complaint came by their source; the others are drawn
/// backwards, each node's with a stream of its own.</para>
/// </remarks>
internal sealed class AdvocateSets
{
    /// <summary>Sets per world: neighbours in a world are alike, so more of them say less than more worlds.</summary>
    internal const int PerWorld = 16;

    private const ulong PickStream = 0x7069636B;
    private const ulong BackwardStream = 0x6261636B;

    private readonly LiveEdges _live;
    private readonly Grains _grains;
    private readonly GoodWordRules _rules;
    private readonly bool[] _isBlocked;
    private readonly bool[] _mayAdvocate;

    internal AdvocateSets(LiveEdges live, Grains grains, GoodWordRules rules, bool[] isBlocked, bool[] mayAdvocate)
    {
        _live = live;
        _grains = grains;
        _rules = rules;
        _isBlocked = isBlocked;
        _mayAdvocate = mayAdvocate;
    }

    /// <summary>The members of all sets, one set after the other.</summary>
    internal List<int> Members { get; } = [];

    /// <summary>Where each set ends.</summary>
    internal List<int> Ends { get; } = [];

    /// <summary>What each set counts in grains.</summary>
    internal List<long> Weights { get; } = [];

    /// <summary>The worlds that the sets come from; fewer than asked for when memory ran out.</summary>
    internal int Worlds { get; private set; }

    /// <summary>Samples. Stops, at a world's end, before the sets take more memory than allowed.</summary>
    internal void Sample(int[] complainers, int worlds, long mostBytes, WorldRuns runs, IProgress<CascadeProgress>? progress)
    {
        var slots = new SetBuffer[WorldRuns.Round];
        for (int slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = new();
        }

        bool isFull = false;
        runs.Run(
            0,
            worlds,
            () => new AdvocateScratch(_live),
            (scratch, world, slot) =>
            {
                slots[slot].Clear();
                if (!isFull)
                {
                    SampleWorld(scratch, world, complainers, slots[slot]);
                }
            },
            filled =>
            {
                for (int slot = 0; slot < filled && !isFull; slot++)
                {
                    // An int in the members, and another one in the index that choosing needs.
                    isFull = 2L * sizeof(int) * (Members.Count + slots[slot].Members.Count) > mostBytes && Worlds > 0;
                    if (!isFull)
                    {
                        Take(slots[slot]);
                    }
                }

                progress?.Report(new("advocate sets", Worlds, worlds));
            });
    }

    private void Take(SetBuffer sets)
    {
        int start = Members.Count;
        Members.AddRange(sets.Members);
        foreach ((int end, long weight) in sets.Sets)
        {
            Ends.Add(start + end);
            Weights.Add(weight);
        }

        Worlds++;
    }

    private void SampleWorld(AdvocateScratch scratch, long world, int[] complainers, SetBuffer sets)
    {
        WorldScratch common = scratch.Common;
        ComplaintWorld drawn = common.World;
        drawn.Draw(_live, world, complainers, common.Draw);
        common.Arrivals.Search(drawn, _isBlocked);
        ReadOnlySpan<int> reached = common.Arrivals.Reached;
        Span<long> sums = common.Longs(reached.Length + 1);
        sums[0] = 0;
        for (int i = 0; i < reached.Length; i++)
        {
            sums[i + 1] = sums[i] + (reached[i] < drawn.SourceCount ? 0 : _grains.Of[drawn.Nodes[reached[i]]]);
        }

        if (sums[^1] == 0)
        {
            return;
        }

        ulong key = _live.WorldOf(world);
        var random = new CounterRandom(key ^ PickStream, 0);
        scratch.Enter(drawn);
        for (int i = 0; i < PerWorld; i++)
        {
            long pick = Math.Min((long)(random.NextUnit() * sums[^1]), sums[^1] - 1);
            int at = sums.BinarySearch(pick);
            at = at < 0 ? ~at - 1 : at;

            // Nodes that count nothing share their sum with the next one.
            while (sums[at + 1] == sums[at])
            {
                at++;
            }

            int place = reached[at];
            double deadline = (_live.IsTimed ? common.Arrivals.TimeOf(place) : common.Arrivals.HopsOf(place)) - _rules.Delay;
            SearchBackwards(scratch, key, drawn, drawn.Nodes[place], deadline, sets.Members);
            sets.Sets.Add((sets.Members.Count, sums[^1] / PerWorld));
        }
    }

    /// <summary>All from whom a node can be reached by the deadline, over live edges and nobody who complains or is blocked.</summary>
    private void SearchBackwards(AdvocateScratch scratch, ulong world, ComplaintWorld drawn, int node, double deadline, List<int> members)
    {
        PriorityQueue<int, (double Time, int Node)> queue = scratch.Queue;
        scratch.Times.Clear();
        Offer(scratch, drawn, node, 0, deadline);
        while (queue.TryDequeue(out int target, out (double Time, int Node) priority))
        {
            if (priority.Time > scratch.Times[target])
            {
                continue;
            }

            if (_mayAdvocate[target])
            {
                members.Add(target);
            }

            if (_live.Graph.Process == CascadeProcess.LinearThreshold)
            {
                int chosen = _live.ChosenBy(world, target);
                if (chosen >= 0)
                {
                    OfferSource(scratch, world, drawn, _live.Graph.Backward.TargetsOf(target)[chosen], target, edge: -1, priority.Time, deadline);
                }

                continue;
            }

            foreach ((int source, int edge) in scratch.KnownInto(target))
            {
                OfferSource(scratch, world, drawn, source, target, edge, priority.Time, deadline);
            }

            DrawBackwards(world, target, scratch);
            for (int i = 0; i < scratch.Row.Count; i++)
            {
                int source = scratch.Row.Targets[i];
                if (!scratch.IsExpanded(source, drawn))
                {
                    OfferSource(scratch, world, drawn, source, target, edge: -1, priority.Time, deadline);
                }
            }
        }
    }

    private void OfferSource(AdvocateScratch scratch, ulong world, ComplaintWorld drawn, int source, int target, int edge, double time, double deadline)
    {
        double step = 1;
        if (_live.IsTimed)
        {
            step = _live.DelayOf(world, edge >= 0 ? edge : _live.Graph.Forward.IndexOf(source, target));
        }

        Offer(scratch, drawn, source, time + step, deadline);
    }

    private void Offer(AdvocateScratch scratch, ComplaintWorld drawn, int node, double time, double deadline)
    {
        if (!_rules.IsInTime(time, deadline)
            || _isBlocked[node]
            || scratch.IsSource(node, drawn)
            || (scratch.Times.TryGetValue(node, out double known) && known <= time))
        {
            return;
        }

        scratch.Times[node] = time;
        scratch.Queue.Enqueue(node, (time, node));
    }

    private void DrawBackwards(ulong world, int node, AdvocateScratch scratch)
    {
        JumpRows jumps = _live.Graph.BackwardJumps;
        scratch.Row.Count = 0;
        int position = (int)_live.Graph.Backward.Offsets[node];
        var random = new CounterRandom(world ^ BackwardStream, (ulong)node);
        for (int run = jumps.RowRuns[node]; run < jumps.RowRuns[node + 1]; run++)
        {
            (int end, double scale) = jumps.Runs[run];
            LiveEdges.Jump(jumps, ref random, position, end, scale, scratch.Row);
            position = end;
        }
    }

    /// <summary>The sets of one world.</summary>
    private sealed class SetBuffer
    {
        internal List<int> Members { get; } = [];

        internal List<(int End, long Weight)> Sets { get; } = [];

        internal void Clear()
        {
            Members.Clear();
            Sets.Clear();
        }
    }

    /// <summary>What a worker needs for itself.</summary>
    private sealed class AdvocateScratch(LiveEdges live)
    {
        private readonly Dictionary<int, List<(int Source, int Edge)>> _known = [];
        private readonly List<(int Source, int Edge)> _nothing = [];

        internal WorldScratch Common { get; } = new(live);

        internal LiveRow Row { get; } = new();

        internal Dictionary<int, double> Times { get; } = [];

        internal PriorityQueue<int, (double Time, int Node)> Queue { get; } = new();

        /// <summary>Turns round the edges that the complaint's own search has drawn.</summary>
        internal void Enter(ComplaintWorld drawn)
        {
            _known.Clear();
            if (live.Graph.Process == CascadeProcess.LinearThreshold)
            {
                return;
            }

            for (int place = drawn.SourceCount; place < drawn.ExpandedCount; place++)
            {
                for (int e = drawn.Offsets[place]; e < drawn.Offsets[place + 1]; e++)
                {
                    AddKnown(drawn.Nodes[place], drawn.Nodes[drawn.Targets[e]], drawn.Edges[e]);
                }
            }

            foreach ((int place, int target, int edge) in drawn.LateEdges)
            {
                if (place >= drawn.SourceCount)
                {
                    AddKnown(drawn.Nodes[place], target, edge);
                }
            }
        }

        internal List<(int Source, int Edge)> KnownInto(int node) => _known.GetValueOrDefault(node, _nothing);

        internal bool IsExpanded(int node, ComplaintWorld drawn) => (uint)Common.Draw.Places[node] < (uint)drawn.ExpandedCount;

        internal bool IsSource(int node, ComplaintWorld drawn) => (uint)Common.Draw.Places[node] < (uint)drawn.SourceCount;

        private void AddKnown(int source, int target, int edge)
        {
            if (!_known.TryGetValue(target, out List<(int Source, int Edge)>? sources))
            {
                sources = new(1);
                _known.Add(target, sources);
            }

            sources.Add((source, edge));
        }
    }
}
