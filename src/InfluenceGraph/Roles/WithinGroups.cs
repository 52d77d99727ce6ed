namespace InfluenceGraph.Roles;

/// <summary>How members of a group compare with each other: z-score and rank by a measure of ties within the group.</summary>
internal static class WithinGroups
{
    /// <summary>Deviations below this share of the mean are rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>
    /// <c>z_i = (x_i - mean) / sd</c> over the members of the group, sd with their number as divisor (Guimera and Amaral 2005).
    /// 0 where all members have the same; NaN in groups that are too small, and without a group. O(nodes).
    /// </summary>
    internal static double[] ZScores(GivenGroups groups, int[] sizes, int minMembers, Func<int, double> measure)
    {
        double[] means = new double[groups.Count];
        double[] deviations = new double[groups.Count];
        double[] scores = new double[groups.GroupOf.Length];
        Array.Fill(scores, double.NaN);
        ForEach(groups, (node, group) => means[group] += measure(node));
        for (int group = 0; group < means.Length; group++)
        {
            means[group] /= sizes[group];
        }

        ForEach(groups, (node, group) => deviations[group] += (measure(node) - means[group]) * (measure(node) - means[group]));
        ForEach(groups, (node, group) =>
        {
            double deviation = Math.Sqrt(deviations[group] / sizes[group]);
            scores[node] = sizes[group] < minMembers ? double.NaN
                : deviation <= Rounding * means[group] ? 0
                : (measure(node) - means[group]) / deviation;
        });
        return scores;
    }

    /// <summary>The place of each node in its group by falling measure, from 1; equal ones by node. 0 without a group. O(nodes log nodes).</summary>
    internal static int[] Ranks(GivenGroups groups, Func<int, double> measure)
    {
        int[] ranks = new int[groups.GroupOf.Length];
        int[] nodes = [.. Enumerable.Range(0, ranks.Length).Where(node => groups.GroupOf[node] >= 0)];
        int[] next = new int[groups.Count];
        foreach (int node in nodes.OrderByDescending(measure))
        {
            ranks[node] = ++next[groups.GroupOf[node]];
        }

        return ranks;
    }

    private static void ForEach(GivenGroups groups, Action<int, int> visit)
    {
        for (int node = 0; node < groups.GroupOf.Length; node++)
        {
            if (groups.GroupOf[node] >= 0)
            {
                visit(node, groups.GroupOf[node]);
            }
        }
    }
}
