using InfluenceGraph.Cascades;

namespace InfluenceGraph.Containment;

/// <summary>What a number per world says about all worlds.</summary>
internal static class WorldNumbers
{
    internal static Estimate Mean(ReadOnlySpan<double> worlds, double confidence, double least)
    {
        var tally = default(Tally);
        foreach (double value in worlds)
        {
            tally.Add(value);
        }

        return tally.Estimate(confidence, least);
    }

    internal static Estimate? ShareAbove(ReadOnlySpan<double> worlds, double? threshold, double confidence)
    {
        if (threshold is null)
        {
            return null;
        }

        long above = 0;
        foreach (double value in worlds)
        {
            above += value > threshold ? 1 : 0;
        }

        return Estimates.OfShare(above, worlds.Length, confidence);
    }

    /// <summary>A quantile, with an interval between two order statistics that needs no distribution; its standard error is the interval's half width in the normal's terms.</summary>
    /// <remarks>H. A. David, H. N. Nagaraja, "Order statistics", 3rd edition, 7.1.</remarks>
    internal static Estimate Quantile(double[] worlds, double quantile, double confidence)
    {
        double[] sorted = [.. worlds.Order()];
        double z = Estimates.StandardErrorsFor(confidence);
        double place = quantile * sorted.Length;
        double spread = z * Math.Sqrt(place * (1 - quantile));
        double At(double rank) => sorted[(int)Math.Clamp(rank, 0, sorted.Length - 1)];
        (double low, double high) = (At(Math.Floor(place - spread) - 1), At(Math.Ceiling(place + spread)));
        return new(At(Math.Ceiling(place) - 1), (high - low) / (2 * z), low, high);
    }
}
