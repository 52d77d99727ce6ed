using System.Runtime.CompilerServices;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Updates;

/// <summary>
/// Weighted, personalised PageRank of a graph that changes: <c>z = source + d P z</c> is kept solved within a bound by pushing
/// residuals. Per node it holds <c>z</c> (what arrives), <c>p</c> (what is passed on per unit of weight) and
/// <c>r = source + sum of p_v w(u->v) - z_u</c>; what has arrived at <c>v</c> and is not passed on yet is
/// <c>q_v = d z_v - p_v W_v</c>. All scores together are then off by at most the sum of <c>|r|</c> and <c>|q|</c>.
/// </summary>
/// <remarks>
/// <para>With <c>z* = source + d P z*</c> one has <c>z* - z = (I - d P)^-1 (r + sum of q_v P_v)</c>, and a unit that starts at a node
/// stops, all scores together, at most once: so the scores differ by at most <c>|r|_1 + |q|_1</c>, whatever the graph.</para>
/// <para>A changed tie into <c>v</c> changes <c>r</c> of one node, by <c>p_v</c> times the change of weight, and <c>q_v</c>; keeping <c>p</c> beside
/// <c>z</c> is what makes a change at a node with a hundred thousand ties as cheap as at a leaf. A push of <c>v</c> adds <c>r_v</c> to
/// <c>z_v</c> and passes on what is due, along the row of those who reach <c>v</c>. Nodes are pushed while <c>|r| + |q|</c> is above a threshold
/// times their degree, so the sum over all nodes is bounded by the threshold times the edges, however long the sequence of changes.</para>
/// <para>R. Andersen, F. Chung, K. Lang, FOCS 2006; N. Ohsaka, T. Maehara, K. Kawarabayashi, "Efficient PageRank tracking in evolving
/// networks", KDD 2015; H. Zhang, P. Lofgren, A. Goel, "Approximate personalized PageRank on dynamic graphs", KDD 2016.</para>
/// </remarks>
internal sealed class LiveSystem
{
    /// <summary>What a push costs beside its edges, in edges: reading the node's own state and publishing its score.</summary>
    private const int PushOverhead = 4;

    /// <summary>Thresholds that would keep the bound if every node were just below its own; in the long run nodes fill 0.3 of it.</summary>
    private const double LoosestThreshold = 2.75;

    /// <summary>Bytes that a node takes: its state, source, presence, residual and place in the queue, whose length is a power of two.</summary>
    internal const long BytesPerNode = 32 + 8 + 1 + 16 + 8;

    private const double UnitRoundoff = 1.0 / (1L << 53);
    private const int MaxRounds = 400;

    /// <summary>Nodes whose memory is asked for at the same time.</summary>
    private const int LookAhead = 16;

    private readonly LiveSettings _settings;
    private readonly LiveRows _rows;
    private readonly ResidualField _residuals;
    private readonly List<(int Node, Held Before)> _touched = [];
    private readonly Stack<Change> _changes = [];
    private Held[] _held;
    private double[] _source;
    private bool[] _present;
    private int _stamp;
    private int _nodesBefore;
    private Sums _sums;
    private Sums _sumsBefore;

    /// <summary>Starts from a solution.</summary>
    /// <param name="backward">Row <c>v</c>: who can reach <c>v</c>. Only edges that count, all with a weight above 0.</param>
    /// <param name="present">Which nodes count; the others have no edges and start nothing.</param>
    /// <param name="source">What starts at each node.</param>
    /// <param name="arrived">A solution: what arrives at each node.</param>
    /// <param name="offset">What starts anew at each node under <see cref="UnreachedPolicy.Uniform"/>; else 0.</param>
    /// <param name="settings">Damping, policy and tolerance.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    internal LiveSystem(CsrGraph backward, bool[] present, double[] source, double[] arrived, double offset, LiveSettings settings, CancellationToken cancellationToken)
    {
        _settings = settings;
        _rows = new(backward);
        _present = [.. present];
        _source = [.. source];
        NodeCount = source.Length;
        _residuals = new(NodeCount);
        _held = new Held[NodeCount];
        _sums.Offset = offset;
        _sums.Looseness = LoosestThreshold;
        _sums.Edges = backward.EdgeCount;
        for (int node = 0; node < NodeCount; node++)
        {
            double received = 0;
            foreach (float weight in backward.WeightsOf(node))
            {
                received += weight;
            }

            _held[node] = new()
            {
                Arrived = arrived[node],
                Received = received,
                PassedOn = received > 0 ? settings.Damping * arrived[node] / received : 0,
                Row = LiveRows.Unchanged,
            };
            int cost = backward.DegreeOf(node) + PushOverhead;
            _residuals.SetCost(node, cost);
            if (present[node])
            {
                _sums.Present++;
                _sums.Cost += cost;
                _sums.Sources += source[node] > 0 ? 1 : 0;
            }
        }

        // Before the first batch nothing is kept to go back to: node and batch bear the same stamp.
        Recompute();
        Settle(cancellationToken);
    }

