using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>
/// Reverse sets within a time limit, and within a hop limit too: who has a live path to the root that is short enough both
/// ways. Goes level by level of hops and looks at a node again where it is found to be nearer in time than before.
/// </summary>
internal sealed class TimedReverseSampler(CascadeGraph graph, ReverseRoots roots) : ReverseSampler(graph, roots)
{
    private readonly bool _areHopsLimited = graph.MaxHops < graph.NodeCount - 1;
    private readonly float[] _delays = graph.BackwardDelays!;
    private readonly ThresholdPicks? _thresholds = roots.Thresholds;
    private readonly double[] _times = new double[graph.NodeCount];
    private readonly int[] _hops = new int[graph.NodeCount];
    private readonly (int Start, int End)[] _liveOf = new (int, int)[graph.NodeCount];
    private int _stamp;
    private readonly int[] _drawn = new int[graph.NodeCount];
    private readonly List<(int Node, double Delay)> _live = [];
    private List<(int Node, double Time)> _level = [];
    private List<(int Node, double Time)> _next = [];

    protected override void GrowSets(ref CounterRandom random, SetPlaces places, int start, int mostPlaces)
    {
        int rootsEnd = places.Count;
        for (int next = start; next < rootsEnd && places.Count <= mostPlaces; next++)
        {
            GrowSet(ref random, places, places.Nodes[next], places.Sets[next]);
        }
    }

    private void GrowSet(ref CounterRandom random, SetPlaces places, int root, byte set)
    {
        if (_stamp == int.MaxValue)
        {
            Array.Clear(_drawn);
            _stamp = 0;
        }

        int stamp = ++_stamp;
        ulong[] marks = Marks;
        ulong bit = 1UL << set;
        _live.Clear();
        _level.Clear();
        _level.Add((root, 0));
        (_times[root], _hops[root]) = (0, 0);
        DrawRow(root, ref random, isRoot: true);
        _drawn[root] = stamp;
        for (int hop = 0; hop < Graph.MaxHops && _level.Count > 0; hop++)
        {
            _next.Clear();
            foreach ((int node, double time) in _level)
            {
                // Of use none the less where the nearer way in time is one of more hops.
                if (time > _times[node] && !(_areHopsLimited && _hops[node] > hop))
                {
                    continue;
                }

                if (_drawn[node] != stamp)
                {
                    DrawRow(node, ref random, isRoot: false);
                    _drawn[node] = stamp;
                }

                for (int i = _liveOf[node].Start; i < _liveOf[node].End; i++)
                {
                    (int source, double delay) = _live[i];
                    double then = time + delay;
                    bool isNew = (marks[source] & bit) == 0;
                    if (then > Graph.LatestArrival || !(isNew || then < _times[source]))
                    {
                        continue;
                    }

                    places.Count = AddNew(source, set, places, places.Count);
                    (_times[source], _hops[source]) = (then, hop + 1);
                    _next.Add((source, then));
                }
            }

            (_level, _next) = (_next, _level);
        }
    }

    private void DrawRow(int node, ref CounterRandom random, bool isRoot)
    {
        int start = _live.Count;
        if (_thresholds is not null)
        {
            int picked = _thresholds.PickedBy(node, random.NextUnit() * (isRoot ? Roots.Chance[node] : 1));
            if (picked >= 0)
            {
                AddLive(Graph.Backward.Targets[picked], picked, ref random);
            }
        }
        else
        {
            DrawTries(node, ref random, isRoot);
        }

        _liveOf[node] = (start, _live.Count);
    }

    private void DrawTries(int node, ref CounterRandom random, bool isRoot)
    {
        JumpRows rows = Graph.BackwardJumps;
        int edge = (int)Graph.Backward.Offsets[node];
        if (isRoot)
        {
            edge = Roots.FirstLive(node, random.NextUnit());
            AddLive(rows.Targets[edge], rows.EdgeAt(edge), ref random);
            edge++;
        }

        for (int r = rows.RowRuns[node]; r < rows.RowRuns[node + 1]; r++)
        {
            EdgeRun run = rows.Runs[r];
            while (edge < run.End)
            {
                double skip = random.NextExponential() * run.Scale;
                if (!(skip < run.End - edge))
                {
                    edge = run.End;
                    break;
                }

                edge += (int)skip;
                if (rows.Acceptance.Length == 0 || rows.Acceptance[edge] == 1 || random.NextUnit() < rows.Acceptance[edge])
                {
                    AddLive(rows.Targets[edge], rows.EdgeAt(edge), ref random);
                }

                edge++;
            }
        }
    }

    private void AddLive(int source, int edge, ref CounterRandom random) =>
        _live.Add((source, _delays[edge] * (Graph.IsDelayExponential ? random.NextExponential() : 1)));
}
