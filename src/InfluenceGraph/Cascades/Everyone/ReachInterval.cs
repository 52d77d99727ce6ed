using MathNet.Numerics.Distributions;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// The interval around a mean over worlds: all values that are not too far from what was seen, measured by the error that
/// they would have themselves.
/// </summary>
/// <remarks>
/// <para>Where few worlds hold most of the reach, a larger truth has a larger error, so that a normal interval around what
/// was seen is too short above, and too long below. Among distributions that tilt what was seen (an exponential family) the
/// variance grows with the mean by third moment over variance; solved for the mean, that is Wilson's score interval where
/// events are counted, and the normal one where nothing is skew.</para>
/// <para>L. D. Brown, T. T. Cai, A. DasGupta, "Interval estimation in exponential families", Statistica Sinica 13 (2003).
/// With Student's quantile, as the variance is estimated too.</para>
/// </remarks>
internal readonly struct ReachInterval
{
    private readonly double _quantile;

    /// <summary>Prepares.</summary>
    /// <param name="confidence">Above 0, below 1.</param>
    /// <param name="worlds">At least 2.</param>
    internal ReachInterval(double confidence, int worlds) => _quantile = StudentT.InvCDF(0, 1, worlds - 1, (1 + confidence) / 2);

    /// <summary>The interval.</summary>
    /// <param name="value">The estimate.</param>
    /// <param name="standardError">Its standard error.</param>
    /// <param name="lean">By how much its variance grows with the truth, halved: its third central moment over twice its variance.</param>
    /// <param name="least">Nothing is below it.</param>
    /// <param name="most">Nothing is above it.</param>
    internal Estimate Around(double value, double standardError, double lean, double least, double most)
    {
        double shift = _quantile * _quantile * lean;
        double half = Math.Sqrt((_quantile * _quantile * standardError * standardError) + (shift * shift));
        return new(value, standardError, Math.Clamp(value + shift - half, Math.Min(least, value), value), Math.Clamp(value + shift + half, value, Math.Max(most, value)));
    }
}
