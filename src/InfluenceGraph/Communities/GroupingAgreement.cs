using InfluenceGraph.Communities;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How far two groupings of the same customers agree. Each is 1 for equal groupings; <see langword="null"/> where there are no customers.</summary>
/// <param name="Nmi">Normalised mutual information (Danon, Diaz-Guilera, Duch, Arenas 2005): mutual information over the mean of the two entropies, 0 to 1. It favours many small groups.</param>
/// <param name="Ami">Adjusted mutual information (Vinh, Epps, Bailey 2010), against the mean of the two entropies: what is beyond chance; about 0 for unrelated groupings, and can be below.</param>
/// <param name="Ari">Adjusted Rand index (Hubert, Arabie 1985): pairs that are together in both, beyond chance; about 0 for unrelated groupings, and can be below.</param>
public sealed record GroupingAgreement(double? Nmi, double? Ami, double? Ari)
{
    /// <summary>The three numbers.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"NMI {Nmi:0.000}, AMI {Ami:0.000}, ARI {Ari:0.000}");

    internal static GroupingAgreement Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (first.Length == 0)
        {
            return new(null, null, null);
        }

        int[] before = first.ToArray();
        int[] now = second.ToArray();
        int countBefore = Grouping.Renumber(before, before.Max() + 1);
        int countNow = Grouping.Renumber(now, now.Max() + 1);
        var overlaps = GroupOverlaps.Of(before, now, countBefore, countNow);
        double entropies = Entropy(overlaps.SizesBefore, first.Length) + Entropy(overlaps.SizesNow, first.Length);
        if (countBefore == countNow && overlaps.Pairs.Length == countNow)
        {
            return new(1, 1, 1);
        }

        double shared = MutualInformation(overlaps);
        double expected = ExpectedInformation(overlaps);
        double beyond = (entropies / 2) - expected;
        return new(
            Math.Clamp(2 * shared / entropies, 0, 1),
            Math.Abs(beyond) > 1e-12 * entropies ? (shared - expected) / beyond : 0,
            AdjustedRand(overlaps));
    }

    private static double Entropy(int[] sizes, double count) => -sizes.Sum(size => size / count * Math.Log(size / count));

    private static double MutualInformation(GroupOverlaps overlaps) => overlaps.Pairs.Sum(pair =>
        pair.Shared / (double)overlaps.NodeCount
        * Math.Log((double)overlaps.NodeCount * pair.Shared / ((double)overlaps.SizesBefore[pair.Before] * overlaps.SizesNow[pair.Now])));

    /// <summary>
    /// What unrelated groupings with groups of these sizes share in the mean (the hypergeometric model of Vinh, Epps, Bailey
    /// 2010). Groups of one size give the same terms, so they are counted together.
    /// </summary>
    private static double ExpectedInformation(GroupOverlaps overlaps)
    {
        int count = overlaps.NodeCount;
        double[] logFactorials = new double[count + 1];
        for (int i = 1; i <= count; i++)
        {
            logFactorials[i] = logFactorials[i - 1] + Math.Log(i);
        }

        double sum = 0;
        (int Size, int Groups)[] columns = [.. overlaps.SizesNow.CountBy(size => size).Select(pair => (pair.Key, pair.Value)).Order()];
        foreach ((int a, int rows) in overlaps.SizesBefore.CountBy(size => size).Select(pair => (pair.Key, pair.Value)).Order())
        {
            foreach ((int b, int groups) in columns)
            {
                double fixedPart = logFactorials[a] + logFactorials[b] + logFactorials[count - a] + logFactorials[count - b] - logFactorials[count];
                double term = 0;
                for (int shared = (int)Math.Max(1, (long)a + b - count); shared <= Math.Min(a, b); shared++)
                {
                    double probability = Math.Exp(fixedPart - logFactorials[shared] - logFactorials[a - shared] - logFactorials[b - shared] - logFactorials[count - a - b + shared]);
                    term += shared / (double)count * Math.Log((double)count * shared / ((double)a * b)) * probability;
                }

                sum += (double)rows * groups * term;
            }
        }

        return sum;
    }

    private static double AdjustedRand(GroupOverlaps overlaps)
    {
        double together = overlaps.Pairs.Sum(pair => Pairs(pair.Shared));
        double before = overlaps.SizesBefore.Sum(size => Pairs(size));
        double now = overlaps.SizesNow.Sum(size => Pairs(size));
        double all = Pairs(overlaps.NodeCount);
        double expected = all > 0 ? before / all * now : 0;
        double most = (before + now) / 2;
        return most - expected != 0 ? (together - expected) / (most - expected) : 0;
    }

    private static double Pairs(double count) => count * (count - 1) / 2;
}
