namespace InfluenceGraph.Seeding;

/// <summary>
/// From counted hits to what the expectation can be. <c>a = ln(1 / delta)</c> for each bound that may fail with
/// probability delta. docs/seeds.md has the derivation.
/// </summary>
/// <remarks>J. Tang, X. Tang, X. Xiao, J. Yuan, "Online processing algorithms for influence maximization", SIGMOD 2018, lemmas 4.2 and 4.3.</remarks>
internal static class SeedBounds
{
    /// <summary>What the expected number of hits is not below.</summary>
    internal static double LeastHits(double hits, double a)
    {
        double root = Math.Sqrt(hits + (2 * a / 9)) - Math.Sqrt(a / 2);
        return root <= 0 ? 0 : Math.Max(0, (root * root) - (a / 18));
    }

    /// <summary>What the expected number of hits is not above. Grows by at least 1 for each hit more.</summary>
    internal static double MostHits(double hits, double a)
    {
        double root = Math.Sqrt(hits + (a / 2)) + Math.Sqrt(a / 2);
        return root * root;
    }

    /// <summary>The part of the failure probability that round 1, 2, ... may use; all rounds together use delta.</summary>
    internal static double ShareOfRound(int round) => 1.0 / (round * (round + 1.0));
}
