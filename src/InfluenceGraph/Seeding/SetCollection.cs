using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>
/// The reverse sets that seeds are chosen on, by node. They are drawn in batches with a stream of random numbers each and
/// put in by batch number, so that the collection does not depend on the threads.
/// </summary>
/// <param name="newSampler">Makes a sampler for a worker.</param>
/// <param name="isCandidate">Whom to keep sets of; the others' are never asked for.</param>
/// <param name="streams">The seed of the batches' streams.</param>
/// <param name="workers">The number of threads.</param>
/// <param name="maxBytes">The most that sets, index and what is needed to make them may take.</param>
internal sealed class SetCollection(Func<ReverseSampler> newSampler, bool[] isCandidate, ulong streams, int workers, long maxBytes)
{
    internal const int BatchSets = 256;
    private const int WaveBatches = SetBlock.MaxSets / BatchSets;
    private const long WaveNodes = 1 << 22;

    /// <summary>A node of a set costs up to twice its place while its wave is made, and 2 and up to 8 for its node's entry after.</summary>
    private const int BytesPerNode = (2 * SetPlaces.BytesPerPlace) + 10;

    private const int BytesPerBatch = 2 * BatchSets * sizeof(int);

    private readonly List<SetBlock> _blocks = [];
    private readonly ConcurrentBag<ReverseSampler> _samplers = [];
    private readonly SetPlaces[] _batches = new SetPlaces[WaveBatches];
    private readonly int[] _next = new int[isCandidate.Length];
    private readonly bool _keepsAll = !isCandidate.AsSpan().Contains(false);
    private long _nodesDrawn;
    private long _nextBatch;
    private int _waveBatches;
    private long _waveSets;
    private int _batchLimit;
    private bool _isCut;

    /// <summary>The number of sets.</summary>
    internal long Count { get; private set; }

    /// <summary>How many nodes a set has on average.</summary>
    internal double NodesPerSet => Count == 0 ? 1 : Math.Max(1, (double)_nodesDrawn / Count);

    /// <summary>What the sets take at rest, with everything kept per node and per set.</summary>
    internal long Bytes { get; private set; } = isCandidate.Length * 8L;

    /// <summary>The most that was taken at any time, while drawing included.</summary>
    internal long PeakBytes { get; private set; }

    /// <summary>In how many sets each node is.</summary>
    internal int[] Hits { get; } = new int[isCandidate.Length];

    /// <summary>How many sets grow at a time.</summary>
    internal int AtATime { get; private set; } = 1;

    /// <summary>Draws until there are so many sets.</summary>
    /// <param name="target">How many sets there should be.</param>
    /// <param name="mayGoOn">Asked before each wave but the first of all.</param>
    /// <param name="cancellationToken">Ends with an exception; the collection is then of no use.</param>
    /// <returns>Whether there are; else the memory is full or it may not go on. Never again once a batch did not fit: what was kept then was chosen by its size.</returns>
    internal bool Fill(long target, Func<bool> mayGoOn, CancellationToken cancellationToken)
    {
        if (_isCut || !PlanWave(target))
        {
            return !_isCut && Count >= target;
        }

        WorkerTeam.Run(
            workers,
            WaveBatches,
            DrawBatch,
            () =>
            {
                bool isWhole = KeepWave();
                return isWhole && Count < target && mayGoOn() && PlanWave(target);
            },
            cancellationToken);
        return !_isCut && Count >= target;
    }

    /// <summary>In how many sets that are not covered yet a node is.</summary>
    /// <param name="node">The node.</param>
    /// <param name="covered">A bit for each set.</param>
    /// <param name="firstSet">Sets before this one do not count. Where drawing stopped once and went on.</param>
    internal long CountOpen(int node, ulong[] covered, long firstSet = 0)
    {
        long open = 0;
        foreach (SetBlock block in _blocks)
        {
            open += block.FirstSet >= firstSet ? block.CountOpen(node, covered) : 0;
        }

        return open;
    }

    /// <summary>Covers a node's sets.</summary>
    internal void Cover(int node, ulong[] covered)
    {
        foreach (SetBlock block in _blocks)
        {
            block.Cover(node, covered);
        }
    }

    /// <summary>A bit for each set, none covered.</summary>
    internal ulong[] NewCovered() => new ulong[(Count + 63) / 64];

