using InfluenceGraph.Graphs;
using InfluenceGraph.Tags;

namespace InfluenceGraph.Communities;

/// <summary>Ties that weigh what people share beside how much they have to do with each other.</summary>
internal static class FusedTies
{
    /// <summary>
    /// Each tie weighs <c>(1 - share) w + share * mean * cosine</c>, with the mean weight of a tie and the cosine of the two
    /// nodes' tags. Ties that come to weigh nothing go. O(edges x tags of a node).
    /// </summary>
    /// <param name="mutual">The ties.</param>
    /// <param name="vectors">The nodes' tags.</param>
    /// <param name="share">0 to 1.</param>
    /// <param name="similar">
    /// Further pairs that are alike by tags, symmetric, weighing their cosine: the nearest of each node, as a search in the
    /// inverted lists finds them. Pairs that have a tie already are not added again. <see langword="null"/> for none.
    /// </param>
    internal static CommunityTies Of(MutualGraph mutual, TagVectors vectors, double share, CsrGraph? similar = null)
    {
        CsrGraph both = mutual.Both;
        double mean = MeanOf(both.Weights);
        mean = mean > 0 ? mean : 1;
        long[] offsets = new long[both.NodeCount + 1];
        var targets = new List<int>(both.EdgeCount);
        var outward = new List<float>(both.EdgeCount);
        var inward = new List<float>(both.EdgeCount);
        for (int u = 0; u < both.NodeCount; u++)
        {
            ReadOnlySpan<int> row = both.TargetsOf(u);
            ReadOnlySpan<int> alike = similar is null ? [] : similar.TargetsOf(u);
            ReadOnlySpan<float> alikeWeights = similar is null ? [] : similar.WeightsOf(u);
            int start = (int)both.Offsets[u];
            (int tie, int pair) = (0, 0);
            while (tie < row.Length || pair < alike.Length)
            {
                bool isTie = tie < row.Length && (pair == alike.Length || row[tie] <= alike[pair]);
                int other = isTie ? row[tie] : alike[pair];
                double half = share * mean * (isTie ? vectors.Cosine(u, other) : alikeWeights[pair]) / 2;
                float toOther = Held(((1 - share) * (isTie ? mutual.Outward[start + tie] : 0)) + half);
                float fromOther = Held(((1 - share) * (isTie ? mutual.Inward[start + tie] : 0)) + half);
                pair += pair < alike.Length && alike[pair] == other ? 1 : 0;
                tie += isTie ? 1 : 0;
                if (toOther > 0 || fromOther > 0)
                {
                    targets.Add(other);
                    outward.Add(toOther);
                    inward.Add(fromOther);
                }
            }

            offsets[u + 1] = targets.Count;
        }

        float[] sums = new float[targets.Count];
        for (int e = 0; e < sums.Length; e++)
        {
            sums[e] = Held((double)outward[e] + inward[e]);
        }

        return CommunityTies.Of(new(offsets, [.. targets], sums), [.. outward], [.. inward]);
    }

    private static float Held(double weight) => (float)Math.Min(weight, float.MaxValue);

    private static double MeanOf(float[] weights)
    {
        double sum = 0;
        foreach (float weight in weights)
        {
            sum += weight;
        }

        return weights.Length > 0 ? sum / weights.Length : 0;
    }
}
