using MathNet.Numerics.Distributions;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// The interval around a mean over worlds: the normal one, lengthened on the side on which the truth may be farther off.
/// </summary>
/// <remarks>
/// <para>Where few worlds hold most of the reach, a larger truth has a larger error, so that a normal interval around what
/// was seen is too short above. Among distributions that tilt what was seen (an exponential family) the variance grows with
/// the mean by third moment over variance; solved for the mean, that is Wilson's score interval where events are counted.
/// It would be shorter on the other side too, but a third moment from a few hundred worlds is not sure enough for that: on
/// lastfm-asia the truth was beyond the short side twice as often as it may be.</para>
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
        double half = _quantile * standardError;
        double shift = _quantile * _quantile * lean;
        double far = Math.Abs(shift) + Math.Sqrt((half * half) + (shift * shift));
        double low = value - (shift < 0 ? far : half);
        double high = value + (shift > 0 ? far : half);
        return new(value, standardError, Math.Clamp(low, Math.Min(least, value), value), Math.Clamp(high, value, Math.Max(most, value)));
    }
}
