namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// The strongly connected components of a world and the acyclic graph between them. Components are numbered so that edges
/// lead from higher to lower numbers: whatever a component reaches has a lower number. Nodes without live edges are in it
/// where one leads to them. Used again for world after world.
/// </summary>
/// <remarks>
/// R. E. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972), with the single array of
/// D. J. Pearce, "A space-efficient algorithm for finding strongly connected components", Inf. Process. Lett. 116 (2016).
/// Without recursion.
/// </remarks>
internal sealed class Condensation
{
    /// <summary>0: not seen; above: when it was seen, lowered to the earliest it leads back to; below: the complement of its component.</summary>
    private readonly int[] _state;
    private readonly int[] _path;
    private readonly int[] _edgeAt;
    private readonly int[] _seenAt;
    private readonly int[] _open;
    private readonly int[] _namedBy;
    private int _opened;
    private int _members;
    private int _edges;

    internal Condensation(int nodeCount, int spreaderCount)
    {
        _state = new int[nodeCount];
        _path = new int[spreaderCount];
        _edgeAt = new int[spreaderCount];
        _seenAt = new int[spreaderCount];
        _open = new int[spreaderCount];
        _namedBy = new int[nodeCount];
        Members = new int[nodeCount];
        MemberOffsets = new int[nodeCount + 1];
        Offsets = new int[nodeCount + 1];
        InDegrees = new int[nodeCount];
        Worth = new double[nodeCount];
    }

    /// <summary>The number of components.</summary>
    internal int Count { get; private set; }

    /// <summary>The nodes of component <c>c</c> are <c>Members[MemberOffsets[c] .. MemberOffsets[c + 1]]</c>.</summary>
    internal int[] Members { get; }

    internal int[] MemberOffsets { get; }

    /// <summary>Component <c>c</c> leads to <c>Targets[Offsets[c] .. Offsets[c + 1]]</c>, each once.</summary>
    internal int[] Offsets { get; }

    internal int[] Targets { get; private set; } = [];

    /// <summary>From how many components an edge leads to each.</summary>
    internal int[] InDegrees { get; }

    /// <summary>The worth of each component's nodes.</summary>
    internal double[] Worth { get; }

    /// <summary>The component of a node to which or from which a live edge leads.</summary>
    internal int ComponentOf(int node) => ~_state[node];

    /// <summary>Condenses a world. O(nodes + live edges).</summary>
    internal void Build(LiveWorld world, double[] worth)
    {
        if (Targets.Length < world.EdgeCount)
        {
            Targets = new int[Math.Max(world.EdgeCount, Math.Min(world.Targets.Length, world.EdgeCount * 2))];
        }

        Array.Clear(_state);
        (Count, _members, _edges, _opened) = (0, 0, 0, 0);
        int seen = 0;
        for (int node = 0; node < world.SpreaderCount; node++)
        {
            if (_state[node] == 0 && world.Offsets[node] < world.Offsets[node + 1])
            {
                Visit(node, world, worth, ref seen);
            }
        }
    }

    private void Visit(int start, LiveWorld world, double[] worth, ref int seen)
    {
        int[] offsets = world.Offsets;
        int[] targets = world.Targets;
        int depth = 0;
        (_path[0], _edgeAt[0], _seenAt[0]) = (start, offsets[start], ++seen);
        _state[start] = seen;
        while (depth >= 0)
        {
            int node = _path[depth];
            int edge = _edgeAt[depth];
            int end = offsets[node + 1];
            uint earliest = (uint)_state[node];
            int deeper = -1;
            for (; edge < end; edge++)
            {
                int target = targets[edge];
                int state = _state[target];
                if (state == 0)
                {
                    if (target < world.SpreaderCount && offsets[target] < offsets[target + 1])
                    {
                        deeper = target;
                        break;
                    }

                    AddLeaf(target, worth);
                    continue;
                }

                // A finished component's state is negative, so larger than any time when unsigned.
                earliest = Math.Min(earliest, (uint)state);
            }

            _state[node] = (int)earliest;
            if (deeper >= 0)
            {
                // The edge is looked at once more on the way back, when its target's state is known.
                _edgeAt[depth++] = edge;
                (_path[depth], _edgeAt[depth], _seenAt[depth]) = (deeper, offsets[deeper], ++seen);
                _state[deeper] = seen;
                continue;
            }

            if ((int)earliest == _seenAt[depth])
            {
                AddComponent(node, _seenAt[depth], world, worth);
            }
            else
            {
                _open[_opened++] = node;
            }

            depth--;
        }
    }

    private void AddLeaf(int node, double[] worth)
    {
        _state[node] = ~Count;
        Members[_members++] = node;
        Worth[Count] = worth[node];
        Close();
    }

    private void AddComponent(int root, int seenAt, LiveWorld world, double[] worth)
    {
        int first = _members;
        Members[_members++] = root;
        _state[root] = ~Count;
        double sum = worth[root];
        while (_opened > 0 && _state[_open[_opened - 1]] >= seenAt)
        {
            int node = _open[--_opened];
            Members[_members++] = node;
            _state[node] = ~Count;
            sum += worth[node];
        }

        Worth[Count] = sum;
        _namedBy[Count] = Count;
        for (int m = first; m < _members; m++)
        {
            int node = Members[m];
            for (int e = world.Offsets[node]; e < world.Offsets[node + 1]; e++)
            {
                int component = ~_state[world.Targets[e]];
                if (_namedBy[component] != Count)
                {
                    _namedBy[component] = Count;
                    Targets[_edges++] = component;
                    InDegrees[component]++;
                }
            }
        }

        Close();
    }

    private void Close()
    {
        // Marks of earlier worlds would name components of this one.
        InDegrees[Count] = 0;
        _namedBy[Count] = Count;
        Count++;
        MemberOffsets[Count] = _members;
        Offsets[Count] = _edges;
    }
}
