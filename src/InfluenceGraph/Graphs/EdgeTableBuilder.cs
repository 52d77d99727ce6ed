using System.Runtime.CompilerServices;

namespace InfluenceGraph.Graphs;

/// <summary>
/// Rows in any order to an <see cref="EdgeTable"/>: one stable partition by ranges of sources, then each range sorted and merged in the
/// cache, several at a time. O(nodes + rows) time, at most 32 bytes per row (36 where rows have dates). The same table for any number of threads.
/// </summary>
internal sealed class EdgeTableBuilder(int nodeCount, TieMerge rule, Func<int, int, string, Exception> error, int threads = 1, Action<string>? step = null)
{
    /// <summary>Builds the table. Gives the rows' memory back chunk by chunk, so they cannot be read again.</summary>
    /// <param name="rows">The rows, with provisional ids.</param>
    /// <param name="periods">The periods of the rows that have one, by row.</param>
    /// <param name="lastContacts">UTC ticks of each row's last contact, by row; empty when none is known.</param>
    /// <param name="nodeOf">Provisional id to node, -1 for a node that is left out.</param>
    /// <param name="keepSelfEdges">Whether an edge from a node to itself is used.</param>
    /// <param name="cancellationToken">Stops the build.</param>
    /// <remarks>Optimised at once: the quick first compilation would keep each step's rows in memory until the last step is done.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal EdgeTable Build(ChunkedList<RawEdge> rows, Dictionary<int, Period> periods, ContactList lastContacts, int[] nodeOf, bool keepSelfEdges, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        step?.Invoke("sorting ties");
        Parallel.For(0, rows.ChunkCount, parallel, c => NameNodes(rows.Writable(c), nodeOf, keepSelfEdges));
        long[] offsets = new long[nodeCount + 1];
        (CsrGraph forward, EdgeFacts facts, BucketMerging[] buckets) = Forward(rows, periods, lastContacts, offsets, parallel);
        EdgeCounts counts = Count(buckets);
        step?.Invoke("turning ties round");
        DatedEdges dated = Dated(buckets);
        foreach (int edge in dated.Edges)
        {
            forward.Weights[edge] = 0;
        }

        long[] contacts = [.. buckets.SelectMany(bucket => bucket.Contacts)];
        long[] deniedPairs = [.. buckets.SelectMany(bucket => bucket.DeniedPairs)];
        buckets = [];
        cancellationToken.ThrowIfCancellationRequested();
        return new(forward, Transposing.Of(forward, parallel), facts, dated, counts, contacts, deniedPairs);
    }

    private (CsrGraph Graph, EdgeFacts Facts, BucketMerging[] Buckets) Forward(ChunkedList<RawEdge> rows, Dictionary<int, Period> periods, ContactList lastContacts, long[] offsets, ParallelOptions parallel)
    {
        using RowPartition partition = RowPartition.Of(rows, nodeCount, periods.Count > 0 || !lastContacts.IsEmpty, parallel);
        step?.Invoke("merging ties");
        BucketMerging[] buckets = Merge(partition, offsets, periods, lastContacts, parallel);
        CountingSort.Accumulate(offsets);
        (CsrGraph forward, EdgeFacts facts) = Collect(partition, buckets, offsets, parallel);
        return (forward, facts, buckets);
    }

    /// <summary>Writes nodes over provisional ids; a row that is left out gets a negative source.</summary>
    private static void NameNodes(Span<RawEdge> rows, int[] nodeOf, bool keepSelfEdges)
    {
        foreach (ref RawEdge row in rows)
        {
            (int from, int to) = (nodeOf[row.From], nodeOf[row.To]);
            bool isUsed = from >= 0 && to >= 0 && (keepSelfEdges || from != to);
            row = row with { From = isUsed ? from : -1, To = to };
        }
    }

    private BucketMerging[] Merge(RowPartition partition, long[] degrees, Dictionary<int, Period> periods, ContactList lastContacts, ParallelOptions parallel)
    {
        var buckets = new BucketMerging[partition.Count];
        int targetBits = RowPartition.BitsFor(nodeCount);
        Parallel.For(0, buckets.Length, parallel, static () => new RowSorter(), (b, _, sorter) =>
        {
            Span<NodeRow> bucket = partition.RowsOf(b);
            buckets[b] = new(rule, periods, lastContacts, error);
            buckets[b].Merge(sorter.Sort(bucket, partition.NumbersOf(b), targetBits, partition.SourceBits), bucket, degrees);
            return sorter;
        }, static _ => { });

        // All were merged, so that of several errors it is always the same one that is told.
        return Array.Find(buckets, bucket => bucket.Error is not null) is BucketMerging failed ? throw failed.Error! : buckets;
    }

    private static EdgeCounts Count(BucketMerging[] buckets)
    {
        EdgeCounts all = default;
        foreach (BucketMerging bucket in buckets)
        {
            EdgeCounts one = bucket.Counts;
            all = new(all.Rows + one.Rows, all.Parallel + one.Parallel, all.Denied + one.Denied, all.WithoutStrength + one.WithoutStrength, all.Usable + one.Usable);
        }

        return all;
    }

    private static (CsrGraph Forward, EdgeFacts Facts) Collect(RowPartition partition, BucketMerging[] buckets, long[] offsets, ParallelOptions parallel)
    {
        int[] targets = GC.AllocateUninitializedArray<int>((int)offsets[^1]);
        var writing = new EdgeFacts.Writer(targets.Length, buckets.Any(bucket => bucket.Varies.Permission), buckets.Any(bucket => bucket.Varies.Strength));
        int[] firstEdges = FirstEdges(buckets);
        Parallel.For(0, buckets.Length, parallel, b =>
        {
            int edge = firstEdges[b];
            foreach (NodeRow row in partition.RowsOf(b)[..buckets[b].EdgeCount])
            {
                targets[edge] = row.Target;
                writing.Set(edge, row.Permission, row.Strength);
                edge++;
            }
        });
        return (new(offsets, targets, writing.Weights), writing.ToFacts());
    }

    private DatedEdges Dated(BucketMerging[] buckets)
    {
        int[] firstEdges = FirstEdges(buckets);
        var edges = new List<int>();
        List<int> offsets = [0];
        var rows = new List<EdgeRow>();
        for (int b = 0; b < buckets.Length; b++)
        {
            edges.AddRange(buckets[b].DatedEdges.Select(edge => firstEdges[b] + edge));
            offsets.AddRange(buckets[b].DatedEnds.Select(end => rows.Count + end));
            rows.AddRange(buckets[b].DatedRows);
        }

        return edges.Count == 0 ? DatedEdges.None : new([.. edges], [.. offsets], [.. rows], rule);
    }

    private static int[] FirstEdges(BucketMerging[] buckets)
    {
        int[] first = new int[buckets.Length];
        for (int b = 1; b < first.Length; b++)
        {
            first[b] = first[b - 1] + buckets[b - 1].EdgeCount;
        }

        return first;
    }
}
