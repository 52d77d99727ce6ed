using System.Runtime.CompilerServices;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.SocialValues;

/// <summary>
/// The edges of a view once more, in the order in which a sweep over all of them is fastest, and which slot belongs to which
/// node. Holds what counts and nothing else, so that what is left out cannot change a bit.
/// </summary>
/// <remarks>
/// Nodes that many can reach are read most and come first, so that what is read most lies together near the processor (V. Balaji,
/// B. Lucia, "When is graph reordering an optimization?", IISWC 2018). Within windows of that order, rows of similar length
/// stand side by side, as <see cref="SlicedRows"/> wants them.
/// </remarks>
internal sealed class Locality
{
    /// <summary>Nodes whose order by reach is given up for their order by length: their values fill a part of the nearest cache.</summary>
    private const int Window = 1 << 14;

    /// <summary>Rows from this length on stand by themselves: filling up slices of shorter ones costs little.</summary>
    private const int LongRow = 256;

    /// <summary>About how much work (edges and rows) a unit has: some ten microseconds or more.</summary>
    private const long UnitWork = 1 << 14;

    /// <summary>At most so many units on large graphs, which is enough for many threads.</summary>
    private const int MostUnits = 1 << 10;

    private static readonly ConditionalWeakTable<GraphView, Locality> _made = [];

    /// <summary>Does a part of the slots.</summary>
    /// <param name="first">Its first slot.</param>
    /// <param name="nodes">The nodes of its slots.</param>
    internal delegate void PartAction(int first, ReadOnlySpan<int> nodes);

    private Locality(SlicedRows rows, int[] nodeAt, float sharedWeight)
    {
        Rows = rows;
        NodeAt = nodeAt;
        SharedWeight = sharedWeight;
    }

    internal SlicedRows Rows { get; }

    /// <summary>The node of each slot; -1 where there is none.</summary>
    internal int[] NodeAt { get; }

    /// <summary>The weight of every edge, where all have the same and the rows have none; else 1.</summary>
    internal float SharedWeight { get; }

    /// <summary>The layout of a view, made once and kept as long as the view. Who asks meanwhile waits, and makes it where the first one was stopped.</summary>
    internal static Locality Of(GraphView view, int workers, CancellationToken cancellationToken)
    {
        lock (view)
        {
            if (!_made.TryGetValue(view, out Locality? made))
            {
                made = Make(view, workers, cancellationToken);
                _made.Add(view, made);
            }

            return made;
        }
    }

    /// <summary>Goes through the slots in parallel, part by part: to each its first slot and the nodes of its slots, -1 where there is none.</summary>
    internal void InParts(int workers, PartAction action, CancellationToken cancellationToken)
    {
        int parts = (NodeAt.Length + Window - 1) / Window;
        WorkerTeam.Run(workers, parts, DoPart, () => false, cancellationToken);

        void DoPart(int part)
        {
            int first = part * Window;
            action(first, NodeAt.AsSpan(first, Math.Min(Window, NodeAt.Length - first)));
        }
    }

    /// <summary>Lays out the edges that count. O(nodes + edges).</summary>
    private static Locality Make(GraphView view, int workers, CancellationToken cancellationToken)
    {
        var used = new UsedRows(view);
        int[] lengths = used.Lengths();
        int[] slotOf = new int[view.NodeCount];
        (int[] nodeAt, int readSlots) = Order(view, used.Reads(), lengths, slotOf);
        (long[] starts, int[] sliceLengths, long[] longStarts) = Slices(nodeAt, lengths);

        float? shared = used.SharedWeight();
        int[] targets = GC.AllocateUninitializedArray<int>(checked((int)starts[^1]));
        float[] weights = shared is null ? GC.AllocateUninitializedArray<float>(targets.Length) : [];
        int[] blocks = RowBlocks.Split(starts, workers * 8);
        WorkerTeam.Run(workers, blocks.Length - 1, FillBlock, () => false, cancellationToken);
        (int[] units, int readUnits) = Units(starts, readSlots / SlicedRows.Width);
        return new(new(starts, sliceLengths, longStarts, targets, weights, units, readUnits), nodeAt, shared ?? 1);

        void FillBlock(int block)
        {
            for (int slice = blocks[block]; slice < blocks[block + 1]; slice++)
            {
                int length = sliceLengths[slice];
                ReadOnlySpan<int> nodes = nodeAt.AsSpan(slice * SlicedRows.Width, SlicedRows.Width);
                for (int row = 0; row < SlicedRows.Width; row++)
                {
                    (int start, int step, int count) = length >= 0
                        ? ((int)starts[slice] + row, SlicedRows.Width, length)
                        : ((int)longStarts[~length + row], 1, (int)(longStarts[~length + row + 1] - longStarts[~length + row]));
                    used.Copy(nodes[row], slotOf, targets, weights, start, step, count, nodeAt.Length);
                }
            }
        }
    }

