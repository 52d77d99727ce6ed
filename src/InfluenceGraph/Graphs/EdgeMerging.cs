namespace InfluenceGraph.Graphs;

/// <summary>Makes one edge of several rows for the same pair. The outcome does not depend on the order of the rows.</summary>
internal static class EdgeMerging
{
    internal static EdgeRow Merge(Span<EdgeRow> rows, TieMerge rule)
    {
        if (rows.Length == 1)
        {
            return rows[0];
        }

        // A fixed order, so that shuffled input gives the same sums to the last bit.
        rows.Sort(static (a, b) => Compare(a, b));
        return rule switch
        {
            TieMerge.Latest => Latest(rows),
            _ when HasExplicitNo(rows) => rows[0] with { Permission = 0 },
            TieMerge.Sum => Sum(rows),
            _ => rows[^1],
        };
    }

    private static int Compare(EdgeRow a, EdgeRow b)
    {
        int byWeight = a.Weight.CompareTo(b.Weight);
        int byPermission = byWeight != 0 ? byWeight : a.Permission.CompareTo(b.Permission);
        return byPermission != 0 ? byPermission : a.Strength.CompareTo(b.Strength);
    }

    private static bool HasExplicitNo(ReadOnlySpan<EdgeRow> rows)
    {
        foreach (EdgeRow row in rows)
        {
            if (row.Permission == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static EdgeRow Latest(ReadOnlySpan<EdgeRow> rows)
    {
        EdgeRow latest = rows[0];
        foreach (EdgeRow row in rows[1..])
        {
            // Rows stand in rising order of weight, so of equal moments the last is the strongest; but a no stays a no.
            bool isSameMoment = row.Period.Since == latest.Period.Since;
            bool isExplicitNo = latest.Permission == 0;
            latest = row.Period.Since > latest.Period.Since || (isSameMoment && !isExplicitNo) ? row : latest;
        }

        return latest;
    }

    private static EdgeRow Sum(ReadOnlySpan<EdgeRow> rows)
    {
        double strength = 0;
        double weight = 0;
        foreach (EdgeRow row in rows)
        {
            strength += row.Strength;
            weight += (double)row.Permission * row.Strength;
        }

        double permission = strength > 0 ? weight / strength : rows[^1].Permission;
        return rows[0] with { Permission = (float)permission, Strength = (float)strength };
    }
}
