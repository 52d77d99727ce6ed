using System.Runtime.InteropServices;
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
/// <para>An answered customer passes on the good word, but not the complaint. So behind one, seen from <c>v</c>, each node on the
/// way must have heard the good word in time itself; it is a union over advocates all the same.</para>
/// <para>Which edges into a node are live is known already where the complaint came by their source; the others are drawn
/// backwards, each node's with a stream of its own.</para>
/// </remarks>
internal sealed class AdvocateSets
{
    /// <summary>Sets per world: neighbours in a world are alike, so more of them say less than more worlds.</summary>
    internal const int PerWorld = 16;

    /// <summary>The worlds by which the size of the others is judged.</summary>
    private const int FirstWorlds = 8;

    private const ulong PickStream = 0x7069636B;
    private const ulong BackwardStream = 0x6261636B;

    private readonly LiveEdges _live;
    private readonly int[] _complainers;
    private readonly Grains _grains;
    private readonly GoodWordRules _rules;
    private readonly PlanState _state;
    private readonly bool[] _mayAdvocate;
    private readonly long _mostBytes;
    private readonly List<WorldSets> _worlds = [];

    /// <summary>Makes room for sets.</summary>
    /// <param name="live">The worlds.</param>
    /// <param name="complainers">With whom the complaint starts.</param>
    /// <param name="grains">What nodes count.</param>
    /// <param name="rules">How the good word runs.</param>
    /// <param name="state">Who is answered when sets are sampled.</param>
    /// <param name="mayAdvocate">By node.</param>
    /// <param name="mostBytes">The most that all sets may take.</param>
    internal AdvocateSets(LiveEdges live, int[] complainers, Grains grains, GoodWordRules rules, PlanState state, bool[] mayAdvocate, long mostBytes)
    {
        _live = live;
        _complainers = complainers;
        _grains = grains;
        _rules = rules;
        _state = state;
        _mayAdvocate = mayAdvocate;
        _mostBytes = mostBytes;
    }

    /// <summary>The sets of each world; of fewer worlds than asked for when memory ran out.</summary>
    internal IReadOnlyList<WorldSets> Worlds => _worlds;

    /// <summary>Samples. Stops, at a world's end, before the sets take more memory than allowed.</summary>
    internal void Sample(int worlds, WorldRuns runs, IProgress<WorkProgress>? progress) => Sample(worlds, _ => true, runs, progress);

    /// <summary>Samples once more where a newly answered node may have changed something.</summary>
    internal void SampleAgain(int answered, WorldStore store, WorldRuns runs)
    {
        int worlds = _worlds.Count;
        bool[] holdsNode = new bool[worlds];
        runs.Run(
            0,
            worlds,
            () => new WorldScratch(_live),
            (scratch, world, _) =>
            {
                ComplaintWorld drawn = store.Get((int)world, scratch);
                holdsNode[world] = drawn.Nodes.AsSpan(0, drawn.Count).Contains(answered);
            },
            fold: null);
        Sample(worlds, world => holdsNode[world], runs, progress: null);
    }

    private void Sample(int worlds, Predicate<int> isChanged, WorldRuns runs, IProgress<WorkProgress>? progress)
    {
        WorldSets[] before = [.. _worlds];
        _worlds.Clear();
        var slots = new WorldSets[WorldRuns.Round];
        long bytes = 0;
        bool isFull = false;
        for (int first = 0, wave; first < worlds && !isFull; first += wave)
        {
            wave = Math.Min(WaveOf(first, bytes), worlds - first);
            int start = first;
            runs.Run(
                start,
                wave,
                () => new AdvocateScratch(_live),
                (scratch, world, slot) => slots[slot] = isChanged((int)world) ? SampleWorld(scratch, world) : before[world],
                filled =>
                {
                    for (int slot = 0; slot < filled && !isFull; slot++)
                    {
                        bytes += slots[slot].Bytes;
                        isFull = bytes > _mostBytes && _worlds.Count > 0;
                        if (!isFull)
                        {
                            _worlds.Add(slots[slot]);
                        }
                    }

                    progress?.Report(new("advocate sets", _worlds.Count, worlds));
                });
        }
    }

    /// <summary>So many worlds at once that their sets fit into half of what is left, if they are like those before: where they wait to be taken, they need room too.</summary>
    private int WaveOf(int done, long bytes)
    {
        if (done == 0)
        {
            return FirstWorlds;
        }

        double fitting = (_mostBytes - bytes) / 2.0 / Math.Max(1, (double)bytes / done);
        return (int)Math.Clamp(fitting, 1, WorldRuns.Round);
    }

    private WorldSets SampleWorld(AdvocateScratch scratch, long world)
    {
        WorldScratch common = scratch.Common;
        ComplaintWorld drawn = common.World;
        drawn.Draw(_live, world, _complainers, common.Draw);
        common.Arrivals.Search(drawn, _state.IsAnswered);
        ReadOnlySpan<int> reached = common.Arrivals.Reached;
        Span<long> sums = common.Longs(reached.Length + 1);
        sums[0] = 0;
        for (int i = 0; i < reached.Length; i++)
        {
            sums[i + 1] = sums[i] + (reached[i] < drawn.SourceCount ? 0 : _grains.Of[drawn.Nodes[reached[i]]]);
        }

        if (sums[^1] == 0)
        {
            return WorldSets.None;
        }

        ulong key = _live.WorldOf(world);
        var members = new List<int>();
        int[] ends = new int[PerWorld];
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
            SearchBackwards(scratch, key, drawn, drawn.Nodes[place], ComesTo(common, place) - _rules.Delay, members);
            ends[i] = members.Count;
        }