    /// <summary>How many sets the next wave draws, by what sets took so far; none where the memory is full.</summary>
    private bool PlanWave(long target)
    {
        double nodesPerSet = NodesPerSet;
        long free = Math.Max(0, maxBytes - Bytes);

        // A wave that is planned on half of what is free fits also where its sets are twice as large as those so far.
        double affordable = free / 2 / ((BytesPerNode * nodesPerSet) + ((double)BytesPerBatch / BatchSets));
        double sensible = Count == 0 ? BatchSets : Math.Max(BatchSets, WaveNodes / nodesPerSet);
        long most = (long)Math.Min(SetBlock.MaxSets, Math.Min(affordable, sensible)) / BatchSets * BatchSets;
        _waveSets = Math.Min(target - Count, most);
        _waveBatches = (int)((_waveSets + BatchSets - 1) / BatchSets);
        _batchLimit = _waveBatches == 0 ? 0 : (int)Math.Clamp((free / _waveBatches / BytesPerNode) - (BytesPerBatch / BytesPerNode), 0, Array.MaxLength / 2);
        AtATime = Count == 0 ? 1 : ReverseSampler.AtATime(nodesPerSet);
        return _waveSets > 0;
    }

    private void DrawBatch(int slot)
    {
        if (slot >= _waveBatches)
        {
            return;
        }

        ReverseSampler sampler = _samplers.TryTake(out ReverseSampler? idle) ? idle : newSampler();
        SetPlaces places = _batches[slot] ??= new();
        places.Count = 0;
        var random = new CounterRandom(streams, (ulong)(_nextBatch + slot));
        int sets = (int)Math.Min(BatchSets, _waveSets - ((long)slot * BatchSets));
        for (int set = 0; set < sets && places.Count <= _batchLimit; set += AtATime)
        {
            sampler.Sample(ref random, places, set, Math.Min(AtATime, sets - set), _batchLimit);
        }

        _samplers.Add(sampler);
    }

    /// <summary>Turns the wave's sets into a block. False where a batch would not fit; the wave then ends before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool KeepWave()
    {
        int whole = 0;
        while (whole < _waveBatches && _batches[whole].Count <= _batchLimit)
        {
            whole++;
        }

        long sets = Math.Min(_waveSets, (long)whole * BatchSets);
        int[] touched = CountNodes(whole, out long transient, out int kept);
        int[] ends = new int[touched.Length];
        int start = 0;
        for (int i = 0; i < touched.Length; i++)
        {
            int count = _next[touched[i]];
            _next[touched[i]] = start;
            Hits[touched[i]] += count;
            start += count;
            ends[i] = start;
        }

        ushort[] runs = GC.AllocateUninitializedArray<ushort>(kept);
        int[] next = _next;
        bool[] isKept = isCandidate;
        bool keepsAll = _keepsAll;
        for (int slot = 0; slot < whole; slot++)
        {
            ReadOnlySpan<int> nodes = _batches[slot].AllNodes;
            ReadOnlySpan<byte> setsOf = _batches[slot].AllSets;
            for (int i = 0; i < nodes.Length; i++)
            {
                int node = nodes[i];
                if (isKept[node])
                {
                    runs[next[node]++] = (ushort)((slot * BatchSets) + setsOf[i]);
                }
            }
        }

        foreach (int node in touched)
        {
            _next[node] = 0;
        }

        var block = new SetBlock(Count, touched, ends, runs);
        if (sets > 0)
        {
            _blocks.Add(block);
            Count += sets;
            Bytes += block.Bytes + (sets / 8);
        }

        PeakBytes = Math.Max(PeakBytes, Bytes + (transient * SetPlaces.BytesPerPlace));
        if (transient * SetPlaces.BytesPerPlace > (maxBytes - Bytes) / 4)
        {
            Array.Clear(_batches);
        }

        _nextBatch += _waveBatches;
        _isCut = whole < _waveBatches;
        return !_isCut;
    }

    /// <summary>Counts the candidates' places into the scratch; the nodes that have any, ascending.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] CountNodes(int whole, out long transient, out int kept)
    {
        int[] counts = _next;
        bool[] isKept = isCandidate;
        bool keepsAll = _keepsAll;
        int touched = 0;
        (transient, kept) = (0, 0);
        for (int slot = 0; slot < whole; slot++)
        {
            SetPlaces places = _batches[slot];
            transient += places.Nodes.Length;
            foreach (int node in places.AllNodes)
            {
                if (keepsAll || isKept[node])
                {
                    kept++;
                    touched += counts[node]++ == 0 ? 1 : 0;
                }
            }

            _nodesDrawn += places.Count;
        }

        int[] ascending = new int[touched];
        for (int node = 0, i = 0; i < touched; node++)
        {
            if (counts[node] != 0)
            {
                ascending[i++] = node;
            }
        }

        return ascending;
    }
}
