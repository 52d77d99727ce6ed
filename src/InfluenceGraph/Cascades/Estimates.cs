using MathNet.Numerics.Distributions;

namespace InfluenceGraph.Cascades;

/// <summary>Intervals of what was counted in simulated worlds.</summary>
internal static class Estimates
{
    /// <summary>How many standard errors the interval reaches to either side.</summary>
    internal static double StandardErrorsFor(double confidence) => Normal.InvCDF(0, 1, (1 + confidence) / 2);

    /// <summary>A mean with a normal interval, cut to what is possible.</summary>
    internal static Estimate OfMean(double mean, double standardError, double confidence, double least = 0, double most = double.PositiveInfinity)
    {
        double half = StandardErrorsFor(confidence) * standardError;
        return new(mean, standardError, Math.Max(least, mean - half), Math.Min(most, mean + half));
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
