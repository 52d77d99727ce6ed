namespace InfluenceGraph.Tests.FoundCircles;

/// <summary>The likelihood of an ego network's ties given circles, pair by pair: slow, and knowing nothing of the library.</summary>
internal sealed class PlainLikelihood(double[,] ties)
{
    internal int Count => ties.GetLength(0);

    internal IEnumerable<(int A, int B)> Pairs => EgoGraph.Clique([.. Enumerable.Range(0, Count)]);

    /// <summary>How far a tie counts as one: the weight over the mean weight of a tie, at most 1.</summary>
    internal static PlainLikelihood OfWeights(double[,] weights)
    {
        double[] all = [.. weights.Cast<double>().Where(weight => weight > 0)];
        double mean = all.Length > 0 ? all.Average() : 1;
        double[,] ties = new double[weights.GetLength(0), weights.GetLength(0)];
        for (int a = 0; a < ties.GetLength(0); a++)
        {
            for (int b = 0; b < ties.GetLength(0); b++)
            {
                ties[a, b] = Math.Min(1, weights[a, b] / mean);
            }
        }

        return new(ties);
    }

    internal static double ChanceOf(double ties, double pairs) => (ties + 0.5) / (pairs + 1);

    internal double LogOf((int A, int B) pair, double chance) =>
        (ties[pair.A, pair.B] * Math.Log(chance)) + ((1 - ties[pair.A, pair.B]) * Math.Log(1 - chance));

    internal double SumOf(IEnumerable<(int A, int B)> pairs) => pairs.Sum(pair => ties[pair.A, pair.B]);

    /// <summary>ln of n over k by Pascal's triangle.</summary>
    internal static double LogChoices(int all, int some)
    {
        double[] row = [1];
        for (int n = 1; n <= all; n++)
        {
            row = [1, .. Enumerable.Range(1, n - 1).Select(k => row[k - 1] + row[k]), 1];
        }

        return Math.Log(row[some]);
    }

    /// <summary>What one circle brings to a network without circles, in powers of ten; negative infinity where its pairs are no likelier tied than others.</summary>
    internal double EvidenceOf(int[] members)
    {
        (int A, int B)[] inside = [.. EgoGraph.Clique(members)];
        (int A, int B)[] outside = [.. Pairs.Except(inside)];
        double without = ChanceOf(SumOf(Pairs), Pairs.Count());
        double chance = ChanceOf(SumOf(inside), inside.Length);
        if (chance <= without)
        {
            return double.NegativeInfinity;
        }

        double left = ChanceOf(SumOf(outside), outside.Length);
        double gain = inside.Sum(pair => LogOf(pair, chance)) + outside.Sum(pair => LogOf(pair, left)) - Pairs.Sum(pair => LogOf(pair, without));
        return (gain - LogChoices(Count, members.Length) - Math.Log(Count)) / Math.Log(10);
    }

    internal double DensityOf(int[] members) => ChanceOf(SumOf(EgoGraph.Clique(members)), EgoGraph.Clique(members).Count());

    /// <summary>Whether a tie between members is likelier than one across the border.</summary>
    internal bool IsDenserInside(int[] members) => Chances(members) is (double within, double across) && within > across;

    /// <summary>The log-odds that a person belongs to a circle of these others.</summary>
    internal double OddsOf(int person, int[] members)
    {
        (double within, double across) = Chances(members);
        return members.Where(member => member != person).Sum(other => LogOf((person, other), within) - LogOf((person, other), across));
    }

    private (double Within, double Across) Chances(int[] members)
    {
        (int A, int B)[] inside = [.. EgoGraph.Clique(members)];
        (int A, int B)[] border = [.. Pairs.Where(pair => members.Contains(pair.A) != members.Contains(pair.B))];
        return (ChanceOf(SumOf(inside), inside.Length), ChanceOf(SumOf(border), border.Length));
    }
}
