using System.Collections;

namespace InfluenceGraph;

/// <summary>Customers by falling estimated reach. Equal estimates stand in the order of their keys.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class CascadeReachRanking<TKey> : IReadOnlyList<RankedReach<TKey>>
    where TKey : notnull
{
    private readonly RankedReach<TKey>[] _ranked;

    internal CascadeReachRanking(RankedReach<TKey>[] ranked, int certainThrough)
    {
        _ranked = ranked;
        CertainThrough = certainThrough;
    }

    /// <summary>The number of leading places whose customers and order the intervals tell apart: each one's low end lies above the high end of all who come after, those beyond this ranking included. More worlds make it longer.</summary>
    public int CertainThrough { get; }

    /// <summary>The number of places.</summary>
    public int Count => _ranked.Length;

    /// <summary>The customers, best first.</summary>
    public IEnumerable<TKey> Customers => _ranked.Select(ranked => ranked.Customer);

    /// <summary>The customer at a place.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <returns>Rank, customer and reach.</returns>
    public RankedReach<TKey> this[int index] => _ranked[index];

    /// <summary>Goes through the places, best first.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<RankedReach<TKey>> GetEnumerator() => ((IEnumerable<RankedReach<TKey>>)_ranked).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The places, one per line.</summary>
    /// <returns>Rank, customer and reach, invariant culture.</returns>
    public override string ToString() => string.Join(Environment.NewLine, _ranked);
}

/// <summary>One place of a <see cref="CascadeReachRanking{TKey}"/>.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Rank">The place, from 1.</param>
/// <param name="Customer">The key.</param>
/// <param name="Reach">The expected reach.</param>
public readonly record struct RankedReach<TKey>(int Rank, TKey Customer, Estimate Reach)
    where TKey : notnull
{
    /// <summary>Customer and reach, for <c>foreach (var (customer, reach) in ...)</c>.</summary>
    /// <param name="customer">The key.</param>
    /// <param name="reach">The expected reach.</param>
    public void Deconstruct(out TKey customer, out Estimate reach) => (customer, reach) = (Customer, Reach);

    /// <summary>Rank, customer and reach.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Rank}. {Customer} {Reach}");
}
