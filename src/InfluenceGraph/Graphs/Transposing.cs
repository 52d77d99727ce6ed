namespace InfluenceGraph.Graphs;

/// <summary>
/// Turns every edge of a graph round: a stable counting sort by target, in two passes, so that no pass writes at random beyond the
/// cache: first by ranges of targets, then within each range. Two bytes an edge on top of the result. The same for any number of threads.
/// </summary>
internal static class Transposing
{
    /// <summary>Edges that a range of targets should have.</summary>
    private const int EdgesPerRange = 1 << 15;

    /// <summary>More streams than this are written slower than ranges that are too large are sorted.</summary>
    private const int MaxRanges = 1 << 11;

    /// <summary>A target's place within its range is kept in two bytes.</summary>
    private const int MaxTargetBits = 16;

    internal static CsrGraph Of(CsrGraph graph, ParallelOptions parallel)
    {
        int wanted = Math.Clamp(graph.EdgeCount / EdgesPerRange, 1, MaxRanges);
        int targetBits = Math.Min(MaxTargetBits, RowPartition.BitsFor((graph.NodeCount + wanted - 1) / wanted));
        int ranges = Math.Max(1, ((graph.NodeCount - 1) >> targetBits) + 1);

        // Rows stay whole: a block has the rows that begin in its share of the edges.
        int blocks = Math.Clamp(graph.EdgeCount / EdgesPerRange, 1, 4 * parallel.MaxDegreeOfParallelism);
        int[] firstRows = [.. Enumerable.Range(0, blocks + 1).Select(block => FirstRow(graph, block, blocks))];
        int[][] places = new int[blocks][];
        Parallel.For(0, blocks, parallel, block => places[block] = CountsOf(graph, firstRows[block], firstRows[block + 1], targetBits, ranges));
        int[] starts = StartsOf(places, ranges);

        int[] sources = GC.AllocateUninitializedArray<int>(graph.EdgeCount);
        float[] weights = GC.AllocateUninitializedArray<float>(graph.EdgeCount);
        ushort[] targets = GC.AllocateUninitializedArray<ushort>(graph.EdgeCount);
        Parallel.For(0, blocks, parallel, block => Partition(graph, firstRows[block], firstRows[block + 1], targetBits, places[block], targets, sources, weights));

        long[] offsets = new long[graph.NodeCount + 1];
        offsets[^1] = graph.EdgeCount;
        Parallel.For(0, ranges, parallel, () => new RangeSorter(targetBits), (range, _, sorter) =>
        {
            int firstNode = range << targetBits;
            int start = starts[range];
            int count = starts[range + 1] - start;
            sorter.Sort(targets.AsSpan(start, count), sources.AsSpan(start, count), weights.AsSpan(start, count));
            sorter.WriteOffsets(offsets.AsSpan(firstNode, Math.Min(1 << targetBits, graph.NodeCount - firstNode)), start);
            return sorter;
        }, static _ => { });
        return new(offsets, sources, weights);
    }

    private static int FirstRow(CsrGraph graph, int block, int blocks)
    {
        int found = graph.Offsets.AsSpan().BinarySearch((long)graph.EdgeCount * block / blocks);
        int row = found >= 0 ? found : ~found;

        // Rows without edges share an offset; which of them begins a block does not matter, as long as the last block ends at the end.
        return block == 0 ? 0 : block == blocks ? graph.NodeCount : Math.Min(row, graph.NodeCount);
    }

    private static int[] CountsOf(CsrGraph graph, int firstRow, int endRow, int targetBits, int ranges)
    {
        int[] counts = new int[ranges];
        foreach (int target in graph.Targets.AsSpan((int)graph.Offsets[firstRow]..(int)graph.Offsets[endRow]))
        {
            counts[target >> targetBits]++;
        }

        return counts;
    }

    /// <summary>Where each range begins; counts become the places where each block writes.</summary>
    private static int[] StartsOf(int[][] counts, int ranges)
    {
        int[] starts = new int[ranges + 1];
        int place = 0;
        for (int range = 0; range < ranges; range++)
        {
            starts[range] = place;
            foreach (int[] ofBlock in counts)
            {
                (ofBlock[range], place) = (place, place + ofBlock[range]);
            }
        }

        starts[ranges] = place;
        return starts;
    }

    private static void Partition(CsrGraph graph, int firstRow, int endRow, int targetBits, int[] places, ushort[] targets, int[] sources, float[] weights)
    {
        int mask = (1 << targetBits) - 1;
        for (int source = firstRow; source < endRow; source++)
        {
            ReadOnlySpan<int> row = graph.TargetsOf(source);
            ReadOnlySpan<float> rowWeights = graph.WeightsOf(source);
            for (int e = 0; e < row.Length; e++)
            {
                int place = places[row[e] >> targetBits]++;
                targets[place] = (ushort)(row[e] & mask);
                sources[place] = source;
                weights[place] = rowWeights[e];
            }
        }
    }

    /// <summary>Sorts the edges of one range by target. One for each thread.</summary>
    private sealed class RangeSorter(int targetBits)
    {
        private readonly int[] _places = new int[(1 << targetBits) + 1];
        private int[] _sources = [];
        private float[] _weights = [];
        private int _nodes;

        internal void Sort(ReadOnlySpan<ushort> targets, Span<int> sources, Span<float> weights)
        {
            if (_sources.Length < sources.Length)
            {
                _sources = GC.AllocateUninitializedArray<int>(sources.Length);
                _weights = GC.AllocateUninitializedArray<float>(sources.Length);
            }

            sources.CopyTo(_sources);
            weights.CopyTo(_weights);
            int[] places = _places;
            places.AsSpan(0, _nodes + 1).Clear();
            int last = 0;
            foreach (ushort target in targets)
            {
                places[target + 1]++;
                last = Math.Max(last, target);
            }

            _nodes = last + 1;
            for (int node = 1; node <= _nodes; node++)
            {
                places[node] += places[node - 1];
            }

            for (int e = 0; e < targets.Length; e++)
            {
                int place = places[targets[e]]++;
                sources[place] = _sources[e];
                weights[place] = _weights[e];
            }
        }

        /// <summary>Writes where each node's edges begin. After sorting, a place is where the node's edges end.</summary>
        internal void WriteOffsets(Span<long> offsets, int start)
        {
            for (int node = 0; node < offsets.Length; node++)
            {
                offsets[node] = start + (node == 0 ? 0 : _places[Math.Min(node, _nodes) - 1]);
            }
        }
    }
}
