using System.Globalization;

namespace InfluenceGraph;

/// <summary>How far a word has come after some hops or some time.</summary>
/// <param name="Hops">The ties it has travelled at most; <see langword="null"/> on a curve over time.</param>
/// <param name="Time">The time since it started; <see langword="null"/> on a curve over hops.</param>
/// <param name="Reach">What it has reached until then, those who started included, in the unit of the measure.</param>
public readonly record struct CascadeCurvePoint(int? Hops, TimeSpan? Time, Estimate Reach)
{
    /// <summary>Where on the curve, and how far.</summary>
    /// <returns>A few words, invariant culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Hops is null ? $"{Time:g}" : $"{Hops} hops")}: {Reach}");
}
