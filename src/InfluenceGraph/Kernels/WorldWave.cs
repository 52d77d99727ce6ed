using System.Numerics;
using System.Runtime.Intrinsics;

namespace InfluenceGraph.Kernels;

/// <summary>
/// Breadth first search from one set of seeds through 512 random worlds at once, hop by hop: a row of bits per node says
/// in which worlds it is reached. A node is gone through once a hop for all worlds that wait there.
/// </summary>
/// <remarks>
/// M. Then et al., "The more the merrier: efficient multi-source graph traversal" (MS-BFS), PVLDB 8 (2014), with worlds in
/// place of sources; worlds sampled while they are traversed as in G. Göktürk, K. Kaya, "Boosting parallel influence-maximization
/// kernels for undirected networks with fusing and vectorization" (INFUSER), IEEE TPDS 32 (2021).
/// </remarks>
internal sealed class WorldWave<TTries>
    where TTries : struct, IWaveTries
{
    internal const int Worlds = FreshNodes.Words * 64;

    private readonly double[]? _worth;
    private readonly ulong[] _visited;
    private readonly int _visitedStart;
    private readonly int[] _reached;
    private readonly WaveFront _front;
    private readonly FreshNodes _fresh;
    private readonly WorldTally _tally = new();
    private readonly double[] _worthReached = new double[Worlds];
    private readonly List<WaveHop> _hops = [];
    private TTries _tries;
    private int _reachedCount;

    /// <summary>Makes room: about 200 bytes a node.</summary>
    /// <param name="nodes">The number of nodes; the seeds come first.</param>
    /// <param name="tries">How the word is passed on.</param>
    /// <param name="worth">What each node counts, or <see langword="null"/> to count nodes only.</param>
    internal WorldWave(int nodes, TTries tries, double[]? worth)
    {
        _tries = tries;
        _worth = worth;
        (_visited, _visitedStart) = WaveFront.NewRows(nodes);
        _front = new(nodes);
        _fresh = new(nodes);

        // One more, as a node is written down before it is known to be new.
        _reached = new int[nodes + 1];
    }

    /// <summary>Edges that a world at a time would have tried, over all runs.</summary>
    internal long EdgeVisits { get; private set; }

    /// <summary>Sums over the worlds of the last run, after each hop.</summary>
    internal IReadOnlyList<WaveHop> Hops => _hops;

    /// <summary>What each world of the last run reached, in worth; only where there is worth.</summary>
    internal ReadOnlySpan<double> WorthReached => _worthReached;

    internal static long BytesFor(long nodes) => (2 * WaveFront.BytesFor(nodes)) + FreshNodes.BytesFor(nodes) + (nodes * sizeof(int));

    /// <summary>How many nodes each world of the last run reached.</summary>
    internal void CopyCounts(Span<int> counts) => _tally.CopyTo(counts);

    /// <summary>Simulates a batch of worlds.</summary>
    /// <param name="seed">The caller's seed.</param>
    /// <param name="batch">Which batch.</param>
    /// <param name="seeds">The nodes before this one start.</param>
    /// <param name="worlds">How many worlds, at most <see cref="Worlds"/>.</param>
    /// <param name="maxHops">The most edges from a seed.</param>
    /// <param name="cancellationToken">Stops between hops; the wave is of no use afterwards.</param>
    internal void Run(ulong seed, ulong batch, int seeds, int worlds, int maxHops, CancellationToken cancellationToken)
    {
        _tries.Start(seed, batch);
        _tally.Clear();
        _hops.Clear();
        Array.Clear(_worthReached);
        _reachedCount = 0;
        Vector512<ulong> all = FirstWorlds(worlds);
        for (int node = 0; node < seeds; node++)
        {
            _front.Arrive(node, all);
        }

        for (int hop = 0; Advance(hop < maxHops); hop++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (long count, double countSquares) = _tally.Sums();
            (double worth, double worthSquares) = _worth is null ? (0, 0) : WorthSums(worlds);
            _hops.Add(new(count, countSquares, worth, worthSquares));
        }

        for (int i = 0; i < _reachedCount; i++)
        {
            ref ulong row = ref _visited[_visitedStart + (_reached[i] * FreshNodes.Words)];
            EdgeVisits += VisitsAt(_reached[i], Vector512.LoadUnsafe(ref row));
            Vector512<ulong>.Zero.StoreUnsafe(ref row);
        }
    }

    private static Vector512<ulong> FirstWorlds(int worlds)
    {
        Span<ulong> words = stackalloc ulong[FreshNodes.Words];
        for (int word = 0; word < words.Length; word++)
        {
            int left = worlds - (word * 64);
            words[word] = left >= 64 ? ulong.MaxValue : left <= 0 ? 0 : (1UL << left) - 1;
        }

        return Vector512.LoadUnsafe(ref words[0]);
    }

    private bool Advance(bool passesOn)
    {
        _front.Collect(ref _visited[_visitedStart], _fresh, _reached, ref _reachedCount);
        _tally.Add(_fresh);
        if (_worth is not null)
        {
            for (int i = 0; i < _fresh.Count; i++)
            {
                AddWorth(_fresh.WorldsOf(i), _worth[_fresh.Nodes[i]]);
            }
        }

        if (passesOn)
        {
            _tries.PassOn(_fresh, _front);
        }
        else
        {
            for (int i = 0; i < _fresh.Count; i++)
            {
                EdgeVisits -= VisitsAt(_fresh.Nodes[i], _fresh.WorldsOf(i));
            }
        }

        return _fresh.Count > 0;
    }

    private long VisitsAt(int node, Vector512<ulong> worlds)
    {
        int count = 0;
        for (int word = 0; word < FreshNodes.Words; word++)
        {
            count += BitOperations.PopCount(worlds.GetElement(word));
        }

        return (long)count * _tries.DegreeOf(node);
    }

    private void AddWorth(Vector512<ulong> fresh, double worth)
    {
        for (int word = 0; word < FreshNodes.Words; word++)
        {
            for (ulong bits = fresh.GetElement(word); bits != 0; bits &= bits - 1)
            {
                _worthReached[(word * 64) + BitOperations.TrailingZeroCount(bits)] += worth;
            }
        }
    }

    private (double Sum, double Squares) WorthSums(int worlds)
    {
        (double sum, double squares) = (0, 0);
        foreach (double worth in _worthReached.AsSpan(0, worlds))
        {
            sum += worth;
            squares += worth * worth;
        }

        return (sum, squares);
    }
}

/// <summary>Sums over worlds after a hop.</summary>
/// <param name="Count">Nodes reached so far.</param>
/// <param name="CountSquares">Their squares.</param>
/// <param name="Worth">Worth reached so far.</param>
/// <param name="WorthSquares">Its squares.</param>
internal readonly record struct WaveHop(long Count, double CountSquares, double Worth, double WorthSquares);
