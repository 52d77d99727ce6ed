using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A member of a found circle and what speaks for it.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">The key.</param>
/// <param name="Ties">To how many other members there is a tie, whichever way.</param>
/// <param name="TieShare">The share of the other members to whom there is a tie, above 0 to 1.</param>
public readonly record struct FoundCircleMember<TKey>(TKey Customer, int Ties, double TieShare)
    where TKey : notnull
{
    /// <summary>Customer and ties.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{Customer}, tied to {100 * TieShare:0} % of the others");
}
