using System.Globalization;

namespace InfluenceGraph;

/// <summary>A number estimated from simulated worlds, with the interval that holds the true one with the stated confidence.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error; 0 where the number is exact or no two worlds differed.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
public readonly record struct Estimate(double Value, double StandardError, double Low, double High)
{
    /// <summary>A number that is known exactly.</summary>
    internal static Estimate Exact(double value) => new(value, 0, value, value);

    /// <summary>Value and half the width of the interval.</summary>
    /// <returns>A few characters, invariant culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:#,0.###} ± {(High - Low) / 2:#,0.###}");
}
