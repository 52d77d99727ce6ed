namespace InfluenceGraph.Cascades.Everyone;

/// <summary>The variance of what was added up over worlds.</summary>
internal static class SampleVariance
{
    /// <summary>A variance below this share of the mean square is rounding.</summary>
    private const double Rounding = 1e-13;

    /// <summary>The unbiased variance; 0 where all worlds agree but for rounding.</summary>
    internal static double Of(double sum, double squares, int worlds)
    {
        double variance = (squares - (sum * sum / worlds)) / (worlds - 1);
        return variance > Rounding * squares / worlds ? variance : 0;
    }
}
