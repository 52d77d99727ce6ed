using System.Runtime.InteropServices;

namespace InfluenceGraph.Graphs;

/// <summary>
/// Makes edges of the sorted rows of one bucket, and keeps what a single edge cannot hold: rows of dated edges, last contacts, denied pairs.
/// Edges are written over the rows, of which there are at least as many.
/// </summary>
internal sealed class BucketMerging(TieMerge rule, Dictionary<int, Period> periods, ContactList lastContacts, Func<int, int, string, Exception> error)
{
    private List<EdgeRow>? _group;

    /// <summary>How many edges came out.</summary>
    internal int EdgeCount { get; private set; }

    /// <summary>Whether some edge's permission is not 1, and whether some edge's strength is not 1.</summary>
    internal (bool Permission, bool Strength) Varies { get; private set; }

    internal EdgeCounts Counts { get; private set; }

    /// <summary>The places, from 0 in this bucket, of edges that are dated.</summary>
    internal List<int> DatedEdges { get; } = [];

    /// <summary>Where the rows of each dated edge end.</summary>
    internal List<int> DatedEnds { get; } = [];

    internal List<EdgeRow> DatedRows { get; } = [];

    /// <summary>The last contact of each edge; empty when none is known.</summary>
    internal List<long> Contacts { get; } = [];

    internal List<long> DeniedPairs { get; } = [];

    /// <summary>The first pair, in order, that breaks a rule; nothing after it was done.</summary>
    internal Exception? Error { get; private set; }

    /// <summary>Merges.</summary>
    /// <param name="sorted">The rows, by source and target.</param>
    /// <param name="edges">Receives the edges; may be the rows themselves.</param>
    /// <param name="degrees">Receives the number of edges of each source at its node + 1.</param>
    internal void Merge(RowSorter.Sorted sorted, Span<NodeRow> edges, long[] degrees)
    {
        Span<NodeRow> rows = sorted.Rows;
        (int edge, bool permissionVaries, bool strengthVaries) = (0, false, false);
        (long parallel, long denied, long withoutStrength) = (0, 0, 0);
        bool isPlain = periods.Count == 0 && lastContacts.IsEmpty;
        for (int i = 0, end; i < rows.Length; i = end)
        {
            NodeRow merged = rows[i];
            ulong pair = merged.Pair;
            end = i + 1;
            while (end < rows.Length && rows[end].Pair == pair)
            {
                end++;
            }

            bool isDated = false;
            if (!isPlain || end > i + 1)
            {
                parallel += end - i - 1;
                Span<int> numbers = sorted.Numbers.IsEmpty ? default : sorted.Numbers[i..end];
                if (!TryMergeGroup(rows[i..end], numbers, edge, ref merged, out isDated))
                {
                    return;
                }

                if (!lastContacts.IsEmpty && (isDated || WeightOf(merged) > 0))
                {
                    KeepLastContact(numbers);
                }
            }

            if (isDated || WeightOf(merged) > 0)
            {
                edges[edge++] = merged;
                degrees[merged.Source + 1]++;
                permissionVaries |= merged.Permission != 1;
                strengthVaries |= merged.Strength != 1;
            }
            else if (merged.Permission == 0)
            {
                denied++;
                DeniedPairs.Add((long)pair);
            }
            else
            {
                withoutStrength++;
            }
        }

        EdgeCount = edge;
        Varies = (permissionVaries, strengthVaries);
        Counts = new(rows.Length, parallel, denied, withoutStrength, edge);
    }

    private static float WeightOf(in NodeRow row) => EdgeRow.WeightOf(row.Permission, row.Strength);

    private bool TryMergeGroup(ReadOnlySpan<NodeRow> rows, ReadOnlySpan<int> numbers, int edge, ref NodeRow merged, out bool isDated)
    {
        List<EdgeRow> group = _group ??= [];
        isDated = ReadGroup(rows, numbers, group);
        if (rule == TieMerge.Refuse && HasOverlap(group))
        {
            Error = error(merged.Source, merged.Target, $"several rows are in force at once; expected one, because the rule for parallel ties is {TieMerge.Refuse}. Merge the rows or choose another rule");
            return false;
        }

        // Dated rows are summed later, as far as they are then in force: all of them must fit.
        EdgeRow one = isDated ? KeepDated(edge, group) : EdgeMerging.Merge(CollectionsMarshal.AsSpan(group), rule);
        float strength = isDated && rule == TieMerge.Sum ? (float)group.Sum(static row => (double)row.Strength) : one.Strength;
        if (!float.IsFinite(strength))
        {
            Error = error(merged.Source, merged.Target, $"strengths of {group.Count} rows add up to more than {float.MaxValue}; expected less. Only ratios count: choose a smaller unit");
            return false;
        }

        merged = merged with { Permission = one.Permission, Strength = one.Strength };
        return true;
    }

    private bool ReadGroup(ReadOnlySpan<NodeRow> rows, ReadOnlySpan<int> numbers, List<EdgeRow> group)
    {
        group.Clear();
        bool isDated = false;
        for (int i = 0; i < rows.Length; i++)
        {
            Period period = default;
            bool hasPeriod = periods.Count > 0 && periods.TryGetValue(numbers[i], out period);
            isDated |= hasPeriod;
            group.Add(new(rows[i].Permission, rows[i].Strength, hasPeriod ? period : Period.Always));
        }

        return isDated;
    }

    /// <summary>Whether two rows are in force at once. Puts them in the order in which they begin.</summary>
    private static bool HasOverlap(List<EdgeRow> group)
    {
        group.Sort(static (a, b) => a.Period.Since.CompareTo(b.Period.Since));
        for (int i = 1; i < group.Count; i++)
        {
            if (group[i - 1].Period.Overlaps(group[i].Period))
            {
                return true;
            }
        }

        return false;
    }

    private EdgeRow KeepDated(int edge, List<EdgeRow> group)
    {
        DatedEdges.Add(edge);
        DatedRows.AddRange(group);
        DatedEnds.Add(DatedRows.Count);

        // Neutral facts: the real ones depend on the moment and are read from the dated rows.
        return new(1, 1, Period.Always);
    }

    private void KeepLastContact(ReadOnlySpan<int> numbers)
    {
        long latest = EdgeTable.NoContact;
        foreach (int number in numbers)
        {
            latest = Math.Max(latest, lastContacts.At(number));
        }

        Contacts.Add(latest);
    }
}
