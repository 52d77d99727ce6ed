using QuikGraph;

namespace InfluenceGraph;

/// <summary>A tie as an edge of QuikGraph: from whoever reaches to whoever is reached, and granted the permission.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Tie">The tie.</param>
public readonly record struct TieEdge<TKey>(Tie<TKey> Tie) : IEdge<TKey>
    where TKey : notnull
{
    /// <summary>The customer who can reach the other one.</summary>
    public TKey Source => Tie.From;

    /// <summary>The customer who is reached.</summary>
    public TKey Target => Tie.To;

    /// <summary>How strongly the target lets the source reach them, above 0 and up to 1.</summary>
    public double Permission => Tie.Permission;

    /// <summary>How much the two really interact.</summary>
    public double Strength => Tie.Strength;

    /// <summary>The influence weight: permission times strength.</summary>
    public double Weight => Tie.Permission * Tie.Strength;

    /// <summary>Source, target and weight.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Source} -> {Target} ({Weight})");
}
