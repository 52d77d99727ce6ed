using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InfluenceGraph.Graphs;

/// <summary>
/// Rows in any order to an <see cref="EdgeTable"/>: two stable counting sorts (by target, then by source) bring rows of
/// one pair together and each row of the graph into ascending order. O(nodes + rows) time, at most 32 bytes per row.
/// </summary>
internal sealed class EdgeTableBuilder(int nodeCount, TieMerge rule, Func<int, int, string, Exception> error)
{
    private readonly List<int> _datedEdges = [];
    private readonly List<int> _datedOffsets = [0];
    private readonly List<EdgeRow> _datedRows = [];
    private readonly List<long> _contactsByEdge = [];
    private readonly List<long> _deniedPairs = [];
    private EdgeCounts _counts;

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
        (Half[] byTarget, long[] targetOffsets) = GroupByTarget(rows, nodeOf, keepSelfEdges, cancellationToken);
        (Half[] bySource, long[] sourceOffsets) = GroupBySource(byTarget, targetOffsets);
        byTarget = [];
        cancellationToken.ThrowIfCancellationRequested();

        (CsrGraph forward, EdgeFacts facts) = Merge(bySource, sourceOffsets, periods, lastContacts);
        bySource = [];
        cancellationToken.ThrowIfCancellationRequested();

