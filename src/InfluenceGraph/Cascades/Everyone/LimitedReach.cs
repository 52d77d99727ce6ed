using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// Reach under a limit of hops or time, where components are of no use: for each node as a root, draws who would have
/// reached it within the limits, and adds the root's worth to them. Those who reached it directly are not added, as that
/// is known without drawing.
/// </summary>
/// <remarks>
/// <para>Reverse reachable sets: C. Borgs, M. Brautbar, J. Chayes, B. Lucier, "Maximizing social influence in nearly optimal
/// time", SODA 2014, but each node is a root equally often, and each in a world of its own.</para>
/// <para>A node is reached when some way of live edges leads to it within both limits.</para>
/// </remarks>
internal sealed class LimitedReach : Tally
{
    /// <summary>Whether to stop is looked at once for so many roots.</summary>
    private const int RootsPerLook = 64;

    private readonly CascadeGraph _graph;
    private readonly double[] _worth;
    private readonly EdgeInto? _edgeInto;
    private readonly double _rootShare;
    private readonly int[] _visit;
    private readonly float[] _time;
    private readonly bool[] _isDirect;
    private readonly (int Start, int End)[] _row;
    private readonly List<(int Source, float Delay)> _live = [];
    private readonly List<int> _reached = [];
    private readonly double[] _amount;
    private readonly List<int> _touched = [];
    private readonly bool _areHopsLimited;
    private List<(int Node, float Time)> _level = [];
    private List<(int Node, float Time)> _nextLevel = [];
    private int _visits;

    /// <summary>Prepares.</summary>
    /// <param name="graph">The graph, its limits included.</param>
    /// <param name="worth">What each counts.</param>
    /// <param name="edgeInto">For the linear threshold; the graph's <see cref="CascadeGraph.BackwardJumps"/> serve the independent cascade.</param>
    /// <param name="rootShare">The share of the nodes that are roots in each world, above 0 to 1.</param>
    internal LimitedReach(CascadeGraph graph, double[] worth, EdgeInto? edgeInto, double rootShare)
        : base(graph.NodeCount)
    {
        _graph = graph;
        _worth = worth;
        _edgeInto = edgeInto;
        _rootShare = rootShare;
        _areHopsLimited = graph.MaxHops < graph.NodeCount - 1;
        _visit = new int[worth.Length];
        _time = new float[worth.Length];
        _isDirect = new bool[worth.Length];
        _row = new (int Start, int End)[worth.Length];
        _amount = new double[worth.Length];
    }

    /// <summary>Edges and nodes looked at since the start.</summary>
    internal long Work { get; private set; }

    /// <summary>How much work a world is: what roots take on average that are drawn until so many are done, or so much work. For a count of none 0.</summary>
    internal double WorkPerWorld(ulong seed, int mostRoots, double mostWork, CancellationToken cancellationToken)
    {
        int roots = 0;
        for (; roots < mostRoots && Work < mostWork && _worth.Length > 0; roots++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = new CounterRandom(seed, (ulong)roots);
            int root = (int)(random.NextUnit() * _worth.Length);
            if (_worth[root] != 0)
            {
                Reach(root, ref random);
            }
        }

        return Work * ((double)_worth.Length / Math.Max(1, roots));
    }

