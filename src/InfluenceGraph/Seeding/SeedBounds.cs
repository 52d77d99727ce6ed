namespace InfluenceGraph.Seeding;

/// <summary>
/// From counted hits to what the expectation can be. <c>a = ln(1 / delta)</c> for each bound that may fail with
/// probability delta. docs/seeds.md has the derivation.
/// </summary>
/// <remarks>
/// W. Hoeffding, "Probability inequalities for sums of bounded random variables", JASA 58, 1963, theorem 1: a share of n
/// independent tries is q or further out with probability <c>exp(-n KL(q, p))</c> at most. Turned round for p.
/// </remarks>
internal static class SeedBounds
{
    /// <summary>Leave 1e-12 of an interval, and its outer end is what counts.</summary>
    private const int Halvings = 40;

    /// <summary>Leave 1e-4 of an interval around the top of a curve, where it is flat.</summary>
    private const int Thirds = 25;

    /// <summary>What the expected number of hits is not below.</summary>
    /// <param name="hits">The hits.</param>
    /// <param name="sets">Of so many sets.</param>
    /// <param name="a">The doubt.</param>
    internal static double LeastHits(double hits, double sets, double a)
    {
        (double low, double high) = (0, hits);
        for (int i = 0; i < Halvings && low < high; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Divergence(hits, middle, sets) > a ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>What the expected number of hits is not above. Concave in the hits.</summary>
    /// <param name="hits">The hits.</param>
    /// <param name="sets">Of so many sets.</param>
    /// <param name="a">The doubt.</param>
    internal static double MostHits(double hits, double sets, double a)
    {
        (double low, double high) = (hits, sets);
        for (int i = 0; i < Halvings && low < high; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Divergence(hits, middle, sets) > a ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>The most that the expected number of hits exceeds the hits by, if these are known within a range only. The excess is concave, so that thirds find its top.</summary>
    /// <param name="least">Not fewer hits than this.</param>
    /// <param name="most">Nor more.</param>
    /// <param name="sets">Of so many sets.</param>
    /// <param name="a">The doubt.</param>
    internal static double MostExcess(double least, double most, double sets, double a)
    {
        double Excess(double hits) => MostHits(hits, sets, a) - hits;
        for (int i = 0; i < Thirds; i++)
        {
            double third = (most - least) / 3;
            (least, most) = Excess(least + third) < Excess(most - third) ? (least + third, most) : (least, most - third);
        }

        return Math.Max(Excess((least + most) / 2), Math.Max(Excess(least), Excess(most)));
    }

    /// <summary>The part of the failure probability that the sizes 1, 2, ... may use; all together use delta.</summary>
    internal static double ShareOfRound(int round) => 1.0 / (round * (round + 1.0));

    /// <summary><c>n KL(hits / n, expected / n)</c>, Kullback and Leibler's divergence of two coins.</summary>
    private static double Divergence(double hits, double expected, double sets) => Part(hits, expected) + Part(sets - hits, sets - expected);

    private static double Part(double count, double expected) => count <= 0 ? 0 : expected <= 0 ? double.PositiveInfinity : count * Math.Log(count / expected);
}