        return new([.. members], ends, sums[^1] / PerWorld);
    }

    private double ComesTo(WorldScratch scratch, int place) => _live.IsTimed ? scratch.Arrivals.TimeOf(place) : scratch.Arrivals.HopsOf(place);

    /// <summary>All from whom a node can be reached by the deadline, over live edges and nobody who complains.</summary>
    private void SearchBackwards(AdvocateScratch scratch, ulong world, ComplaintWorld drawn, int node, double deadline, List<int> members)
    {
        scratch.Labels.Clear();
        Offer(scratch, drawn, node, new(0, deadline, IsBehindAnswered: false));
        while (scratch.Queue.TryDequeue(out BackwardStep step, out (double Time, int Node) priority))
        {
            int target = priority.Node;
            ref BackwardLabel label = ref CollectionsMarshal.GetValueRefOrNullRef(scratch.Labels, target);
            if (label.Time < step.Time && label.Deadline >= step.Deadline)
            {
                continue;
            }

            if (_mayAdvocate[target] && !label.IsMember)
            {
                label.IsMember = true;
                members.Add(target);
            }

            step = step with { IsBehindAnswered = step.IsBehindAnswered || _state.IsAnswered[target] };
            if (_live.Graph.Process == CascadeProcess.LinearThreshold)
            {
                int chosen = _live.ChosenBy(world, target);
                if (chosen >= 0)
                {
                    OfferSource(scratch, world, drawn, _live.Graph.Backward.TargetsOf(target)[chosen], target, edge: -1, step);
                }

                continue;
            }

            foreach ((int source, int edge) in scratch.KnownInto(target))
            {
                OfferSource(scratch, world, drawn, source, target, edge, step);
            }

            DrawBackwards(world, target, scratch);
            for (int i = 0; i < scratch.Row.Count; i++)
            {
                int source = scratch.Row.Targets[i];
                if (!scratch.IsExpanded(source, drawn))
                {
                    OfferSource(scratch, world, drawn, source, target, edge: -1, step);
                }
            }
        }
    }

    private void OfferSource(AdvocateScratch scratch, ulong world, ComplaintWorld drawn, int source, int target, int edge, BackwardStep step)
    {
        double delay = 1;
        if (_live.IsTimed)
        {
            delay = _live.DelayOf(world, edge >= 0 ? edge : _live.Graph.Forward.IndexOf(source, target));
        }

        Offer(scratch, drawn, source, step with { Time = step.Time + delay });
    }

    private void Offer(AdvocateScratch scratch, ComplaintWorld drawn, int node, BackwardStep step)
    {
        if (step.IsBehindAnswered)
        {
            int place = scratch.Common.Draw.Places[node];
            if ((uint)place < (uint)drawn.Count && scratch.Common.Arrivals.Reaches(place))
            {
                step = step with { Deadline = Math.Min(step.Deadline, ComesTo(scratch.Common, place) + step.Time - _rules.Delay) };
            }
        }

        if (!_rules.IsInTime(step.Time, step.Deadline) || scratch.IsSource(node, drawn))
        {
            return;
        }

        // A later way is of use only where it may be followed for longer.
        ref BackwardLabel label = ref CollectionsMarshal.GetValueRefOrAddDefault(scratch.Labels, node, out bool isKnown);
        if (!isKnown || step.Time < label.Time || step.Deadline > label.Deadline)
        {
            (label.Time, label.Deadline) = (step.Time, step.Deadline);
            scratch.Queue.Enqueue(step, (step.Time, node));
        }
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

    /// <summary>A way backwards.</summary>
    /// <param name="Time">How long the good word takes from here.</param>
    /// <param name="Deadline">How long it may take.</param>
    /// <param name="IsBehindAnswered">Whether it comes over somebody who was answered.</param>
    private readonly record struct BackwardStep(double Time, double Deadline, bool IsBehindAnswered);

    /// <summary>The way on which a node was offered last.</summary>
    private struct BackwardLabel
    {
        internal double Time;
        internal double Deadline;
        internal bool IsMember;
    }

    /// <summary>What a worker needs for itself.</summary>
    private sealed class AdvocateScratch(LiveEdges live)
    {
        private readonly Dictionary<int, List<(int Source, int Edge)>> _known = [];
        private readonly List<(int Source, int Edge)> _nothing = [];

        internal WorldScratch Common { get; } = new(live);

        internal LiveRow Row { get; } = new();

        internal Dictionary<int, BackwardLabel> Labels { get; } = [];

        internal PriorityQueue<BackwardStep, (double Time, int Node)> Queue { get; } = new();

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

/// <summary>The sets that were sampled in one world.</summary>
/// <param name="Members">The members of all sets, one set after the other.</param>
/// <param name="Ends">Where each set ends.</param>
/// <param name="Weight">What each set counts in grains.</param>
internal sealed record WorldSets(int[] Members, int[] Ends, long Weight)
{
    internal static readonly WorldSets None = new([], [], 0);

    internal long Bytes => (ContainmentMemory.BytesPerMember * Members.Length) + (ContainmentMemory.BytesPerSet * Ends.Length);

    internal ReadOnlySpan<int> Set(int set)
    {
        int start = set == 0 ? 0 : Ends[set - 1];
        return Members.AsSpan(start, Ends[set] - start);
    }
}
