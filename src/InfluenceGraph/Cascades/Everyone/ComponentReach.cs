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
    private readonly int[] _parents;
    private readonly bool[] _isClosed;
    private readonly double[] _worth;
    private readonly int[] _offsets;
    private readonly int[] _seen;
    private readonly int[] _stack;
    private int[] _children = [];
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
        _parents = new int[nodes];
        _isClosed = new bool[nodes];
        _worth = new double[nodes];
        _offsets = new int[nodes + 1];
        _seen = new int[nodes];
        _stack = new int[nodes];
        Reach = new double[nodes];
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
        CountParents(half);
        int edges = 0;
        bool isEstimating = false;
        for (int c = 0; c < _graph.Count; c++)
        {
            _offsets[c] = edges;
            if ((_half[c] & half) == 0)
            {
                continue;
            }

            // What hangs on this component alone is folded into it, and no search meets it.
            double worth = _graph.Worth[c];
            double others = 0;
            bool isEachClosed = true;
            int first = edges;
            for (int e = _graph.Offsets[c]; e < _graph.Offsets[c + 1]; e++)
            {
                int child = _graph.Targets[e];
                if ((_half[child] & half) == 0)
                {
                    continue;
                }

                if (_isClosed[child] && _parents[child] == 1)
                {
                    worth += Reach[child];
                }
                else
                {
                    others += Reach[child];
                    isEachClosed &= _isClosed[child];
                    _children[edges++] = child;
                }
            }

            _offsets[c + 1] = edges;
            _worth[c] = worth;
            _isClosed[c] = edges == first;

            // A child that reaches another one would not be closed: the other one has a second parent here.
            if (isEachClosed || edges - first == 1)
            {
                Reach[c] = worth + others;
            }
            else if (_budget > 0)
            {
                Reach[c] = Search(c);
            }
            else
            {
                if (!isEstimating)
                {
                    isEstimating = true;
                    _sketch ??= new(_graph, _half, _stack);
                    _sketch.Estimate(half, ref random);
                }

                Estimated++;
                Reach[c] = _sketch!.ReachOf(c);
            }
        }
    }

    private void CountParents(byte half)
    {
        if (_children.Length < _graph.Offsets[_graph.Count])
        {
            _children = new int[_graph.Targets.Length];
        }

        Array.Clear(_parents, 0, _graph.Count);
        for (int c = 0; c < _graph.Count; c++)
        {
            if ((_half[c] & half) != 0)
            {
                for (int e = _graph.Offsets[c]; e < _graph.Offsets[c + 1]; e++)
                {
                    _parents[_graph.Targets[e]]++;
                }
            }
        }
    }

    /// <summary>Depth-first search that stops at closed components.</summary>
    private double Search(int start)
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
            sum += _worth[component];
            int end = _offsets[component + 1];
            edges += 1 + end - _offsets[component];
            for (int e = _offsets[component]; e < end; e++)
            {
                int child = _children[e];
                if (_seen[child] == _search)
                {
                    continue;
                }

                _seen[child] = _search;
                if (_isClosed[child])
                {
                    sum += _worth[child];
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
