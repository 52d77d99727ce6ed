using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// What each component of a world reaches, itself included: the worth of all descendants in the acyclic graph. Exact within
/// a budget of work, and beyond it estimated without bias by <see cref="ArrivalSketch"/>.
/// </summary>
/// <remarks>
/// <para>One component, the hub, stands for the giant one that most worlds have. Its descendants D are found once. What
/// leads to it (A) reaches all of D, so there only what lies outside of D is counted. All others (R) reach nothing of A.
/// So the graph falls into two: A and R without D, and R and D without A.</para>
/// <para>In each of them a component is <em>closed</em> when all that it reaches is reached through it only: then the
/// components that lead to it just add what it reaches. The rest is searched, each search stopping at closed components.</para>
/// <para>N. Ohsaka, T. Akiba, Y. Yoshida, K. Kawarabayashi, "Fast and accurate influence maximization on large networks with
/// pruned Monte-Carlo simulations", AAAI 2014, has the hub; closed components are ours.</para>
/// </remarks>
internal sealed class ComponentReach
{
    /// <summary>Neither leads to the hub nor is led to by it: in both halves.</summary>
    private const byte Beside = Below | Above;
    private const byte Below = 1;
    private const byte Above = 2;
    private const byte Hub = 0;

    private readonly Condensation _graph;
    private readonly double _budgetPerItem;
    private readonly byte[] _half;
    private readonly int[] _inDegree;
    private readonly Kind[] _kind;
    private readonly int[] _seen;
    private readonly int[] _stack;
    private ArrivalSketch? _sketch;
    private int _search;
    private double _budget;

    /// <summary>Prepares for worlds.</summary>
    /// <param name="graph">The worlds' condensation, built anew for each.</param>
    /// <param name="budgetPerItem">How many edges may be searched for each component and edge of a world; 0 estimates all that does not simply add up.</param>
    internal ComponentReach(Condensation graph, double budgetPerItem)
    {
        int nodes = graph.Worth.Length;
        _graph = graph;
        _budgetPerItem = budgetPerItem;
        _half = new byte[nodes];
        _inDegree = new int[nodes];
        _kind = new Kind[nodes];
        _seen = new int[nodes];
        _stack = new int[nodes];
        Reach = new double[nodes];
    }

    private enum Kind : byte
    {
        /// <summary>Children's reaches add up, and nothing below is reached from elsewhere.</summary>
        Closed,

        /// <summary>Children's reaches add up.</summary>
        Adding,

        /// <summary>Children may reach the same.</summary>
        Overlapping,
    }

    /// <summary>What each component reaches.</summary>
    internal double[] Reach { get; }

    /// <summary>Edges searched since the start, for measurements.</summary>
    internal long EdgesSearched { get; private set; }

    /// <summary>Components estimated since the start.</summary>
    internal long Estimated { get; private set; }

    /// <summary>Fills <see cref="Reach"/> for the world that the condensation holds.</summary>
    /// <param name="random">The world's random numbers for estimates.</param>
    internal void Solve(ref CounterRandom random)
    {
        int count = _graph.Count;
        if (count == 0)
        {
            return;
        }

        _budget = _budgetPerItem * (count + (double)_graph.Offsets[count]);
        int hub = FindHub();
        double belowHub = MarkBelow(hub);
        MarkAbove(hub);

        // First above: what is beside has another reach there, which must not stay.
        SolveHalf(Above, ref random);
        for (int c = hub + 1; c < count; c++)
        {
            Reach[c] += _half[c] == Above ? belowHub : 0;
        }

        SolveHalf(Below, ref random);
        Reach[hub] = belowHub;
    }

    /// <summary>The component with the most edges to it times edges from it: the giant one, or a hub.</summary>
    private int FindHub()
    {
        int hub = 0;
        long most = -1;
        for (int c = 0; c < _graph.Count; c++)
        {
            long edges = (1L + _graph.InDegrees[c]) * (1L + _graph.Offsets[c + 1] - _graph.Offsets[c]);
            if (edges > most)
            {
                (hub, most) = (c, edges);
            }
        }

        return hub;
    }

