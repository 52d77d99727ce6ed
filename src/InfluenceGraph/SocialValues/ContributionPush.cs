using InfluenceGraph.Graphs;

namespace InfluenceGraph.SocialValues;

/// <summary>
/// Traces what arrives at one node back to the nodes where it started, by reverse push: keeps
/// <c>z_target = sum of starting_s settled_s + sum of residue_v z_v</c> true while it moves residue against the flow and
/// settles it. At the end each residue settles what starts at its own node; the rest, <c>residue_v (z_v - starting_v)</c>,
/// is known to have come through <c>v</c>, but not from where.
/// </summary>
/// <remarks>
/// R. Andersen, C. Borgs, J. Chayes, J. Hopcroft, V. Mirrokni, S. Teng, "Local computation of PageRank contributions",
/// WAW 2007; here with the solved <c>z</c> at hand, so that the stopping rule and the bound are in value, not in
/// probability. Nodes are pushed by falling powers of 4 of what is untraced, first in first out, so the result is deterministic.
/// </remarks>
internal sealed class ContributionPush
{
    /// <summary>Untraced value is queued by its size: level k holds shares of 4^-k down to 4^-(k+1). What is smaller than the last is far below rounding.</summary>
    private const int Levels = 50;

    private readonly CsrGraph _graph;
    private readonly PageRankSolution _solution;
    private readonly double[] _source;
    private readonly Trail[] _trails;
    private readonly List<int> _touched = [];
    private readonly Queue<int>[] _queues = [.. Enumerable.Range(0, Levels).Select(_ => new Queue<int>())];
    private int _arrivedExponent;

    internal ContributionPush(CsrGraph graph, PageRankSolution solution, double[] source)
    {
        _graph = graph;
        _solution = solution;
        _source = source;
        _trails = new Trail[graph.NodeCount];
    }

    /// <summary>Traces one node. What an earlier call touched is cleared first: O(nodes touched), not O(nodes).</summary>
    /// <param name="target">The node.</param>
    /// <param name="untracedShare">Stop when no more than this share of the value is untraced.</param>
    /// <param name="maxEdgeVisits">Or when this many edges were visited. The target's own row always is.</param>
    internal Contributions Trace(int target, double untracedShare, long maxEdgeVisits)
    {
        Clear();
        double arrived = _solution.Arrived[target];
        double untraced = arrived;
        double unsettled = 0;
        long edgeVisits = 0;
        _arrivedExponent = Math.ILogB(arrived);
        Touch(target, 1, arrived);

        while (untraced > untracedShare * arrived && (edgeVisits == 0 || edgeVisits < maxEdgeVisits) && TryDequeue(out int node))
        {
            (double settledNow, double unsettledNow, int visits) = Push(node);
            untraced -= settledNow;
            unsettled += unsettledNow;
            edgeVisits += visits;
        }

        return Collect(unsettled, edgeVisits);
    }

    private (double Settled, double Unsettled, int EdgeVisits) Push(int node)
    {
        ref Trail trail = ref _trails[node];
        double residue = trail.Residue;
        trail.Residue = 0;
        trail.Settled += residue;
        trail.Level = Levels;
        ReadOnlySpan<int> targets = _graph.TargetsOf(node);
        ReadOnlySpan<float> weights = _graph.WeightsOf(node);
        double arriving = 0;
        int visits = 1;
        for (int e = 0; e < targets.Length; e++)
        {
            int next = targets[e];
            double share = weights[e] * _solution.Rate[next];
            if (share > 0)
            {
                visits++;
                double arrived = _solution.Arrived[next];
                arriving += share * arrived;
                Touch(next, residue * share, arrived);
            }
        }

        double starting = StartingAt(node);
        return (residue * starting, residue * (_solution.Arrived[node] - starting - arriving), visits);
    }

    private void Touch(int node, double residue, double arrived)
    {
        ref Trail trail = ref _trails[node];
        if (!trail.IsTouched)
        {
            trail.IsTouched = true;
            trail.Level = Levels;
            _touched.Add(node);
        }

        trail.Residue += residue;
        int level = LevelOf(trail.Residue * arrived);
        if (level < trail.Level)
        {
            trail.Level = level;
            _queues[level].Enqueue(node);
        }
    }

    /// <summary>The next node of the largest level; a node that has risen to a larger one since it was queued is found there.</summary>
    private bool TryDequeue(out int node)
    {
        for (int level = 0; level < Levels; level++)
        {
            while (_queues[level].TryDequeue(out node))
            {
                if (_trails[node].Level == level)
                {
                    return true;
                }
            }
        }

        node = -1;
        return false;
    }

    /// <summary>From the exponents alone, as this runs once per edge.</summary>
    private int LevelOf(double value) =>
        value > 0 ? Math.Clamp((_arrivedExponent - Math.ILogB(value)) / 2, 0, Levels) : Levels;

    private double StartingAt(int node) => (_source[node] * _solution.SourceFactor) + _solution.SourceOffset;

    private Contributions Collect(double unsettled, long edgeVisits)
    {
        var origins = new List<(int Node, double Settled)>();
        double untraced = 0;
        double largestResidue = 0;
        foreach (int node in _touched)
        {
            Trail trail = _trails[node];
            untraced += trail.Residue * (_solution.Arrived[node] - StartingAt(node));
            largestResidue = Math.Max(largestResidue, trail.Residue);
            double settled = trail.Settled + trail.Residue;
            if (settled > 0)
            {
                origins.Add((node, settled));
            }
        }

        return new(origins, untraced, largestResidue, unsettled, edgeVisits);
    }

    private void Clear()
    {
        foreach (int node in _touched)
        {
            _trails[node] = default;
        }

        _touched.Clear();
        foreach (Queue<int> queue in _queues)
        {
            queue.Clear();
        }
    }

    /// <summary>What the trace knows of one node, together, as it is read at random.</summary>
    private struct Trail
    {
        internal double Residue;
        internal double Settled;
        internal int Level;
        internal bool IsTouched;
    }
}

/// <summary>Where the value that arrives at a node started.</summary>
/// <param name="Origins">For each origin, how often one unit that starts there arrives at the node, as far as traced.</param>
/// <param name="Untraced">Value known to arrive whose origin was not traced further: all that the origins together are short of, by the solver's own values.</param>
/// <param name="LargestResidue">The largest residue left. A unit that starts anywhere moves at most <c>d / (1 - d)</c> times, so no origin is short of more than so many such residues for each unit.</param>
/// <param name="Unsettled">What the solver had not settled on the traced ways; of either sign, 0 at full convergence.</param>
/// <param name="EdgeVisits">The work done.</param>
internal sealed record Contributions(IReadOnlyList<(int Node, double Settled)> Origins, double Untraced, double LargestResidue, double Unsettled, long EdgeVisits);
