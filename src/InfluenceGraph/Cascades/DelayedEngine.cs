using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades;

/// <summary>One world at a time, by earliest arrival (Dijkstra) over the live edges and their delays, within the graph's hops and time.</summary>
/// <remarks>
/// A node whose word came early but over many hops may have to wait for a later one over fewer hops to be allowed to pass it on;
/// so a node is gone through again when a word comes over fewer hops than any before, on the same live edges and delays.
/// Under the linear threshold the live-edge form gives the arrival times their distribution too: until a node is reached, the
/// chance that it is reached by now is the sum of the probabilities of the edges that have arrived, in both forms.
/// </remarks>
internal sealed class DelayedEngine : IWorldEngine
{
    /// <summary>The most steps of a curve.</summary>
    internal const int MostSteps = 10_000;

    private readonly CascadeGraph _graph;
    private readonly int[] _seeds;
    private readonly double[]? _worth;
    private readonly ulong _seed;
    private readonly double _step;
    private readonly ThresholdSpan[]? _spans;

    /// <param name="graph">The graph, with delays.</param>
    /// <param name="seeds">Distinct nodes.</param>
    /// <param name="worth">What each node counts, or <see langword="null"/> for one each.</param>
    /// <param name="seed">Which worlds.</param>
    /// <param name="step">Days from one point of the curve to the next.</param>
    internal DelayedEngine(CascadeGraph graph, int[] seeds, double[]? worth, int seed, double step)
    {
        _graph = graph;
        _seeds = seeds;
        _worth = worth;
        _seed = (ulong)seed;
        _step = step;
        _spans = graph.Process == CascadeProcess.LinearThreshold
            ? ThresholdRows.SpansOf(graph.Forward.Targets, graph.Forward.Weights, graph.NodeCount)
            : null;
    }

    public int WorldsPerBatch => 64;

    public IBatchWorker NewWorker() => new Worker(this);

    /// <summary>The last arrival in a few worlds that are not used again, in days.</summary>
    internal double LongestTime(CancellationToken cancellationToken)
    {
        var worker = new Worker(this);
        double[] counts = new double[WorldsPerBatch];
        double[] values = new double[_worth is null ? 0 : counts.Length];
        _ = worker.Run(int.MaxValue, counts, values, cancellationToken);
        return worker.LongestTime;
    }

    private sealed class Worker : IBatchWorker
    {
        private readonly DelayedEngine _engine;
        private readonly CascadeGraph _graph;
        private readonly PriorityQueue<int, Arrival> _queue = new(EarlierFirst.Order);
        private readonly int[] _world;
        private readonly int[] _fewestHops;
        private readonly (int Start, int End)[] _liveRows;
        private readonly List<(int Target, double Delay)> _live = [];
        private readonly List<CurveSums> _curve = [];
        private CounterRandom _random;
        private ulong _thresholdKey;
        private int _worldNumber;
        private long _visits;

        internal Worker(DelayedEngine engine)
        {
            _engine = engine;
            _graph = engine._graph;
            _world = new int[_graph.NodeCount];
            _fewestHops = new int[_graph.NodeCount];
            _liveRows = new (int, int)[_graph.NodeCount];
        }

        internal double LongestTime { get; private set; }

        public BatchOutcome Run(int batch, Span<double> counts, Span<double> values, CancellationToken cancellationToken)
        {
            _random = new(_engine._seed, (ulong)batch);
            _curve.Clear();
            _visits = 0;
            for (int world = 0; world < counts.Length; world++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                (counts[world], double worth) = OneWorld();
                if (!values.IsEmpty)
                {
                    values[world] = worth;
                }
            }

            // Until here each step holds what it adds to the one before.
            CurveSums[] curve = [.. _curve];
            for (int step = 1; step < curve.Length; step++)
            {
                curve[step] = new(curve[step - 1].Sum + curve[step].Sum, curve[step - 1].Squares + curve[step].Squares);
            }

            return new(counts.Length, _visits, curve);
        }

