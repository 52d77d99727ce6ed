using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A tag that stands out in a found circle against everybody with a tie to the owner.</summary>
/// <param name="Name">The tag.</param>
/// <param name="Holders">The number of members who have it, at least 2.</param>
/// <param name="ShareInCircle">The share of the members who have it, above 0 to 1.</param>
/// <param name="ShareInNetwork">The share of everybody with a tie to the owner who has it, above 0 to 1.</param>
public readonly record struct CircleTag(string Name, int Holders, double ShareInCircle, double ShareInNetwork)
{
    /// <summary>How many times as frequent the tag is in the circle; above 1.</summary>
    public double Lift => ShareInCircle / ShareInNetwork;

    /// <summary>Name, share and lift.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{Name} ({100 * ShareInCircle:0} %, {Lift:0.0} times as frequent)");
}
