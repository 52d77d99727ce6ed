namespace InfluenceGraph.Containment;

/// <summary>
/// The dominator tree of one world, from a root that stands over all complainers: <c>v</c> dominates <c>w</c> when every way
/// of the complaint to <c>w</c> goes through <c>v</c>. Blocking <c>v</c> saves exactly the subtree of <c>v</c>. Numbers are
/// depth first, 0 is the root. Semi-NCA: O(edges log nodes) for semidominators, and what it takes to climb from each node
/// to its dominator, which is short on anything but graphs made for the purpose.
/// </summary>
/// <remarks>
/// L. Georgiadis, R. E. Tarjan, R. F. Werneck, "Finding dominators in practice", J. Graph Algorithms Appl. 10 (2006);
/// T. Lengauer, R. E. Tarjan, TOPLAS 1 (1979). The use for blocking: J. Xie, F. Zhang, K. Wang, X. Lin, Y. Zhang,
/// "Minimizing the influence of misinformation via vertex blocking", ICDE 2023.
/// </remarks>
internal sealed class DominatorTree
{
    private int[] _numbers = [];
    private int[] _places = [];
    private int[] _parents = [];
    private Link[] _links = [];
    private int[] _idom = [];
    private int[] _stack = [];
    private int[] _cursors = [];
    private int[] _entryOffsets = [];
    private int[] _entries = [];
    private int[] _sizes = [];
    private int[] _first = [];
    private int[] _next = [];

    /// <summary>Numbers run from 1 to this; 0 is the root.</summary>
    internal int Count { get; private set; }

    /// <summary>The local node of a number.</summary>
    internal int PlaceOf(int number) => _places[number];

    /// <summary>The number of the immediate dominator, smaller than the number itself.</summary>
    internal int DominatorOf(int number) => _idom[number];

    /// <summary>Builds the tree over what the complaint still reaches.</summary>
    /// <param name="world">The world.</param>
    /// <param name="isBlocked">By node of the graph; empty for nobody.</param>
    internal void Build(ComplaintWorld world, bool[] isBlocked)
    {
        Reserve(world.Count + 1, world.EdgeCount);
        Number(world, isBlocked);
        CollectEntries(world);
        FindSemidominators();
        for (int v = 1; v <= Count; v++)
        {
            int dominator = _idom[v];
            while (dominator > _links[v].Semi)
            {
                dominator = _idom[dominator];
            }

            _idom[v] = dominator;
        }
    }

    /// <summary>Adds up worth over subtrees.</summary>
    /// <param name="worth">By number; in: what each node counts, out: what its subtree counts.</param>
    internal void AddUp(Span<long> worth)
    {
        for (int v = Count; v > 0; v--)
        {
            worth[_idom[v]] += worth[v];
        }
    }

    /// <summary>
    /// For each number the live edge that is the only way to it, as a position in the world's edges, or -1: the edge from its
    /// dominator, where all its other edges come from nodes that it dominates itself. Cutting the edge saves the subtree.
    /// </summary>
    internal void FindOnlyWays(ComplaintWorld world, Span<int> edges)
    {
        Place();
        for (int v = 1; v <= Count; v++)
        {
            edges[v] = -1;
            int parent = _parents[v];
            if (parent == 0 || _idom[v] != parent || !IsOnlyWay(v, parent))
            {
                continue;
            }

            int from = _places[parent];
            int edge = world.Targets.AsSpan(world.Offsets[from], world.Offsets[from + 1] - world.Offsets[from]).IndexOf(_places[v]);
            edges[v] = world.Offsets[from] + edge;
        }
    }

