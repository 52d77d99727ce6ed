using System.Collections;

namespace InfluenceGraph;

/// <summary>Customers by falling score. Equal scores stand in the order of their keys.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class Ranking<TKey> : IReadOnlyList<RankedCustomer<TKey>>
    where TKey : notnull
{
    private readonly RankedCustomer<TKey>[] _ranked;

    internal Ranking(RankedCustomer<TKey>[] ranked, int certainThrough)
    {
        _ranked = ranked;
        CertainThrough = certainThrough;
    }

    /// <summary>The number of leading places whose customers and order are certain: the gap to the next score is larger than what the computation can be off by, for the ties as stored (permission and strength in single precision).</summary>
    public int CertainThrough { get; }

    /// <summary>The number of places.</summary>
    public int Count => _ranked.Length;

    /// <summary>The customers, best first.</summary>
    public IEnumerable<TKey> Customers => _ranked.Select(ranked => ranked.Customer);

    /// <summary>The customer at a place.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <returns>Rank, customer and score.</returns>
    public RankedCustomer<TKey> this[int index] => _ranked[index];

    /// <summary>Goes through the places, best first.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<RankedCustomer<TKey>> GetEnumerator() => ((IEnumerable<RankedCustomer<TKey>>)_ranked).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The places, one per line.</summary>
    /// <returns>Rank, customer and score, invariant culture.</returns>
    public override string ToString() => string.Join(Environment.NewLine, _ranked);
}

/// <summary>One place of a <see cref="Ranking{TKey}"/>.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Rank">The place, from 1.</param>
/// <param name="Customer">The key.</param>
/// <param name="Score">The score.</param>
public readonly record struct RankedCustomer<TKey>(int Rank, TKey Customer, double Score)
    where TKey : notnull
{
    /// <summary>Customer and score, for <c>foreach (var (customer, score) in ...)</c>.</summary>
    /// <param name="customer">The key.</param>
    /// <param name="score">The score.</param>
    public void Deconstruct(out TKey customer, out double score) => (customer, score) = (Customer, Score);

    /// <summary>Rank, customer and score.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Rank}. {Customer} {Score:0.##}");
}
