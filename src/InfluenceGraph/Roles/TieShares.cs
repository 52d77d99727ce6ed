using InfluenceGraph.Graphs;

namespace InfluenceGraph.Roles;

/// <summary>
/// How each node's ties divide over groups, once by count and once by weight: degree <c>k_i</c>, within-group degree
/// <c>k_i,s(i)</c>, participation <c>P_i = 1 - sum_s (k_is / k_i)^2</c> (Guimera and Amaral 2005). Ties to nodes
/// without a group count in none of them.
/// </summary>
internal sealed class TieShares(int nodes)
{
    internal int[] Ties { get; } = new int[nodes];

    internal int[] TiesWithin { get; } = new int[nodes];

    internal int[] TiesToUngrouped { get; } = new int[nodes];

    /// <summary>The number of groups that a node's ties lead into.</summary>
    internal int[] GroupsReached { get; } = new int[nodes];

    internal double[] Strength { get; } = new double[nodes];

    internal double[] StrengthWithin { get; } = new double[nodes];

    /// <summary>NaN where there is no tie.</summary>
    internal double[] ParticipationByTies { get; } = new double[nodes];

    /// <summary>NaN where there is no tie.</summary>
    internal double[] ParticipationByStrength { get; } = new double[nodes];

    /// <summary>
    /// <c>k_i P_i</c> by weight. Its derivative by <c>k_is</c> is <c>(1 - p_s)^2 + sum over t != s of p_t^2</c>, with
    /// <c>p = k_is / k_i</c>: never negative, so more weight into any group never lowers it, while <c>P_i</c> alone would fall.
    /// </summary>
    internal double[] StrengthBetween { get; } = new double[nodes];

    /// <summary>O(nodes + edges).</summary>
    internal static TieShares Of(MutualGraph graph, GivenGroups groups, CancellationToken cancellationToken)
    {
        var shares = new TieShares(graph.NodeCount);
        int[] counts = new int[groups.Count];
        double[] weights = new double[groups.Count];
        var reached = new List<int>();
        for (int node = 0; node < graph.NodeCount; node++)
        {
            if (groups.GroupOf[node] < 0)
            {
                shares.ParticipationByTies[node] = shares.ParticipationByStrength[node] = double.NaN;
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<int> others = graph.Both.TargetsOf(node);
            ReadOnlySpan<float> strengths = graph.Both.WeightsOf(node);
            for (int e = 0; e < others.Length; e++)
            {
                int group = groups.GroupOf[others[e]];
                if (group < 0)
                {
                    shares.TiesToUngrouped[node]++;
                    continue;
                }

                if (counts[group] == 0)
                {
                    reached.Add(group);
                }

                counts[group]++;
                weights[group] += strengths[e];
                shares.Ties[node]++;
                shares.Strength[node] += strengths[e];
            }

            int own = groups.GroupOf[node];
            (shares.TiesWithin[node], shares.StrengthWithin[node], shares.GroupsReached[node]) = (counts[own], weights[own], reached.Count);
            shares.Divide(node, reached, counts, weights);
            foreach (int group in reached)
            {
                (counts[group], weights[group]) = (0, 0);
            }

            reached.Clear();
        }

        return shares;
    }

    /// <summary>Sums of products of two groups instead of 1 less squares: exactly 0 for one group, and no digits cancel.</summary>
    private void Divide(int node, List<int> reached, int[] counts, double[] weights)
    {
        (double countBefore, double weightBefore, double countPairs, double weightPairs) = (0, 0, 0, 0);
        foreach (int group in reached)
        {
            countPairs += counts[group] * countBefore;
            weightPairs += weights[group] * weightBefore;
            countBefore += counts[group];
            weightBefore += weights[group];
        }

        ParticipationByTies[node] = countBefore > 0 ? 2 * countPairs / (countBefore * countBefore) : double.NaN;
        StrengthBetween[node] = weightBefore > 0 ? 2 * weightPairs / weightBefore : 0;
        ParticipationByStrength[node] = weightBefore > 0 ? StrengthBetween[node] / weightBefore : double.NaN;
    }
}
