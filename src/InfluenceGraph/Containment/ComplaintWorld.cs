using InfluenceGraph.Cascades;

namespace InfluenceGraph.Containment;

/// <summary>
/// The part of one world that the complaint can come to: nodes numbered in the order in which they were found, their live
/// edges in compressed sparse rows. The complainers come first. Edges to complainers are left out: nothing that happens
/// there depends on who else talks to them.
/// </summary>
internal sealed class ComplaintWorld
{
    /// <summary>How many complainers it starts from.</summary>
    internal int SourceCount { get; private set; }

    internal int Count { get; private set; }

    /// <summary>The graph's node of each local one.</summary>
    internal int[] Nodes { get; private set; } = [];

    internal int[] Offsets { get; private set; } = [0];

    /// <summary>Local targets.</summary>
    internal int[] Targets { get; private set; } = [];

    /// <summary>Where each live edge stands in the graph's forward rows.</summary>
    internal int[] Edges { get; private set; } = [];

    /// <summary>Days on each live edge; empty where only hops count.</summary>
    internal double[] Delays { get; private set; } = [];

    internal int EdgeCount => Offsets[Count];

    /// <summary>The local nodes below this one have all their live edges here or in <see cref="LateEdges"/>; the others passed nothing on for want of hops.</summary>
    internal int ExpandedCount { get; private set; }

    /// <summary>Live edges of expanded nodes that the complaint cannot use in time; a good word that comes sooner might.</summary>
    internal List<(int Place, int Target, int Edge)> LateEdges { get; } = [];

    /// <summary>What a world takes beside its nodes and edges: the objects themselves.</summary>
    internal const int BytesBeside = 256;

    internal long Bytes => (4L * (Nodes.Length + Offsets.Length + Targets.Length + Edges.Length)) + (8L * Delays.Length) + BytesBeside;

    /// <summary>Draws a world. Expected O(what it reaches). Who would come after the time limit, or after more hops than allowed where there is no time limit, is left out.</summary>
    internal void Draw(LiveEdges live, long world, ReadOnlySpan<int> complainers, DrawScratch scratch)
    {
        ulong key = live.WorldOf(world);
        scratch.Forget();
        LateEdges.Clear();
        (Count, SourceCount) = (0, complainers.Length);
        foreach (int complainer in complainers)
        {
            scratch.Places[complainer] = AddNode(complainer);
            scratch.Remember(complainer);
        }

        if (live.IsTimed && live.Graph.TimeLimit < float.PositiveInfinity)
        {
            DrawByTime(live, key, scratch);
        }
        else
        {
            DrawByHops(live, key, scratch);
        }
    }

    /// <summary>The same world in arrays that are no longer than needed.</summary>
    internal ComplaintWorld Compact() => new()
    {
        SourceCount = SourceCount,
        ExpandedCount = ExpandedCount,
        Count = Count,
        Nodes = Nodes[..Count],
        Offsets = Offsets[..(Count + 1)],
        Targets = Targets[..EdgeCount],
        Edges = Edges[..EdgeCount],
        Delays = Delays.Length == 0 ? [] : Delays[..EdgeCount],
    };

    /// <summary>The same world with only those edges by which somebody is reached the soonest: whom a blocked node can cost some ways, but no soonest one, it cannot save.</summary>
    internal void KeepSoonest(ComplaintWorld world, Arrivals arrivals)
    {
        (SourceCount, Count) = (world.SourceCount, 0);
        int end = 0;
        for (int place = 0; place < world.Count; place++)
        {
            AddNode(world.Nodes[place]);
            for (int e = world.Offsets[place]; e < world.Offsets[place + 1] && arrivals.Reaches(place); e++)
            {
                int target = world.Targets[e];
                bool isSoonest = arrivals.Reaches(target) && (world.Delays.Length > 0
                    ? arrivals.TimeOf(place) + world.Delays[e] <= arrivals.TimeOf(target)
                    : arrivals.HopsOf(place) + 1 == arrivals.HopsOf(target));
                if (isSoonest)
                {
                    GrowEdges(end, withDelays: false);
                    (Targets[end], Edges[end]) = (target, world.Edges[e]);
                    end++;
                }
            }

            Offsets[place + 1] = end;
        }
    }

    private void DrawByHops(LiveEdges live, ulong key, DrawScratch scratch)
    {
        int maxHops = live.Graph.MaxHops;
        int levelEnd = Count;
        ExpandedCount = 0;
        for (int node = 0, hop = 0; node < Count; node++)
        {
            if (node == levelEnd)
            {
                hop++;
                levelEnd = Count;
            }

            int end = Offsets[node];
            if (hop < maxHops)
            {
                ExpandedCount = node + 1;
                live.Draw(key, Nodes[node], scratch.Row);
                for (int i = 0; i < scratch.Row.Count; i++)
                {
                    int target = scratch.Row.Targets[i];
                    int place = scratch.Places[target];
                    if (place < 0)
                    {
                        place = AddNode(target);
                        scratch.Places[target] = place;
                        scratch.Remember(target);
                    }

                    if (place >= SourceCount)
                    {
                        AddEdge(end++, place, scratch.Row.Edges[i], live, key);
                    }
                }
            }

            Offsets[node + 1] = end;
        }
    }

