using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>People around an owner who have more to do with each other than with the rest. Nobody named it: it was found.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class FoundCircle<TKey>
    where TKey : notnull
{
    internal FoundCircle()
    {
    }

    /// <summary>The number of the circle, from 1, by falling <see cref="Evidence"/>.</summary>
    public required int Number { get; init; }

    /// <summary>Whose circle it is. The owner is not a member.</summary>
    public required TKey Owner { get; init; }

    /// <summary>The members, in the order of their keys, each once. All have a tie with the owner.</summary>
    public required IReadOnlyList<TKey> Members { get; init; }

    /// <summary>The members with what speaks for each: those tied to most others first, equal ones in the order of their keys.</summary>
    public required IReadOnlyList<FoundCircleMember<TKey>> Closest { get; init; }

    /// <summary>The share of the pairs of members who have a tie, whichever way: above 0 to 1.</summary>
    public required double Density { get; init; }

    /// <summary>How many times as dense the circle is as all of the owner's network; above 0, and above 1 for all but broad circles around dense ones.</summary>
    public required double TimesDenser { get; init; }

    /// <summary>The part of the members' tie weight that goes to people around the owner who are not members: 0 (the circle keeps to itself) to 1. Ties to the owner and beyond the network do not count.</summary>
    public required double OutsideShare { get; init; }

    /// <summary>
    /// How sure the circle is: the decimal logarithm of how many times likelier the network's ties (with <see cref="FoundCircleOptions.TagShare"/>, ties
    /// and tags) are with the circle than without it, beside the other circles, after paying for telling who its members are. Above 0; 2 is
    /// 100 to 1. It grows with size and density.
    /// </summary>
    public required double Evidence { get; init; }

    /// <summary>The tags that stand out most against the owner's network, most telling first; see <see cref="FoundCircleOptions.Tags"/>.</summary>
    public required IReadOnlyList<CircleTag> Tags { get; init; }

    /// <summary>The circle under a name, as a graph takes it: with <see cref="CustomerGraphBuilder{TKey}.AddCircle"/>, or among a customer's <see cref="Customer{TKey}.Circles"/>. Ask the owner first: only the owner says who belongs.</summary>
    /// <param name="name">What it is called.</param>
    /// <returns>The named circle.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public Circle<TKey> AsNamed(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new(Owner, name, Members);
    }

    /// <summary>Size, density, evidence and tags.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"circle {Number} of {Owner}: {Members.Count} members, density {Density:0.00} ({TimesDenser:0.0} times the network's), {100 * OutsideShare:0} % of their ties lead outside, evidence {Evidence:0.0}{(Tags.Count > 0 ? $"; {string.Join(", ", Tags)}" : "")}");
}