    /// <summary>Nodes with a number, present or not.</summary>
    internal int NodeCount { get; private set; }

    internal int PresentCount => _sums.Present;

    internal long EdgeCount => _sums.Edges;

    /// <summary>The sum of all sources.</summary>
    internal double Total => _sums.Sources == 0 ? 0 : _sums.Total.Value;

    /// <summary>What leaves the graph under <see cref="UnreachedPolicy.Drop"/>.</summary>
    internal double Dropped => _settings.Unreached == UnreachedPolicy.Drop ? _settings.Damping * _sums.Unreached.Value : 0;

    /// <summary>
    /// Multiplies every score. Under <see cref="UnreachedPolicy.Prior"/> what cannot move on starts anew in proportion to the sources,
    /// and the solution is that without it, times this.
    /// </summary>
    internal double Factor => _settings.Unreached == UnreachedPolicy.Prior && Total > 0
        ? Total / Math.Max(Total - (_settings.Damping * _sums.Unreached.Value), (1 - _settings.Damping) * Total)
        : 1;

    /// <summary>At most so much value is not where it belongs, all scores together.</summary>
    internal double Unsettled => (Factor * (_residuals.Size + Math.Abs(_sums.Held))) + Math.Abs(Imbalance);

    /// <summary>
    /// What rounding adds to that: of the residuals when they were last computed from nothing, by at most (terms + a few) half-ulps of
    /// all that arrives, and of each push since.
    /// </summary>
    internal double Rounding =>
        (Factor * _sums.Drift)
        + (((2.0 * _sums.MaxDegree) + 24) * UnitRoundoff * ((Factor * Total) + (Math.Abs(_sums.Offset) * _sums.Present) + Unsettled) / (1 - _settings.Damping));

    /// <summary>Whether the bound is within the tolerance.</summary>
    internal bool IsSettled => Unsettled + Rounding <= _settings.Tolerance * Total;

    /// <summary>Pushes made, and edges looked at by them, since the batch began.</summary>
    internal (long Pushes, long Edges) Work { get; private set; }

    /// <summary>The nodes whose score may have changed since the batch began.</summary>
    internal IEnumerable<int> Touched => _touched.Select(touched => touched.Node);

    internal int TouchedCount => _touched.Count;

    internal bool IsPresent(int node) => _present[node];

    internal double SourceOf(int node) => _source[node];

    internal ReadOnlySpan<int> SourcesInto(int node) => _rows.SourcesOf(node, _held[node].Row);

    internal float WeightOf(int from, int to) => _rows.WeightOf(to, _held[to].Row, from);

    /// <summary>The node's score before <see cref="Factor"/>: what stops there, and at least what starts and stops there. -1 for a node that is not present.</summary>
    internal double ScoreOf(int node)
    {
        if (!_present[node])
        {
            return -1;
        }

        double stops = _settings.Unreached == UnreachedPolicy.Keep && _held[node].Received == 0 ? 1 : 1 - _settings.Damping;
        return stops * Math.Max(_held[node].Arrived, _source[node]);
    }

    /// <summary>Begins a batch: from here on <see cref="Undo"/> leads back to.</summary>
    internal void Begin()
    {
        if (_stamp == int.MaxValue)
        {
            _stamp = 0;
            foreach (ref Held held in _held.AsSpan())
            {
                held.Stamp = 0;
            }
        }

        _stamp++;
        _touched.Clear();
        _changes.Clear();
        _residuals.Begin();
        _sumsBefore = _sums;
        _nodesBefore = NodeCount;
        Work = default;
        _residuals.Threshold = ThresholdNow();
    }