        private (int Count, double Worth) OneWorld()
        {
            _worldNumber++;
            _live.Clear();
            _thresholdKey = _engine._spans is null ? 0 : _random.Next();
            (int count, double worth) = (0, 0);
            foreach (int seed in _engine._seeds)
            {
                _queue.Enqueue(seed, new(0, 0));
            }

            while (_queue.TryDequeue(out int node, out Arrival arrival))
            {
                bool isNew = _world[node] != _worldNumber;
                if (!isNew && _fewestHops[node] <= arrival.Hops)
                {
                    continue;
                }

                if (isNew)
                {
                    _world[node] = _worldNumber;
                    _liveRows[node] = (-1, -1);
                    count++;
                    worth = AddToCurve(arrival.Time, worth, _engine._worth is null ? 1 : _engine._worth[node]);
                }

                // Without a limit on hops nothing is gained by fewer.
                _fewestHops[node] = _graph.MaxHops == int.MaxValue ? 0 : arrival.Hops;
                if (arrival.Hops < _graph.MaxHops)
                {
                    PassOn(node, arrival);
                }
            }

            return (count, worth);
        }

        private double AddToCurve(double time, double before, double added)
        {
            LongestTime = Math.Max(LongestTime, time);
            int step = (int)Math.Min(MostSteps - 1, Math.Ceiling(time / _engine._step * (1 - _graph.TimeTolerance)));
            while (_curve.Count <= step)
            {
                _curve.Add(default);
            }

            double after = before + added;
            _curve[step] = new(_curve[step].Sum + added, _curve[step].Squares + (after * after) - (before * before));
            return after;
        }

        private void PassOn(int node, Arrival arrival)
        {
            if (_liveRows[node].Start < 0)
            {
                int start = _live.Count;
                DrawLive(node);
                _liveRows[node] = (start, _live.Count);
                _visits += _graph.Forward.DegreeOf(node);
            }

            for (int i = _liveRows[node].Start; i < _liveRows[node].End; i++)
            {
                double time = arrival.Time + _live[i].Delay;
                if (time <= _graph.LatestArrival)
                {
                    _queue.Enqueue(_live[i].Target, new(time, arrival.Hops + 1));
                }
            }
        }

        private void DrawLive(int node)
        {
            if (_engine._spans is ThresholdSpan[] spans)
            {
                for (int e = (int)_graph.Forward.Offsets[node]; e < (int)_graph.Forward.Offsets[node + 1]; e++)
                {
                    if (spans[e].Contains(CounterRandom.Hash(_thresholdKey, (ulong)_graph.Forward.Targets[e])))
                    {
                        AddLive(_graph.Forward.Targets[e], e);
                    }
                }

                return;
            }

            JumpRows rows = _graph.ForwardJumps;
            int next = (int)_graph.Forward.Offsets[node];
            for (int run = rows.RowRuns[node]; run < rows.RowRuns[node + 1]; run++)
            {
                EdgeRun edges = rows.Runs[run];
                for (; next < edges.End; next++)
                {
                    double skip = _random.NextExponential() * edges.Scale;
                    if (skip >= edges.End - next)
                    {
                        break;
                    }

                    next += (int)skip;
                    if (rows.Acceptance.Length == 0 || rows.Acceptance[next] == 1 || _random.NextUnit() < rows.Acceptance[next])
                    {
                        AddLive(rows.Targets[next], rows.EdgeAt(next));
                    }
                }

                next = edges.End;
            }
        }

        private void AddLive(int target, int edge)
        {
            double delay = _graph.Delays![edge];
            _live.Add((target, _graph.IsDelayExponential ? delay * _random.NextExponential() : delay));
        }
    }

    /// <summary>When and over how many hops a word comes.</summary>
    private readonly record struct Arrival(double Time, int Hops);

    private sealed class EarlierFirst : IComparer<Arrival>
    {
        internal static EarlierFirst Order { get; } = new();

        public int Compare(Arrival x, Arrival y) => x.Time != y.Time ? x.Time.CompareTo(y.Time) : x.Hops.CompareTo(y.Hops);
    }
}
