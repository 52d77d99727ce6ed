namespace InfluenceGraph.Graphs;

/// <summary>The edges whose rows hold only for a period. Which rows count, and so the weight, depends on the moment asked about.</summary>
internal sealed class DatedEdges(int[] edges, int[] rowOffsets, EdgeRow[] rows, TieMerge rule)
{
    internal static DatedEdges None { get; } = new([], [0], [], TieMerge.Sum);

    /// <summary>The edges, ascending.</summary>
    internal ReadOnlySpan<int> Edges => edges;

    internal bool IsEmpty => edges.Length == 0;

    /// <summary>The dated edges, ascending, and where the rows of each begin.</summary>
    internal (int[] Edges, int[] RowOffsets, EdgeRow[] Rows) Content => (edges, rowOffsets, rows);

    internal int Count => edges.Length;

    internal long Bytes => (sizeof(int) * (edges.LongLength + rowOffsets.LongLength)) + (24L * rows.LongLength);

    /// <summary>The edge merged from its rows in force, permission 0 where none is; <see langword="null"/> for an edge that is not dated.</summary>
    internal EdgeRow? MergedAt(int edge, long moment)
    {
        int found = edges.AsSpan().BinarySearch(edge);
        return found < 0 ? null : Merged(found, moment) ?? new EdgeRow(0, 0, Period.Always);
    }

    /// <summary>Whether rows of an edge are in force and come to permission 0; never so for an edge that is not dated.</summary>
    internal bool IsDeniedAt(int edge, long moment)
    {
        int found = edges.AsSpan().BinarySearch(edge);
        return found >= 0 && Merged(found, moment) is { Permission: 0 };
    }

    /// <summary>Writes every dated edge's weight at a moment and counts those that do not carry any.</summary>
    internal (long NotInForce, long Denied, long WithoutStrength) WriteWeights(Span<float> weights, long moment)
    {
        (long notInForce, long denied, long withoutStrength) = (0, 0, 0);
        for (int i = 0; i < edges.Length; i++)
        {
            EdgeRow? merged = Merged(i, moment);
            weights[edges[i]] = merged?.Weight ?? 0;
            notInForce += merged is null ? 1 : 0;
            denied += merged is { Permission: 0 } ? 1 : 0;
            withoutStrength += merged is { Permission: > 0, Weight: 0 } ? 1 : 0;
        }

        return (notInForce, denied, withoutStrength);
    }

    /// <summary>The first moment after the given one at which a row of an edge that counts begins or ends.</summary>
    internal long? NextChangeAfter(long moment, Func<int, bool> counts)
    {
        long next = long.MaxValue;
        for (int i = 0; i < edges.Length; i++)
        {
            if (!counts(edges[i]))
            {
                continue;
            }

            foreach (EdgeRow row in rows.AsSpan(rowOffsets[i]..rowOffsets[i + 1]))
            {
                next = row.Period.Since > moment ? Math.Min(next, row.Period.Since) : next;
                next = row.Period.Until > moment ? Math.Min(next, row.Period.Until) : next;
            }
        }

        return next == long.MaxValue ? null : next;
    }

    private EdgeRow? Merged(int i, long moment)
    {
        EdgeRow[] inForce = [.. rows.AsSpan(rowOffsets[i]..rowOffsets[i + 1]).ToArray().Where(row => row.Period.Contains(moment))];
        return inForce.Length == 0 ? null : EdgeMerging.Merge(inForce, rule);
    }
}