    /// <summary>Everything as it was when the batch began, to the last bit.</summary>
    internal void Undo()
    {
        while (_changes.TryPop(out Change change))
        {
            switch (change.Kind)
            {
                case ChangeKind.Weight:
                    ChangedRow row = _rows.Changed(_held[change.Node].Row);
                    row.Set(change.Other, (float)change.Before);
                    row.Sum = change.Sum;
                    _residuals.SetCost(change.Node, row.Sources.Length + PushOverhead);
                    break;
                case ChangeKind.Source:
                    _source[change.Node] = change.Before;
                    break;
                default:
                    _present[change.Node] = change.Before > 0;
                    break;
            }
        }

        foreach ((int node, Held before) in _touched)
        {
            // A row that was made stays: it says the same as the graph's again.
            _held[node] = before with { Row = _held[node].Row };
        }

        _residuals.Undo();
        _sums = _sumsBefore;
        NodeCount = _nodesBefore;
        _touched.Clear();
        Work = default;
    }

    /// <summary>A number for one more node, not yet present.</summary>
    internal int AddNode()
    {
        if (NodeCount == _held.Length)
        {
            int capacity = (int)Math.Min(Array.MaxLength, NodeCount + Math.Max(64L, NodeCount / 8));
            Array.Resize(ref _held, capacity);
            Array.Resize(ref _source, capacity);
            Array.Resize(ref _present, capacity);
            _residuals.Grow(capacity);
        }

        _held[NodeCount] = new() { Row = LiveRows.Unchanged };
        _residuals.SetCost(NodeCount, PushOverhead);
        return NodeCount++;
    }

    /// <summary>Makes a node present that has no edges.</summary>
    internal void Include(int node, double source)
    {
        SetPresent(node, true);
        SetSource(node, source);
        _residuals.Add(node, _sums.Offset);
    }

    /// <summary>Takes a node out that has no edges any more.</summary>
    internal void Exclude(int node)
    {
        ref Held held = ref Touch(node);
        SetSource(node, 0);
        _sums.Unreached.Add(-held.Arrived);
        (held.Arrived, held.PassedOn) = (0, 0);
        _residuals.Set(node, 0);
        SetPresent(node, false);
    }

