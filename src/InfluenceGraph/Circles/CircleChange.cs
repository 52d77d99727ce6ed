using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How a circle's strength changed between two moments.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Owner">Whose circle it is.</param>
/// <param name="Name">What the owner calls it; <see langword="null"/> for everybody with a tie to the owner.</param>
/// <param name="Before">The earlier score, 0 to 100.</param>
/// <param name="Now">The later score, 0 to 100.</param>
/// <param name="StandardError">The standard error of the change: the root of the sum of both scores' squared errors.</param>
/// <param name="Significance">
/// The probability of a change at least as large if nothing but chance lay behind it (two-sided, normal). Most members are the same
/// both times, so their errors largely cancel, which this leaves out of account: it says "significant" too rarely rather than too often.
/// </param>
/// <param name="IsSignificant">Whether the significance is below 1 minus the confidence of the later result.</param>
public readonly record struct CircleChange<TKey>(TKey Owner, string? Name, double Before, double Now, double StandardError, double Significance, bool IsSignificant)
    where TKey : notnull
{
    /// <summary>The later score minus the earlier one; negative for a circle that weakens.</summary>
    public double Change => Now - Before;

    /// <summary>Owner, change and significance.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"{Owner}{(Name is null ? "" : $" '{Name}'")}: {Before:0.0} to {Now:0.0} ({Change:+0.0;-0.0;0.0}, {(IsSignificant ? "significant" : "not significant")}, p {Significance:0.000})");
}