    private bool IsOnlyWay(int v, int parent)
    {
        for (int i = _entryOffsets[v]; i < _entryOffsets[v + 1]; i++)
        {
            int from = _entries[i];
            if (from != parent && (_first[from] < _first[v] || _first[from] >= _first[v] + _sizes[v]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lays the tree out so that a subtree is an interval.</summary>
    private void Place()
    {
        Array.Fill(_sizes, 1, 0, Count + 1);
        for (int v = Count; v > 0; v--)
        {
            _sizes[_idom[v]] += _sizes[v];
        }

        (_first[0], _next[0]) = (0, 1);
        for (int v = 1; v <= Count; v++)
        {
            ref int next = ref _next[_idom[v]];
            _first[v] = next;
            _next[v] = next + 1;
            next += _sizes[v];
        }
    }

    private void Number(ComplaintWorld world, bool[] isBlocked)
    {
        Array.Fill(_numbers, -1, 0, world.Count);
        Count = 0;
        for (int source = 0; source < world.SourceCount; source++)
        {
            if (IsBlocked(world, isBlocked, source))
            {
                continue;
            }

            int depth = 0;
            Enter(world, source, depth, parent: 0);
            while (depth >= 0)
            {
                int place = _stack[depth];
                if (_cursors[depth] == world.Offsets[place + 1])
                {
                    depth--;
                    continue;
                }

                int target = world.Targets[_cursors[depth]++];
                if (_numbers[target] < 0 && !IsBlocked(world, isBlocked, target))
                {
                    Enter(world, target, ++depth, _numbers[place]);
                }
            }
        }
    }

    private static bool IsBlocked(ComplaintWorld world, bool[] isBlocked, int place) => isBlocked.Length > 0 && isBlocked[world.Nodes[place]];

    private void Enter(ComplaintWorld world, int place, int depth, int parent)
    {
        int number = ++Count;
        _numbers[place] = number;
        _places[number] = place;
        _parents[number] = parent;
        _stack[depth] = place;
        _cursors[depth] = world.Offsets[place];
    }

    /// <summary>The edges into each number, by their sources' numbers, in compressed sparse rows. The root's own edges are known by the parent 0.</summary>
    private void CollectEntries(ComplaintWorld world)
    {
        Array.Clear(_entryOffsets, 0, Count + 2);
        for (int v = 1; v <= Count; v++)
        {
            int place = _places[v];
            for (int e = world.Offsets[place]; e < world.Offsets[place + 1]; e++)
            {
                int target = _numbers[world.Targets[e]];
                _entryOffsets[target < 0 ? 0 : target + 1]++;
            }
        }

        _entryOffsets[0] = 0;
        for (int v = 1; v <= Count + 1; v++)
        {
            _entryOffsets[v] += _entryOffsets[v - 1];
        }

        for (int v = 1; v <= Count; v++)
        {
            int place = _places[v];
            for (int e = world.Offsets[place]; e < world.Offsets[place + 1]; e++)
            {
                int target = _numbers[world.Targets[e]];
                if (target > 0)
                {
                    _entries[_entryOffsets[target]++] = v;
                }
            }
        }

        // Each offset has moved on to the next one.
        Array.Copy(_entryOffsets, 0, _entryOffsets, 1, Count + 1);
        _entryOffsets[0] = 0;
    }

    private void FindSemidominators()
    {
        for (int v = 0; v <= Count; v++)
        {
            _idom[v] = _parents[v];
            _links[v] = new() { Ancestor = _parents[v], Label = v, Semi = v };
        }

        for (int v = Count; v > 0; v--)
        {
            int semi = _parents[v];
            for (int i = _entryOffsets[v]; i < _entryOffsets[v + 1]; i++)
            {
                // The way that the search came is the bound itself; in thin worlds it is the only one.
                if (_entries[i] != _parents[v])
                {
                    semi = Math.Min(semi, _links[BestAbove(_entries[i], v + 1)].Semi);
                }
            }

            _links[v].Semi = semi;
        }
    }

    /// <summary>The node with the smallest semidominator on the linked way up from v; shortens the way.</summary>
    private int BestAbove(int v, int lastLinked)
    {
        if (_links[v].Ancestor < lastLinked)
        {
            return _links[v].Label;
        }

        int depth = 0;
        while (_links[v].Ancestor >= lastLinked)
        {
            _stack[depth++] = v;
            v = _links[v].Ancestor;
        }

        int top = _links[v].Ancestor;
        int best = _links[v].Label;
        while (depth > 0)
        {
            ref Link link = ref _links[_stack[--depth]];
            link.Ancestor = top;
            if (_links[best].Semi < _links[link.Label].Semi)
            {
                link.Label = best;
            }
            else
            {
                best = link.Label;
            }
        }

        return best;
    }

    private void Reserve(int nodes, int edges)
    {
        if (_numbers.Length < nodes)
        {
            int length = Math.Max(nodes, 2 * _numbers.Length);
            _numbers = new int[length];
            _places = new int[length];
            _parents = new int[length];
            _links = new Link[length];
            _idom = new int[length];
            _stack = new int[length];
            _cursors = new int[length];
            _entryOffsets = new int[length + 2];
            _sizes = new int[length];
            _first = new int[length];
            _next = new int[length];
        }

        if (_entries.Length < edges)
        {
            _entries = new int[Math.Max(edges, 2 * _entries.Length)];
        }
    }
    /// <summary>A node in the forest of those linked so far.</summary>
    private struct Link
    {
        internal int Ancestor;
        internal int Label;
        internal int Semi;
    }
}
