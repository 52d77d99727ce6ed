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
/// <param name="PartsBefore">What the earlier score was made of.</param>
/// <param name="PartsNow">What the later score is made of: the parts that moved say why it changed.</param>
/// <param name="MembersBefore">The members who could be used then.</param>
/// <param name="MembersNow">The members who can be used now.</param>
public readonly record struct CircleChange<TKey>(
    TKey Owner,
    string? Name,
    double Before,
    double Now,
    double StandardError,
    double Significance,
    bool IsSignificant,
    CircleParts PartsBefore,
    CircleParts PartsNow,
    int MembersBefore,
    int MembersNow)
    where TKey : notnull
{
    /// <summary>The later score minus the earlier one; negative for a circle that weakens.</summary>
    public double Change => Now - Before;

    /// <summary>Owner, change, significance, the part that moved most and the members.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"{Owner}{(Name is null ? "" : $" '{Name}'")}: {Before:0.0} to {Now:0.0} ({Change:+0.0;-0.0;0.0}, {(IsSignificant ? "significant" : "not significant")}, p {Significance:0.000}); {Mostly()}, {MembersBefore} to {MembersNow} members");

    private string Mostly()
    {
        (string Name, double Before, double Now)[] parts =
        [
            ("permission", PartsBefore.Permission, PartsNow.Permission),
            ("reciprocity", PartsBefore.Reciprocity, PartsNow.Reciprocity),
            ("closure", PartsBefore.Closure, PartsNow.Closure),
            ("density", PartsBefore.Density, PartsNow.Density),
            ("recency", PartsBefore.Recency ?? PartsNow.Recency ?? 0, PartsNow.Recency ?? PartsBefore.Recency ?? 0),
            ("seclusion", PartsBefore.Seclusion, PartsNow.Seclusion),
        ];
        int sign = Math.Sign(Change);
        (string name, double before, double now) = parts.MaxBy(part => sign * (part.Now - part.Before));
        return sign * (now - before) > 0 ? Invariant($"{name} {before:0.00} to {now:0.00}") : "no part moved that way";
    }
}