    internal override void Add(ulong seed, int world, CancellationToken cancellationToken)
    {
        ulong worldSeed = CounterRandom.Hash(seed, (ulong)world);
        for (int root = 0; root < _worth.Length; root++)
        {
            if (root % RootsPerLook == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (_worth[root] == 0 || _graph.Backward.DegreeOf(root) == 0)
            {
                continue;
            }

            var random = new CounterRandom(worldSeed, (ulong)root);
            if (_rootShare == 1 || random.NextUnit() < _rootShare)
            {
                Reach(root, ref random);
                foreach (int node in _reached)
                {
                    if (!_isDirect[node])
                    {
                        AddTo(node, _worth[root] / _rootShare);
                    }
                }
            }
        }

        foreach (int node in _touched)
        {
            Count(node, _amount[node]);
            _amount[node] = 0;
        }

        _touched.Clear();
    }

    /// <summary>What each node reaches directly, in expectation: worth, and worth squared.</summary>
    internal static (double[] Worth, double[] Square) Direct(CascadeGraph graph, double[] worth)
    {
        double[] direct = new double[worth.Length];
        double[] squares = new double[worth.Length];
        for (int u = 0; u < direct.Length && graph.MaxHops > 0; u++)
        {
            for (int e = (int)graph.Forward.Offsets[u]; e < (int)graph.Forward.Offsets[u + 1]; e++)
            {
                double value = worth[graph.Forward.Targets[e]];
                double probability = graph.Forward.Weights[e] * InTime(graph, e);
                direct[u] += probability * value;
                squares[u] += probability * value * value;
            }
        }

        return (direct, squares);
    }

    /// <summary>The square of what a node reaches by two edges, in expectation and each way by itself; the variance, where it is rare.</summary>
    internal static double SecondStep(CascadeGraph graph, int node, double[] directSquares)
    {
        double sum = 0;
        for (int e = (int)graph.Forward.Offsets[node]; e < (int)graph.Forward.Offsets[node + 1]; e++)
        {
            sum += graph.Forward.Weights[e] * InTime(graph, e) * directSquares[graph.Forward.Targets[e]];
        }

        return sum;
    }

    /// <summary>The probability that a live edge is not too slow.</summary>
    private static double InTime(CascadeGraph graph, int edge)
    {
        if (graph.Delays is not float[] delays || graph.TimeLimit == float.PositiveInfinity)
        {
            return 1;
        }

        return !graph.IsDelayExponential || delays[edge] == 0
            ? delays[edge] <= graph.LatestArrival ? 1 : 0
            : 1 - Math.Exp(-graph.LatestArrival / delays[edge]);
    }

    private void AddTo(int node, double amount)
    {
        if (_amount[node] == 0)
        {
            _touched.Add(node);
        }

        _amount[node] += amount;
    }

    /// <summary>Draws who reaches a root within the limits: level by level, and again from who is found to be faster by a way of more hops.</summary>
    private void Reach(int root, ref CounterRandom random)
    {
        if (_visits == int.MaxValue)
        {
            Array.Clear(_visit);
            _visits = 0;
        }

        _visits++;
        _live.Clear();
        _reached.Clear();
        _level.Clear();
        _level.Add((root, 0));
        (_visit[root], _time[root], _row[root]) = (_visits, 0, default);
        for (int hop = 0; hop < _graph.MaxHops && _level.Count > 0; hop++)
        {
            _nextLevel.Clear();
            foreach ((int node, float foundAt) in _level)
            {
                // What was found to be faster since is by a way of more hops, and has its turn in the next level.
                float faster = _areHopsLimited ? foundAt : _time[node];
                if (_row[node].End == 0)
                {
                    DrawRow(node, ref random);
                }

                (int start, int end) = _row[node];
                Work += 1 + end - start;
                for (int e = start; e < end; e++)
                {
                    (int source, float delay) = _live[e];
                    float time = faster + delay;
                    if (!(time <= _graph.LatestArrival) || (_visit[source] == _visits && time >= _time[source]))
                    {
                        continue;
                    }

                    if (_visit[source] != _visits)
                    {
                        (_visit[source], _row[source], _isDirect[source]) = (_visits, default, node == root);
                        _reached.Add(source);
                    }

                    _time[source] = time;
                    _nextLevel.Add((source, time));
                }
            }

            (_level, _nextLevel) = (_nextLevel, _level);
        }
    }

    /// <summary>Draws the live edges into a node; once, however often the node is come back to.</summary>
    private void DrawRow(int node, ref CounterRandom random)
    {
        int start = _live.Count;
        if (_edgeInto is not null)
        {
            int taken = _graph.Backward.DegreeOf(node) == 0 ? -1 : _edgeInto.Taken(node, random.NextUnit());
            if (taken >= 0)
            {
                _live.Add((_graph.Backward.Targets[taken], DelayOf(taken, ref random)));
            }
        }
        else
        {
            JumpRows rows = _graph.BackwardJumps;
            int position = (int)_graph.Backward.Offsets[node];
            for (int run = rows.RowRuns[node]; run < rows.RowRuns[node + 1]; run++)
            {
                EdgeRun edges = rows.Runs[run];
                while (true)
                {
                    double skip = random.NextExponential() * edges.Scale;
                    if (skip >= edges.End - position)
                    {
                        break;
                    }

                    position += (int)skip;
                    if (rows.Acceptance.Length == 0 || rows.Acceptance[position] == 1 || random.NextUnit() < rows.Acceptance[position])
                    {
                        int edge = rows.EdgeAt(position);
                        _live.Add((rows.Targets[position], DelayOf(edge, ref random)));
                    }

                    position++;
                }

                position = edges.End;
            }
        }

        // A row that was drawn and is empty is told from one that was not by an entry that is never in time.
        if (_live.Count == start)
        {
            _live.Add((node, float.PositiveInfinity));
        }

        _row[node] = (start, _live.Count);
    }

    private float DelayOf(int edge, ref CounterRandom random)
    {
        if (_graph.BackwardDelays is not float[] delays)
        {
            return 0;
        }

        return _graph.IsDelayExponential ? (float)(delays[edge] * random.NextExponential()) : delays[edge];
    }
}
