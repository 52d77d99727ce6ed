namespace InfluenceGraph.Cascades;

/// <summary>The mean of a sample with its interval.</summary>
internal static class SampleMean
{
    /// <summary>The normal interval, moved towards the side on which the sample has its long tail.</summary>
    /// <remarks>P. Hall, "On the removal of skewness by transformation", JRSS B 54 (1992), the first order of it. It matters where few worlds hold most of the reach.</remarks>
    /// <param name="values">The sample.</param>
    /// <param name="confidence">How sure the interval is.</param>
    /// <param name="least">Nothing is below it, roundings of sums aside.</param>
    /// <param name="most">Nothing is above it, roundings of sums aside.</param>
    internal static Estimate Of(ReadOnlySpan<double> values, double confidence, double least, double most)
    {
        int n = values.Length;
        double mean = MeanOf(values);
        (double squares, double cubes) = (0, 0);
        foreach (double value in values)
        {
            double off = value - mean;
            squares += off * off;
            cubes += off * off * off;
        }

        double variance = n < 2 ? 0 : squares / (n - 1);
        double error = Math.Sqrt(variance / n);
        double z = Estimates.StandardErrorsFor(confidence);
        double shift = variance > 0 ? cubes / n / variance * ((2 * z * z) + 1) / (6.0 * n) : 0;
        shift = Math.Clamp(shift, -z * error, z * error);
        return new(mean, error, Math.Clamp(mean - (z * error) + shift, Math.Min(least, mean), mean), Math.Clamp(mean + (z * error) + shift, mean, Math.Max(mean, most)));
    }

    /// <summary>A mean from sums, where the values themselves were not kept.</summary>
    internal static Estimate Of(CurveSums sums, int worlds, double confidence, double least, double most)
    {
        double mean = sums.Sum / worlds;
        double variance = worlds < 2 ? 0 : Math.Max(0, sums.Squares - (mean * sums.Sum)) / (worlds - 1);
        double half = Estimates.StandardErrorsFor(confidence) * Math.Sqrt(variance / worlds);
        return new(mean, Math.Sqrt(variance / worlds), Math.Clamp(mean - half, Math.Min(least, mean), mean), Math.Clamp(mean + half, mean, Math.Max(mean, most)));
    }

    private static double MeanOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return values.IsEmpty ? 0 : sum / values.Length;
    }
}