    private void DrawByTime(LiveEdges live, ulong key, DrawScratch scratch)
    {
        double limit = live.Graph.LatestArrival;
        PriorityQueue<int, (double Time, int Rank)> queue = scratch.Queue;
        for (int source = 0; source < SourceCount; source++)
        {
            // Before all others of the same moment, so that they keep their places.
            queue.Enqueue(Nodes[source], (0, source - SourceCount));
            scratch.Times[Nodes[source]] = 0;
        }

        int next = 0;
        while (queue.TryDequeue(out int node, out (double Time, int Rank) priority))
        {
            if (scratch.IsDone(node))
            {
                continue;
            }

            scratch.Done(node);
            if (next >= SourceCount)
            {
                scratch.Places[node] = AddNode(node);
            }

            int end = Offsets[next];
            live.Draw(key, node, scratch.Row);
            for (int i = 0; i < scratch.Row.Count; i++)
            {
                (int target, int edge) = (scratch.Row.Targets[i], scratch.Row.Edges[i]);
                double arrival = priority.Time + live.DelayOf(key, edge);
                if (IsSource(target, scratch))
                {
                    continue;
                }

                if (arrival > limit)
                {
                    LateEdges.Add((next, target, edge));
                    continue;
                }

                AddEdge(end++, target, edge, live, key);
                if (scratch.Places[target] < 0)
                {
                    scratch.Places[target] = int.MaxValue;
                    scratch.Remember(target);
                    scratch.Times[target] = double.PositiveInfinity;
                }

                if (arrival < scratch.Times[target])
                {
                    scratch.Times[target] = arrival;
                    queue.Enqueue(target, (arrival, target));
                }
            }

            next++;
            Offsets[next] = end;
        }

        ExpandedCount = Count;
        foreach (ref int target in Targets.AsSpan(0, EdgeCount))
        {
            target = scratch.Places[target];
        }
    }

    private bool IsSource(int node, DrawScratch scratch) => (uint)scratch.Places[node] < (uint)SourceCount;

    private int AddNode(int node)
    {
        if (Count == Nodes.Length)
        {
            int length = Math.Max(16, 2 * Count);
            (int[] nodes, int[] offsets) = (Nodes, Offsets);
            Array.Resize(ref nodes, length);
            Array.Resize(ref offsets, length + 1);
            (Nodes, Offsets) = (nodes, offsets);
        }

        Nodes[Count] = node;
        return Count++;
    }

    private void AddEdge(int at, int target, int edge, LiveEdges live, ulong key)
    {
        GrowEdges(at, live.IsTimed);
        Targets[at] = target;
        Edges[at] = edge;
        if (live.IsTimed)
        {
            Delays[at] = live.DelayOf(key, edge);
        }
    }

    private void GrowEdges(int count, bool withDelays)
    {
        if (count < Targets.Length)
        {
            return;
        }

        int length = Math.Max(16, 2 * count);
        (int[] targets, int[] edges, double[] delays) = (Targets, Edges, Delays);
        Array.Resize(ref targets, length);
        Array.Resize(ref edges, length);
        (Targets, Edges) = (targets, edges);
        if (withDelays)
        {
            Array.Resize(ref delays, length);
            Delays = delays;
        }
    }
}

/// <summary>What drawing a world needs for itself, by node of the graph; a worker keeps one.</summary>
internal sealed class DrawScratch
{
    private readonly List<int> _remembered = [];
    private readonly bool[] _isDone;

    internal DrawScratch(CascadeGraph graph, bool withTimes)
    {
        Places = new int[graph.NodeCount];
        Array.Fill(Places, -1);
        Times = withTimes ? new double[graph.NodeCount] : [];
        _isDone = withTimes ? new bool[graph.NodeCount] : [];
    }

    internal LiveRow Row { get; } = new();

    /// <summary>The local number of each node, or -1.</summary>
    internal int[] Places { get; }

    internal double[] Times { get; }

    internal PriorityQueue<int, (double Time, int Rank)> Queue { get; } = new();

    internal bool IsDone(int node) => _isDone[node];

    internal void Done(int node) => _isDone[node] = true;

    internal void Remember(int node) => _remembered.Add(node);

    /// <summary>Clears what the world before left.</summary>
    internal void Forget()
    {
        foreach (int node in _remembered)
        {
            Places[node] = -1;
            if (_isDone.Length > 0)
            {
                _isDone[node] = false;
            }
        }

        _remembered.Clear();
    }
}