    /// <summary>
    /// Nodes by slot: by falling number of those who can reach them, within a window by falling length, long rows first and by
    /// themselves; equal ones in the order of nodes. Those whom nobody can reach come behind the others.
    /// </summary>
    private static (int[] NodeAt, int ReadSlots) Order(GraphView view, int[] reads, int[] lengths, int[] slotOf)
    {
        int[] byReads = FallingOrder.Of(reads);
        byReads = view.Included.IsEmpty ? byReads : Array.FindAll(byReads, view.Includes);
        var nodeAt = new List<int>(byReads.Length + (byReads.Length / 64) + (2 * SlicedRows.Width));
        int[] next = new int[LongRow + 2];
        int[] sorted = new int[Window];
        int read = Array.FindLastIndex(byReads, node => reads[node] > 0) + 1;
        AppendWindows(byReads.AsSpan(0, read));
        int readSlots = nodeAt.Count;
        AppendWindows(byReads.AsSpan(read));
        return ([.. nodeAt], readSlots);

        static int PlaceOf(int length) => Math.Max(0, LongRow - length);

        void AppendWindows(ReadOnlySpan<int> nodes)
        {
            for (int first = 0; first < nodes.Length; first += Window)
            {
                AppendWindow(nodes.Slice(first, Math.Min(Window, nodes.Length - first)));
            }
        }

        void AppendWindow(ReadOnlySpan<int> window)
        {
            next.AsSpan().Clear();
            foreach (int node in window)
            {
                next[PlaceOf(lengths[node]) + 1]++;
            }

            int longRows = next[1];
            for (int place = 0; place <= LongRow; place++)
            {
                next[place + 1] += next[place];
            }

            foreach (int node in window)
            {
                sorted[next[PlaceOf(lengths[node])]++] = node;
            }

            Append(sorted.AsSpan(0, longRows));
            Append(sorted.AsSpan(longRows, window.Length - longRows));
        }

        void Append(ReadOnlySpan<int> nodes)
        {
            foreach (int node in nodes)
            {
                slotOf[node] = nodeAt.Count;
                nodeAt.Add(node);
            }

            while (nodeAt.Count % SlicedRows.Width != 0)
            {
                nodeAt.Add(-1);
            }
        }
    }

    private static (long[] Starts, int[] Lengths, long[] LongStarts) Slices(int[] nodeAt, int[] lengths)
    {
        int slices = nodeAt.Length / SlicedRows.Width;
        long[] starts = new long[slices + 1];
        int[] sliceLengths = new int[slices];
        var longStarts = new List<long>();
        for (int slice = 0; slice < slices; slice++)
        {
            int first = slice * SlicedRows.Width;
            int longest = LengthAt(first);
            if (longest < LongRow)
            {
                sliceLengths[slice] = longest;
                starts[slice + 1] = starts[slice] + ((long)longest * SlicedRows.Width);
                continue;
            }

            sliceLengths[slice] = ~longStarts.Count;
            long start = starts[slice];
            for (int row = 0; row < SlicedRows.Width; row++)
            {
                longStarts.Add(start);
                start += (LengthAt(first + row) + SlicedRows.Width - 1L) / SlicedRows.Width * SlicedRows.Width;
            }

            longStarts.Add(start);
            starts[slice + 1] = start;
        }

        return (starts, sliceLengths, [.. longStarts]);

        int LengthAt(int slot) => nodeAt[slot] < 0 ? 0 : lengths[nodeAt[slot]];
    }

    /// <summary>Slices that hold what is read, and then the others, each in units of about the same work.</summary>
    private static (int[] Units, int ReadUnits) Units(long[] starts, int readSlices)
    {
        int[] read = UnitsOf(starts.AsSpan(0, readSlices + 1));
        int[] others = UnitsOf(starts.AsSpan(readSlices));
        return ([.. read, .. others[1..].Select(first => first + readSlices)], read.Length - 1);

        static int[] UnitsOf(ReadOnlySpan<long> starts)
        {
            int slices = starts.Length - 1;
            long work = starts[^1] - starts[0] + ((long)slices * SlicedRows.Width);
            return slices == 0 ? [0] : RowBlocks.Split(starts, (int)Math.Clamp(work / UnitWork, 1, Math.Min(slices, MostUnits)));
        }
    }
}