        DatedEdges dated = _datedEdges.Count == 0
            ? DatedEdges.None
            : new([.. _datedEdges], [.. _datedOffsets], [.. _datedRows], rule);
        return new(forward, forward.Transpose(), facts, dated, _counts, [.. _contactsByEdge], [.. _deniedPairs]);
    }

    private (Half[] Halves, long[] Offsets) GroupByTarget(ChunkedList<RawEdge> rows, int[] nodeOf, bool keepSelfEdges, CancellationToken cancellationToken)
    {
        long[] offsets = new long[nodeCount + 1];
        for (int c = 0; c < rows.ChunkCount; c++)
        {
            foreach (RawEdge row in rows.Chunk(c))
            {
                if (IsUsed(row, nodeOf, keepSelfEdges))
                {
                    offsets[nodeOf[row.To] + 1]++;
                }
            }
        }

        CountingSort.Accumulate(offsets);
        long[] next = offsets[..^1];
        var halves = new Half[offsets[^1]];
        for (int c = 0; c < rows.ChunkCount; c++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int index = ChunkedList<RawEdge>.FirstIndexOf(c);
            foreach (RawEdge row in rows.Chunk(c))
            {
                if (IsUsed(row, nodeOf, keepSelfEdges))
                {
                    halves[next[nodeOf[row.To]]++] = new(nodeOf[row.From], index, row.Permission, row.Strength);
                }

                index++;
            }

            rows.Release(c);
        }

        return (halves, offsets);
    }

    private (Half[] Halves, long[] Offsets) GroupBySource(Half[] byTarget, long[] targetOffsets)
    {
        long[] offsets = new long[nodeCount + 1];
        foreach (Half half in byTarget)
        {
            offsets[half.Other + 1]++;
        }

        CountingSort.Accumulate(offsets);
        long[] next = offsets[..^1];
        var halves = new Half[byTarget.Length];
        for (int target = 0; target < nodeCount; target++)
        {
            foreach (Half half in byTarget.AsSpan((int)targetOffsets[target]..(int)targetOffsets[target + 1]))
            {
                halves[next[half.Other]++] = half with { Other = target };
            }
        }

        return (halves, offsets);
    }

    private (CsrGraph Forward, EdgeFacts Facts) Merge(Half[] bySource, long[] sourceOffsets, Dictionary<int, Period> periods, ContactList lastContacts)
    {
        long[] offsets = new long[nodeCount + 1];
        int[] targets = new int[bySource.Length];
        float[] permissions = new float[bySource.Length];
        float[] strengths = new float[bySource.Length];
        var group = new List<EdgeRow>();
        int edge = 0;
        (long parallel, long denied, long withoutStrength) = (0, 0, 0);

        for (int source = 0; source < nodeCount; source++)
        {
            int end = (int)sourceOffsets[source + 1];
            for (int i = (int)sourceOffsets[source], groupEnd; i < end; i = groupEnd)
            {
                int target = bySource[i].Other;
                groupEnd = i + 1;
                while (groupEnd < end && bySource[groupEnd].Other == target)
                {
                    groupEnd++;
                }

                parallel += groupEnd - i - 1;
                bool isDated = ReadGroup(bySource.AsSpan(i..groupEnd), periods, group);
                RefuseDuplicates(group, source, target);
                EdgeRow merged = isDated
                    ? KeepDated(edge, group)
                    : EdgeMerging.Merge(CollectionsMarshal.AsSpan(group), rule);

                // Dated rows are summed later, as far as they are then in force: all of them must fit.
                float strength = isDated && rule == TieMerge.Sum ? (float)group.Sum(static row => (double)row.Strength) : merged.Strength;
                if (!float.IsFinite(strength))
                {
                    throw error(source, target, $"strengths of {group.Count} rows add up to more than {float.MaxValue}; expected less. Only ratios count: choose a smaller unit");
                }

                if (isDated || merged.Weight > 0)
                {
                    (targets[edge], permissions[edge], strengths[edge]) = (target, merged.Permission, merged.Strength);
                    edge++;
                    KeepLastContact(bySource.AsSpan(i..groupEnd), lastContacts);
                }
                else if (merged.Permission == 0)
                {
                    denied++;
                    _deniedPairs.Add(EdgeTable.PairOf(source, target));
                }
                else
                {
                    withoutStrength++;
                }
            }

            offsets[source + 1] = edge;
        }

        Array.Resize(ref targets, edge);
        Array.Resize(ref permissions, edge);
        Array.Resize(ref strengths, edge);
        _counts = new(bySource.Length, parallel, denied, withoutStrength, edge);
        EdgeFacts facts = EdgeFacts.Of(permissions, strengths, out float[] weights);
        foreach (int dated in _datedEdges)
        {
            weights[dated] = 0;
        }

        return (new(offsets, targets, weights), facts);
    }

    private static bool ReadGroup(ReadOnlySpan<Half> halves, Dictionary<int, Period> periods, List<EdgeRow> group)
    {
        group.Clear();
        bool isDated = false;
        foreach (Half half in halves)
        {
            bool hasPeriod = periods.TryGetValue(half.Row, out Period period);
            isDated |= hasPeriod;
            group.Add(new(half.Permission, half.Strength, hasPeriod ? period : Period.Always));
        }

        return isDated;
    }

    private void RefuseDuplicates(List<EdgeRow> group, int source, int target)
    {
        if (rule != TieMerge.Refuse || group.Count == 1)
        {
            return;
        }

        group.Sort(static (a, b) => a.Period.Since.CompareTo(b.Period.Since));
        for (int i = 1; i < group.Count; i++)
        {
            if (group[i - 1].Period.Overlaps(group[i].Period))
            {
                throw error(source, target, $"several rows are in force at once; expected one, because the rule for parallel ties is {TieMerge.Refuse}. Merge the rows or choose another rule");
            }
        }
    }

    private EdgeRow KeepDated(int edge, List<EdgeRow> group)
    {
        _datedEdges.Add(edge);
        _datedRows.AddRange(group);
        _datedOffsets.Add(_datedRows.Count);

        // Neutral facts: the real ones depend on the moment and are read from the dated rows.
        return new(1, 1, Period.Always);
    }

    private void KeepLastContact(ReadOnlySpan<Half> group, ContactList lastContacts)
    {
        if (lastContacts.IsEmpty)
        {
            return;
        }

        long latest = EdgeTable.NoContact;
        foreach (Half half in group)
        {
            latest = Math.Max(latest, lastContacts.At(half.Row));
        }

        _contactsByEdge.Add(latest);
    }

    private static bool IsUsed(RawEdge row, int[] nodeOf, bool keepSelfEdges) =>
        nodeOf[row.From] >= 0 && nodeOf[row.To] >= 0 && (keepSelfEdges || row.From != row.To);

    /// <summary>A row seen from one of its ends.</summary>
    private readonly record struct Half(int Other, int Row, float Permission, float Strength);
}
