namespace InfluenceGraph.FoundCircles;

/// <summary>Logarithms of how likely ties are, and what it costs to tell who is in a circle.</summary>
internal static class Likelihood
{
    /// <summary>The chance of a tie from how many pairs have one; half a tie on both sides keeps it off 0 and 1 (Jeffreys' prior).</summary>
    internal static double ChanceOf(double ties, double pairs) => (ties + 0.5) / (pairs + 1);

    /// <summary>The log-likelihood of so many ties among so many pairs, each with the same chance.</summary>
    internal static double Of(double ties, double pairs, double chance) => (ties * Math.Log(chance)) + ((pairs - ties) * Math.Log(1 - chance));

    internal static double Pairs(double people) => people * (people - 1) / 2;

    /// <summary>ln of n over k: which k of n people.</summary>
    internal static double LogChoices(int all, int some)
    {
        double sum = 0;
        int fewer = Math.Min(some, all - some);
        for (int i = 1; i <= fewer; i++)
        {
            sum += Math.Log((double)(all - fewer + i) / i);
        }

        return sum;
    }
}
