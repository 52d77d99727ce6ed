namespace InfluenceGraph.Containment;

/// <summary>What a worker needs to look into worlds, used again from world to world.</summary>
internal sealed class WorldScratch
{
    private readonly LiveEdges _live;
    private readonly bool[] _isBlocked;
    private readonly List<int> _blocked = [];
    private DrawScratch? _draw;
    private long[] _longs = [];
    private int[] _ints = [];

    internal WorldScratch(LiveEdges live)
    {
        _live = live;
        Arrivals = new(live.Graph);
        _isBlocked = new bool[live.Graph.NodeCount];
    }

    /// <summary>Made when first asked for: worlds that are kept need none.</summary>
    internal DrawScratch Draw => _draw ??= new(_live.Graph, _live.IsTimed);

    internal ComplaintWorld World { get; } = new();

    internal ComplaintWorld Soonest { get; } = new();

    internal Arrivals Arrivals { get; }

    internal DominatorTree Tree { get; } = new();

    /// <summary>By node of the graph; the worker's own.</summary>
    internal bool[] IsBlocked => _isBlocked;

    internal void Block(int node)
    {
        _isBlocked[node] = true;
        _blocked.Add(node);
    }

    internal void UnblockAll()
    {
        foreach (int node in _blocked)
        {
            _isBlocked[node] = false;
        }

        _blocked.Clear();
    }

    /// <summary>What the last search reached counts in all.</summary>
    internal long SumReached(ComplaintWorld world, long[] grains)
    {
        long sum = 0;
        foreach (int place in Arrivals.Reached)
        {
            sum += grains[world.Nodes[place]];
        }

        return sum;
    }

    internal Span<long> Longs(int count) => (_longs = Grown(_longs, count)).AsSpan(0, count);

    internal Span<int> Ints(int count) => (_ints = Grown(_ints, count)).AsSpan(0, count);

    private static T[] Grown<T>(T[] array, int count) => array.Length >= count ? array : new T[Math.Max(count, 2 * array.Length)];
}
