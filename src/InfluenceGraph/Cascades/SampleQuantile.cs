using MathNet.Numerics.Distributions;

namespace InfluenceGraph.Cascades;

/// <summary>Quantiles of one number per world.</summary>
internal static class SampleQuantile
{
    /// <summary>
    /// What at least a share of all worlds does not exceed, between two worlds of the sample whose ranks are exact by the
    /// binomial distribution, whatever the numbers' own; its standard error is the interval's half width in the normal's terms.
    /// </summary>
    /// <remarks>H. A. David, H. N. Nagaraja, "Order statistics", 3rd edition, 7.1.</remarks>
    /// <param name="sorted">The sample, ascending, not empty.</param>
    /// <param name="share">The share of worlds, above 0 and below 1.</param>
    /// <param name="confidence">How sure the interval is.</param>
    /// <param name="least">Where the interval begins if the sample is too small for the share.</param>
    /// <param name="most">Where it ends then.</param>
    internal static Estimate Of(ReadOnlySpan<double> sorted, double share, double confidence, double least, double most)
    {
        double tail = (1 - confidence) / 2;
        int low = RankAt(sorted.Length, share, tail);
        int high = RankAt(sorted.Length, share, 1 - tail) + 1;
        double value = sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
        double lowest = Math.Min(value, low < 1 ? least : sorted[low - 1]);
        double highest = Math.Max(value, high > sorted.Length ? most : sorted[high - 1]);
        double standardErrors = Estimates.StandardErrorsFor(confidence);
        return new(value, standardErrors == 0 ? 0 : (highest - lowest) / (2 * standardErrors), lowest, highest);
    }

    /// <summary>The smallest number k with P(k or fewer of all worlds lie below the quantile) of at least a probability.</summary>
    private static int RankAt(int worlds, double share, double probability)
    {
        (int low, int high) = (0, worlds);
        while (low < high)
        {
            int middle = (int)(((long)low + high) / 2);
            (low, high) = Binomial.CDF(share, worlds, middle) < probability ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
