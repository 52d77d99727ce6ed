using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How much each component counts in the index. Only their ratios matter; the version says which choice a number was made with.</summary>
/// <remarks>The weights are a choice, not a measurement. Change the version with any of them, so that indexes made with different weights are not compared.</remarks>
/// <param name="Version">A text of the caller's that names the choice.</param>
/// <param name="OwnValue">The weight of own value, 0 or more.</param>
/// <param name="Circle">The weight of the circle: how many people the customer may reach, and how strongly; 0 or more.</param>
/// <param name="Role">The weight of the role in communities, 0 or more; divided evenly over the groupings given, and in each over ties within the community and ties between communities.</param>
public sealed record IndexWeights(string Version, double OwnValue, double Circle, double Role)
{
    /// <summary>Version "1": own value 40, circle 40, role 20.</summary>
    public static IndexWeights Default { get; } = new("1", 40, 40, 20);

    internal void Check(OptionErrors errors, string option)
    {
        errors.Require(!string.IsNullOrWhiteSpace(Version), $"{option} have no version; expected a text that names the choice");
        foreach ((double weight, string name) in (ReadOnlySpan<(double, string)>)[(OwnValue, nameof(OwnValue)), (Circle, nameof(Circle)), (Role, nameof(Role))])
        {
            errors.Require(double.IsFinite(weight) && weight >= 0, Invariant($"{option}.{name} is {weight}; expected a number, 0 or more"));
        }
    }

    /// <summary>Version and weights.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"weights '{Version}': own value {OwnValue}, circle {Circle}, role {Role}");
}
