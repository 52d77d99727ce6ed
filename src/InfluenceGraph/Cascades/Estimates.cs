using MathNet.Numerics.Distributions;

namespace InfluenceGraph.Cascades;

/// <summary>Intervals of what was counted in simulated worlds.</summary>
internal static class Estimates
{
    /// <summary>How many standard errors the interval reaches to either side; finite, however sure it is to be.</summary>
    internal static double StandardErrorsFor(double confidence) => Normal.InvCDF(0, 1, Math.Min((1 + confidence) / 2, Math.BitDecrement(1.0)));

    /// <summary>A mean with a normal interval, cut to what is possible.</summary>
    internal static Estimate OfMean(double mean, double standardError, double confidence, double least = 0, double most = double.PositiveInfinity)
    {
        double half = StandardErrorsFor(confidence) * standardError;
        return Within(mean, standardError, mean - half, mean + half, least, most);
    }

    /// <summary>An interval cut to what is possible; the mean stays in it also where rounding brought it beyond.</summary>
    internal static Estimate Within(double mean, double standardError, double low, double high, double least, double most) =>
        new(mean, standardError, Math.Clamp(low, Math.Min(least, mean), mean), Math.Clamp(high, mean, Math.Max(mean, most)));

    /// <summary>The share of worlds above a threshold.</summary>
    internal static Estimate OfShareAbove(ReadOnlySpan<double> worlds, double threshold, double confidence)
    {
        long above = 0;
        foreach (double value in worlds)
        {
            above += value > threshold ? 1 : 0;
        }

        return OfShare(above, worlds.Length, confidence);
    }

    /// <summary>A share of worlds, with Wilson's interval, which is honest at 0 and at 1 too.</summary>
    /// <remarks>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 1927.</remarks>
    internal static Estimate OfShare(long hits, long worlds, double confidence)
    {
        double z = StandardErrorsFor(confidence);
        double share = (double)hits / worlds;
        double variance = share * (1 - share) / worlds;
        double spread = 1 + (z * z / worlds);
        double middle = (share + (z * z / (2 * worlds))) / spread;
        double half = z / spread * Math.Sqrt(variance + (z * z / (4.0 * worlds * worlds)));
        return new(share, Math.Sqrt(variance), hits == 0 ? 0 : Math.Max(0, middle - half), hits == worlds ? 1 : Math.Min(1, middle + half));
    }
}
