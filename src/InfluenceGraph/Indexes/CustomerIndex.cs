using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A customer's index, 0 to 100, with the parts that add up to it exactly.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record CustomerIndex<TKey>
    where TKey : notnull
{
    internal CustomerIndex(TKey customer, IReadOnlyList<IndexPart> parts)
    {
        Customer = customer;
        Parts = parts;
        Index = parts.Sum(part => part.Points);
    }

    /// <summary>The key.</summary>
    public TKey Customer { get; }

    /// <summary>The index: the sum of the points of all parts, exact. Each part is rounded once, the sum never.</summary>
    public decimal Index { get; }

    /// <summary>The parts in the order of <see cref="IndexComponent"/>; those of the role by grouping.</summary>
    public IReadOnlyList<IndexPart> Parts { get; }

    /// <summary>The points from own value.</summary>
    public decimal OwnValuePoints => PointsOf(IndexComponent.OwnValue);

    /// <summary>The points from the circle.</summary>
    public decimal CirclePoints => PointsOf(IndexComponent.Circle);

    /// <summary>The points from the role in communities; <see langword="null"/> where no grouping was given.</summary>
    public decimal? RolePoints => Roles.Count == 0 ? null : PointsOf(IndexComponent.RoleWithin) + PointsOf(IndexComponent.RoleBetween);

    /// <summary>Permissions received: the number of people the customer can reach.</summary>
    public required int PermissionsReceived { get; init; }

    /// <summary>The sum of their influence weights.</summary>
    public required double StrengthReceived { get; init; }

    /// <summary>The number of people whom the customer can reach or who can reach the customer: what the index rests on beside own value.</summary>
    public required int Ties { get; init; }

    /// <summary>Whether there are at least as many ties as <see cref="IndexOptions{TKey}.MinTies"/> asks for.</summary>
    public required bool HasEnoughEvidence { get; init; }

    /// <summary>The roles that the role's points stand beside, by the name of the grouping: z-score and participation to be shown with them.</summary>
    public required IReadOnlyDictionary<string, CustomerRole<TKey>> Roles { get; init; }

    /// <summary>The index and its parts.</summary>
    /// <returns>A few lines, invariant culture.</returns>
    public override string ToString() => Invariant($"{Customer}: {Index:0.00}{(HasEnoughEvidence ? "" : Invariant($", on little evidence ({Ties} ties)"))}")
        + string.Concat(Parts.Select(part => $"{Environment.NewLine}  {part}"));

    private decimal PointsOf(IndexComponent component) => Parts.Where(part => part.Component == component).Sum(part => part.Points);
}