    internal void SetSource(int node, double source)
    {
        Touch(node);
        double before = _source[node];
        _changes.Push(new(ChangeKind.Source, node, 0, before, default));
        _source[node] = source;
        _sums.Total.Add(source);
        _sums.Total.Add(-before);
        _sums.Sources += (source > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
        _residuals.Add(node, source - before);
        _sums.Drift += 2 * UnitRoundoff * (_residuals.Size + source + before);
    }

    /// <summary>Sets the weight of an edge between present nodes; 0 removes it.</summary>
    internal void SetWeight(int from, int to, float weight)
    {
        ref Held held = ref Touch(to);
        ChangedRow row = _rows.ToChange(to, ref held.Row);
        CompensatedSum sum = row.Sum;
        int degree = row.Sources.Length;
        double heldBack = HeldBack(held);
        float before = row.Set(from, weight);
        _changes.Push(new(ChangeKind.Weight, to, from, before, sum));

        held.Received = row.Received;
        _residuals.Add(from, held.PassedOn * ((double)weight - before));
        _sums.Drift += 8 * UnitRoundoff * (_residuals.Size + (held.PassedOn * ((double)weight + before)));
        if (row.Sources.Length == 0 || degree == 0)
        {
            // Nobody reaches the node any more, or somebody does again: what has arrived there stays, or is to move on.
            held.PassedOn = 0;
            _sums.Unreached.Add(row.Sources.Length == 0 ? degree == 0 ? 0 : held.Arrived : -held.Arrived);
        }

        _sums.Held += Math.Abs(HeldBack(held)) - Math.Abs(heldBack);
        _sums.Cost += row.Sources.Length - degree;
        _sums.Edges += row.Sources.Length - degree;
        _residuals.SetCost(to, row.Sources.Length + PushOverhead);
        EnqueueIfDue(to);
    }

    /// <summary>Pushes until the bound is within the tolerance, or rounding keeps it above.</summary>
    internal void Settle(CancellationToken cancellationToken)
    {
        if (Total == 0)
        {
            Clear();
            return;
        }

        double budget = _settings.Tolerance * Total;
        bool isRecomputed = false;
        double rebalanced = 0;
        double looseness = _sums.Looseness;
        for (int round = 0; round < MaxRounds; round++)
        {
            _residuals.Threshold = ThresholdNow();
            if (round > 0)
            {
                EnqueueDue();
            }

            Push(cancellationToken);
            if (Math.Abs(Imbalance) > Math.Max(budget / 4, 8 * UnitRoundoff * _sums.Unreached.Value))
            {
                // Of what is given out, a steady part comes back to be given out again: known after the first time, and given out at once.
                double returns = rebalanced == 0 ? 0 : Math.Clamp(Imbalance / rebalanced, 0, _settings.Damping);
                rebalanced = Imbalance / (1 - returns);
                Rebalance(rebalanced);
            }
            else if (Factor * _sums.Drift > budget / 16 && !isRecomputed)
            {
                Recompute();
                isRecomputed = true;
            }
            else if (IsSettled)
            {
                break;
            }
            else if (_sums.Looseness > 0.5)
            {
                _sums.Looseness /= 1.25;
            }
            else
            {
                // What is left is rounding: smaller thresholds cannot help.
                _sums.Looseness = looseness;
                break;
            }
        }

        // After a batch that needed less room, the thresholds rise again.
        if (Unsettled < budget / 2)
        {
            _sums.Looseness = Math.Min(LoosestThreshold, _sums.Looseness * 1.05);
        }
    }

    /// <summary>What starts anew at nodes that nobody reaches, beyond what the offset already gives to all.</summary>
    private double Imbalance => _settings.Unreached == UnreachedPolicy.Uniform
        ? (_settings.Damping * _sums.Unreached.Value) - (_sums.Offset * _sums.Present)
        : 0;

    private double ThresholdNow() => _sums.Looseness * _settings.Tolerance * Total / (Factor * Math.Max(1, _sums.Cost));

    private void Push(CancellationToken cancellationToken)
    {
        const long EdgesBetweenChecks = 1 << 16;
        long nextCheck = 0;
        (long pushes, long edges) = Work;
        for (int ahead = 0; _residuals.TryDequeue(out int node); ahead--)
        {
            if (ahead == 0)
            {
                ahead = LookAhead;
                _ = Look(Math.Min(LookAhead - 1, _residuals.Queued));
            }

            int visited = Push(node);
            pushes += visited >= 0 ? 1 : 0;
            edges += Math.Max(0, visited);
            if (edges >= nextCheck)
            {
                cancellationToken.ThrowIfCancellationRequested();
                nextCheck = edges + EdgesBetweenChecks;
            }
        }

        Work = (pushes, edges);
    }

    /// <summary>
    /// Reads the state and the beginning of the row of the next nodes, so that the processor fetches them side by side: a push
    /// alone waits for one after the other. Measured on R-MAT 20: 1.2 to 1.6 times as fast.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private double Look(int count)
    {
        double looked = 0;
        for (int i = 0; i < count; i++)
        {
            int node = _residuals.Upcoming(i);
            looked += _held[node].Received + _residuals[node] + _rows.StartOf(node);
        }

        for (int i = 0; i < count; i++)
        {
            int node = _residuals.Upcoming(i);
            looked += _rows.Look(node, _held[node].Row);
        }

        return looked;
    }

    /// <summary>Settles one node.</summary>
    /// <returns>The edges looked at; -1 when there was nothing to do.</returns>
    private int Push(int node)
    {
        double residual = _residuals[node];
        double heldBack = HeldBack(_held[node]);
        if (Math.Abs(residual) + Math.Abs(heldBack) <= _residuals.Threshold * _residuals.CostOf(node))
        {
            return -1;
        }

        ref Held held = ref Touch(node);
        double arrived = held.Arrived;
        held.Arrived += residual;

        // What the addition rounded away stays in the residual.
        double moved = held.Arrived - arrived;
        _residuals.Set(node, residual - moved);
        if (held.Received == 0)
        {
            _sums.Unreached.Add(moved);
            return 0;
        }

        double passedOn = held.PassedOn;
        held.PassedOn = _settings.Damping * held.Arrived / held.Received;
        _sums.Held += Math.Abs(HeldBack(held)) - Math.Abs(heldBack);
        double step = held.PassedOn - passedOn;
        if (step == 0)
        {
            return 0;
        }

        // Each edge rounds a residual, and twice the sum of their magnitudes.
        ReadOnlySpan<int> sources = _rows.SourcesOf(node, held.Row);
        double spread = Math.Abs(step) * held.Received;
        _sums.Drift += UnitRoundoff * ((((2.0 * sources.Length) + 2) * (_residuals.Size + spread)) + (4 * spread));
        _residuals.AddRow(sources, _rows.WeightsOf(node, held.Row), step);
        return sources.Length;
    }

    /// <summary>Everybody gets an equal part of what starts anew. O(nodes).</summary>
    private void Rebalance(double amount)
    {
        double change = amount / Math.Max(1, _sums.Present);
        _sums.Offset += change;
        for (int node = 0; node < NodeCount; node++)
        {
            if (_present[node])
            {
                _residuals.Add(node, change);
            }
        }

        _sums.Drift += UnitRoundoff * ((_residuals.Size * _sums.Present) + (4 * Math.Abs(amount)));
    }

    /// <summary>Residuals and sums from nothing, which forgets what pushes rounded. O(nodes + edges).</summary>
    private void Recompute()
    {
        double[] residuals = new double[NodeCount];
        int[] degrees = new int[NodeCount];
        (CompensatedSum total, CompensatedSum unreached, double heldBack) = (default, default, 0);
        for (int node = 0; node < NodeCount; node++)
        {
            if (_present[node])
            {
                residuals[node] += _source[node] + _sums.Offset;
                total.Add(_source[node]);
            }

            Held held = _held[node];
            ReadOnlySpan<int> sources = _rows.SourcesOf(node, held.Row);
            ReadOnlySpan<float> weights = _rows.WeightsOf(node, held.Row);
            for (int e = 0; e < sources.Length; e++)
            {
                residuals[sources[e]] += held.PassedOn * weights[e];
                degrees[sources[e]]++;
            }

            degrees[node] += sources.Length;
            heldBack += Math.Abs(HeldBack(held));
            unreached.Add(held.Received == 0 ? held.Arrived : 0);
        }

        long maxDegree = 0;
        for (int node = 0; node < NodeCount; node++)
        {
            _residuals.Set(node, residuals[node] - _held[node].Arrived);
            maxDegree = Math.Max(maxDegree, degrees[node]);
        }

        _residuals.Resum(NodeCount);
        (_sums.Total, _sums.Unreached, _sums.Held, _sums.MaxDegree, _sums.Drift) = (total, unreached, heldBack, maxDegree, 0);
    }

    /// <summary>Where nothing starts, nothing arrives.</summary>
    private void Clear()
    {
        while (_residuals.TryDequeue(out _))
        {
        }

        _sums.Offset = 0;
        for (int node = 0; node < NodeCount; node++)
        {
            if (_held[node].Arrived != 0 || _held[node].PassedOn != 0)
            {
                ref Held held = ref Touch(node);
                (held.Arrived, held.PassedOn) = (0, 0);
            }
        }

        Recompute();
        while (_residuals.TryDequeue(out _))
        {
        }
    }

    private void EnqueueDue()
    {
        for (int node = 0; node < NodeCount; node++)
        {
            EnqueueIfDue(node);
        }
    }

    private void EnqueueIfDue(int node)
    {
        if (Math.Abs(_residuals[node]) + Math.Abs(HeldBack(_held[node])) > _residuals.Threshold * _residuals.CostOf(node))
        {
            _residuals.Enqueue(node);
        }
    }

    private double HeldBack(in Held held) => held.Received > 0 ? (_settings.Damping * held.Arrived) - (held.PassedOn * held.Received) : 0;

    private void SetPresent(int node, bool isPresent)
    {
        Touch(node);
        _changes.Push(new(ChangeKind.Present, node, 0, _present[node] ? 1 : 0, default));
        _present[node] = isPresent;
        _sums.Present += isPresent ? 1 : -1;
        _sums.Cost += isPresent ? PushOverhead : -PushOverhead;
    }

    /// <summary>The node's state, about to change: kept as it was when the batch began, and its score is published again.</summary>
    private ref Held Touch(int node)
    {
        ref Held held = ref _held[node];
        if (held.Stamp != _stamp)
        {
            _touched.Add((node, held));
            held.Stamp = _stamp;
        }

        return ref held;
    }

    private enum ChangeKind
    {
        Weight,
        Source,
        Present,
    }

    private struct Held
    {
        internal double Arrived;
        internal double PassedOn;
        internal double Received;
        internal int Row;
        internal int Stamp;
    }

    /// <summary>What is added up over all nodes.</summary>
    private struct Sums
    {
        internal CompensatedSum Total;
        internal CompensatedSum Unreached;
        internal double Held;
        internal double Drift;
        internal double Offset;
        internal double Looseness;
        internal long Cost;
        internal long Edges;
        internal long MaxDegree;
        internal int Present;
        internal int Sources;
    }

    private readonly record struct Change(ChangeKind Kind, int Node, int Other, double Before, CompensatedSum Sum);
}
