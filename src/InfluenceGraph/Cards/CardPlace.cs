using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A customer's place among all who have a number.</summary>
/// <param name="Rank">1 plus how many have more; equal ones share a place.</param>
/// <param name="Of">How many have the number: those without enough evidence do not count.</param>
public readonly record struct CardPlace(int Rank, int Of)
{
    /// <summary>The place.</summary>
    /// <returns>A few words, invariant culture.</returns>
    public override string ToString() => Invariant($"place {Rank} of {Of}");
}
