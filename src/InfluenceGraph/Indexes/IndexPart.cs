using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>One part of a customer's index.</summary>
/// <param name="Component">What it is about.</param>
/// <param name="Grouping">The name of the grouping, for the parts of the role; else <see langword="null"/>.</param>
/// <param name="Measure">What was measured: money, <c>k^(1-a) s^a</c>, or strength of ties.</param>
/// <param name="Score">The percentage of the reference population that does not have more, 0 to 100.</param>
/// <param name="MaxPoints">The points that a score of 100 gives, in hundredths; those of all parts add up to 100.00.</param>
/// <param name="Points">The points given: <c>MaxPoints x Score / 100</c>, rounded to hundredths.</param>
public readonly record struct IndexPart(IndexComponent Component, string? Grouping, double Measure, double Score, decimal MaxPoints, decimal Points)
{
    /// <summary>The part, its points and where they come from.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{Name} {Points:0.00} of {MaxPoints:0.00} (measure {Measure:0.##}, no less than {Score:0.0} % of the reference)");

    private string Name => Component switch
    {
        IndexComponent.OwnValue => "own value",
        IndexComponent.Circle => "circle",
        IndexComponent.RoleWithin => $"role within '{Grouping}'",
        _ => $"role between '{Grouping}'",
    };
}
