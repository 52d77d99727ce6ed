using System.Collections.Concurrent;

namespace InfluenceGraph.Kernels;

/// <summary>Takes note of triangles, each three times: once for each of its ties.</summary>
internal interface ITriangleSink
{
    /// <summary>A tie and a third node make a triangle. All calls for the ties of one row come from one thread, in one order.</summary>
    /// <param name="tie">The tie.</param>
    /// <param name="third">The third node.</param>
    /// <param name="fromRow">The tie between the third node and the node in whose row the tie stands.</param>
    /// <param name="fromTarget">The tie between the third node and the tie's target.</param>
    void Close(int tie, int third, int fromRow, int fromTarget);
}

/// <summary>
/// Goes through all triangles of a graph. Of a triangle's nodes a, b, c by rising degree, a's thread tells of the ties
/// <c>ab</c> and <c>ac</c>, b's of <c>bc</c>: each row's ties have one writer, so that nothing is atomic and sums have the
/// same bits on any number of threads. A single thread finds each triangle once and tells of all three ties: rows come
/// ascending, so <c>bc</c> hears of the same nodes in the same order. O(sum over ties of the rows' lengths), at most O(ties^1.5).
/// </summary>
/// <remarks>
/// T. Schank, D. Wagner, "Finding, counting and listing all triangles in large graphs", WEA 2005 (forward); with marks in
/// place of merging, as in M. Latapy, Theoretical Computer Science 407 (2008).
/// </remarks>
internal static class TriangleSweep
{
    private const int RowsPerBlock = 64;

    /// <summary>The number of triangles.</summary>
    internal static long Count(OrientedRows rows, int workers, CancellationToken cancellationToken)
    {
        long total = 0;
        ForEachRow(rows, workers, (row, scratch) =>
        {
            ReadOnlySpan<int> targets = rows.Targets.AsSpan(rows.Offsets[row]..rows.Offsets[row + 1]);
            if (targets.Length < 2)
            {
                return;
            }

            scratch.Mark(targets);
            long count = 0;
            foreach (int other in targets)
            {
                count += CommonTargets.Count(rows.Targets.AsSpan(rows.Offsets[other]..rows.Offsets[other + 1]), scratch.Marks);
            }

            scratch.Unmark(targets);
            Interlocked.Add(ref total, count);
        }, cancellationToken);
        return total;
    }

    /// <summary>Tells of every triangle.</summary>
    internal static void Run<TSink>(OrientedRows rows, TSink sink, int workers, CancellationToken cancellationToken)
        where TSink : struct, ITriangleSink =>
        ForEachRow(rows, workers, (row, scratch) =>
        {
            (int start, int end) = (rows.Offsets[row], rows.Offsets[row + 1]);
            if (start == end)
            {
                return;
            }

            ReadOnlySpan<int> targets = rows.Targets.AsSpan(start..end);
            scratch.MarkPlaces(targets, start);
            if (workers == 1)
            {
                AsLowest<TSink, AllThreeTies>(rows, row, sink, scratch);
            }
            else
            {
                AsLowest<TSink, TiesOfThisRow>(rows, row, sink, scratch);
                AsMiddle(rows, row, sink, scratch);
            }

            scratch.Unmark(targets);
        }, cancellationToken);

    /// <summary>Triangles whose other nodes both stand in this row.</summary>
    private static void AsLowest<TSink, TTold>(OrientedRows rows, int row, TSink sink, Scratch scratch)
        where TSink : struct, ITriangleSink
        where TTold : struct
    {
        int[] tieTo = scratch.TieTo;
        for (int tie = rows.Offsets[row]; tie < rows.Offsets[row + 1]; tie++)
        {
            int other = rows.Targets[tie];
            int start = rows.Offsets[other];
            ReadOnlySpan<int> theirs = rows.Targets.AsSpan(start..rows.Offsets[other + 1]);
            foreach (int place in scratch.Places[..CommonTargets.Find(theirs, scratch.Marks, scratch.Places)])
            {
                int third = theirs[place];
                int toThird = tieTo[third];
                sink.Close(tie, third, toThird, start + place);
                sink.Close(toThird, other, tie, start + place);
                if (typeof(TTold) == typeof(AllThreeTies))
                {
                    sink.Close(start + place, row, tie, toThird);
                }
            }
        }
    }

    /// <summary>Triangles whose node with the fewest ties is another one, in whose row this one stands.</summary>
    private static void AsMiddle<TSink>(OrientedRows rows, int row, TSink sink, Scratch scratch)
        where TSink : struct, ITriangleSink
    {
        int[] tieTo = scratch.TieTo;
        foreach (int tie in rows.InTies.AsSpan(rows.InOffsets[row]..rows.InOffsets[row + 1]))
        {
            int lowest = rows.RowOf[tie];
            int start = rows.Offsets[lowest];
            ReadOnlySpan<int> theirs = rows.Targets.AsSpan(start..tie);
            foreach (int place in scratch.Places[..CommonTargets.Find(theirs, scratch.Marks, scratch.Places)])
            {
                sink.Close(tieTo[theirs[place]], lowest, tie, start + place);
            }
        }
    }

    private static void ForEachRow(OrientedRows rows, int workers, Action<int, Scratch> work, CancellationToken cancellationToken)
    {
        var spare = new ConcurrentBag<Scratch>();
        int longest = rows.LongestRow;
        WorkerTeam.Run(
            workers,
            (rows.Count + RowsPerBlock - 1) / RowsPerBlock,
            block =>
            {
                Scratch scratch = spare.TryTake(out Scratch? found) ? found : new(rows.Count, longest);
                int end = Math.Min(rows.Count, (block + 1) * RowsPerBlock);
                for (int row = block * RowsPerBlock; row < end; row++)
                {
                    work(row, scratch);
                }

                spare.Add(scratch);
            },
            () => false,
            cancellationToken);
    }

    private readonly struct TiesOfThisRow;

    private readonly struct AllThreeTies;

    /// <summary>What one thread needs for a row.</summary>
    private sealed class Scratch(int nodes, int longestRow)
    {
        private readonly byte[] _marks = new byte[nodes];
        private readonly int[] _places = new int[longestRow];

        internal ReadOnlySpan<byte> Marks => _marks;

        internal Span<int> Places => _places;

        /// <summary>By marked node: the tie to it.</summary>
        internal int[] TieTo { get; } = new int[nodes];

        internal void Mark(ReadOnlySpan<int> targets)
        {
            foreach (int target in targets)
            {
                _marks[target] = 1;
            }
        }

        internal void MarkPlaces(ReadOnlySpan<int> targets, int start)
        {
            for (int i = 0; i < targets.Length; i++)
            {
                _marks[targets[i]] = 1;
                TieTo[targets[i]] = start + i;
            }
        }

        internal void Unmark(ReadOnlySpan<int> targets)
        {
            foreach (int target in targets)
            {
                _marks[target] = 0;
            }
        }
    }
}