    /// <summary>Marks what the hub reaches and adds it up.</summary>
    private double MarkBelow(int hub)
    {
        Array.Fill(_half, Beside, 0, _graph.Count);
        double worth = 0;
        int waiting = 1;
        _half[hub] = Below;
        _stack[0] = hub;
        while (waiting > 0)
        {
            int component = _stack[--waiting];
            worth += _graph.Worth[component];
            for (int e = _graph.Offsets[component]; e < _graph.Offsets[component + 1]; e++)
            {
                int child = _graph.Targets[e];
                if (_half[child] != Below)
                {
                    _half[child] = Below;
                    _stack[waiting++] = child;
                }
            }
        }

        _half[hub] = Hub;
        return worth;
    }

    /// <summary>Marks what reaches the hub.</summary>
    private void MarkAbove(int hub)
    {
        for (int c = hub + 1; c < _graph.Count; c++)
        {
            for (int e = _graph.Offsets[c]; e < _graph.Offsets[c + 1]; e++)
            {
                int child = _graph.Targets[e];
                if (child == hub || (child > hub && _half[child] == Above))
                {
                    _half[c] = Above;
                    break;
                }
            }
        }
    }

    private void SolveHalf(byte half, ref CounterRandom random)
    {
        Classify(half);
        int count = _graph.Count;
        bool isEstimating = false;
        for (int c = 0; c < count; c++)
        {
            if ((_half[c] & half) == 0)
            {
                continue;
            }

            if (_kind[c] != Kind.Overlapping)
            {
                double sum = _graph.Worth[c];
                for (int e = _graph.Offsets[c]; e < _graph.Offsets[c + 1]; e++)
                {
                    int child = _graph.Targets[e];
                    sum += (_half[child] & half) != 0 ? Reach[child] : 0;
                }

                Reach[c] = sum;
                continue;
            }

            if (!isEstimating && _budget <= 0)
            {
                _sketch ??= new(_graph, _half, _inDegree, _stack);
                _sketch.Estimate(half, c, IsNeeded, ref random);
                isEstimating = true;
            }

            if (isEstimating)
            {
                Estimated++;
                Reach[c] = _sketch!.ReachOf(c);
            }
            else
            {
                Reach[c] = Search(c, half);
            }
        }
    }

    private bool IsNeeded(int component) => _kind[component] == Kind.Overlapping;

    private void Classify(byte half)
    {
        int count = _graph.Count;
        Array.Clear(_inDegree, 0, count);
        for (int c = 0; c < count; c++)
        {
            if ((_half[c] & half) != 0)
            {
                for (int e = _graph.Offsets[c]; e < _graph.Offsets[c + 1]; e++)
                {
                    _inDegree[_graph.Targets[e]]++;
                }
            }
        }

        for (int c = 0; c < count; c++)
        {
            if ((_half[c] & half) == 0)
            {
                continue;
            }

            int children = 0;
            bool isEachClosed = true;
            bool isOnlyParent = true;
            for (int e = _graph.Offsets[c]; e < _graph.Offsets[c + 1]; e++)
            {
                int child = _graph.Targets[e];
                if ((_half[child] & half) != 0)
                {
                    children++;
                    isEachClosed &= _kind[child] == Kind.Closed;
                    isOnlyParent &= _inDegree[child] == 1;
                }
            }

            // A child that reaches another one would not be closed: the other one has a second parent here.
            _kind[c] = isEachClosed && isOnlyParent ? Kind.Closed
                : isEachClosed || children == 1 ? Kind.Adding
                : Kind.Overlapping;
        }
    }

    /// <summary>Depth-first search that stops at closed components.</summary>
    private double Search(int start, byte half)
    {
        _search = _search == int.MaxValue ? 1 : _search + 1;
        if (_search == 1)
        {
            Array.Clear(_seen);
        }

        double sum = 0;
        int waiting = 1;
        _stack[0] = start;
        int edges = 0;
        while (waiting > 0)
        {
            int component = _stack[--waiting];
            sum += _graph.Worth[component];
            int end = _graph.Offsets[component + 1];
            edges += 1 + end - _graph.Offsets[component];
            for (int e = _graph.Offsets[component]; e < end; e++)
            {
                int child = _graph.Targets[e];
                if ((_half[child] & half) == 0 || _seen[child] == _search)
                {
                    continue;
                }

                _seen[child] = _search;
                if (_kind[child] == Kind.Closed)
                {
                    sum += Reach[child];
                }
                else
                {
                    _stack[waiting++] = child;
                }
            }
        }

        _budget -= edges;
        EdgesSearched += edges;
        return sum;
    }
}
