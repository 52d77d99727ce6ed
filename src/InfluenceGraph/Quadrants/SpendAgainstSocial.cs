using System.Collections;
using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>
/// What customers buy beside what they bring through others: the four quadrants, and how far the two rankings agree.
/// A list by spend is fair to the customers in two of the quadrants only.
/// </summary>
/// <remarks>Value from others is the social value without the customer's own value that never moved on. Immutable.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class SpendAgainstSocial<TKey> : IEnumerable<SpendPlace<TKey>>
    where TKey : notnull
{
    private readonly SpendPlace<TKey>[] _places;
    private readonly Dictionary<TKey, int> _indices;

    internal SpendAgainstSocial(SpendPlace<TKey>[] places, double? kendallTau, double ownValueCut, double valueFromOthersCut)
    {
        _places = places;
        _indices = new(places.Length);
        for (int i = 0; i < places.Length; i++)
        {
            _indices.Add(places[i].Customer, i);
        }

        KendallTau = kendallTau;
        OwnValueCut = ownValueCut;
        ValueFromOthersCut = valueFromOthersCut;
    }

    /// <summary>
    /// Kendall's tau-b between the two rankings: 1 when spend ranks as value from others does, 0 when it says nothing about it,
    /// -1 when it ranks the other way round; <see langword="null"/> where all customers have the same of one of the two.
    /// </summary>
    public double? KendallTau { get; }

    /// <summary>The least own value of the top by spend, in money; infinite where nobody spends.</summary>
    public double OwnValueCut { get; }

    /// <summary>The least value from others of the top by it, in money; infinite where nobody brings any.</summary>
    public double ValueFromOthersCut { get; }

    /// <summary>The customers whom a list by spend does not show, by falling value from others.</summary>
    public IEnumerable<SpendPlace<TKey>> HiddenInfluencers => In(SpendQuadrant.HiddenInfluencer);

    /// <summary>Where a customer stands.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>Both values and the quadrant.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown or left out.</exception>
    public SpendPlace<TKey> this[TKey customer] => _indices.TryGetValue(customer, out int index)
        ? _places[index]
        : throw new KeyNotFoundException($"'{customer}' is not among the customers that were compared: unknown, or left out of the view.");

    /// <summary>The customers of a quadrant, by falling value from others.</summary>
    /// <param name="quadrant">The quadrant.</param>
    /// <returns>The customers; equal values stand in the order of their keys.</returns>
    public IEnumerable<SpendPlace<TKey>> In(SpendQuadrant quadrant) => _places.Where(place => place.Quadrant == quadrant);

    /// <summary>The number of customers in a quadrant.</summary>
    /// <param name="quadrant">The quadrant.</param>
    /// <returns>The number.</returns>
    public int CountIn(SpendQuadrant quadrant) => _places.Count(place => place.Quadrant == quadrant);

    /// <summary>Goes through all customers by falling value from others.</summary>
    /// <returns>The enumerator.</returns>
    public IEnumerator<SpendPlace<TKey>> GetEnumerator() => ((IEnumerable<SpendPlace<TKey>>)_places).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The counts of the quadrants and tau.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"{CountIn(SpendQuadrant.Champion)} champions, {CountIn(SpendQuadrant.BigSpender)} big spenders, {CountIn(SpendQuadrant.HiddenInfluencer)} hidden influencers, {CountIn(SpendQuadrant.Regular)} regular; Kendall's tau {(KendallTau is double tau ? Invariant($"{tau:0.00}") : "not defined")}");
}

/// <summary>What a customer buys and what they bring through others.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">The key.</param>
/// <param name="OwnValue">What the customer spends or is expected to spend.</param>
/// <param name="ValueFromOthers">The part of the social value that came from other people, in money.</param>
/// <param name="Quadrant">Which of the two are high.</param>
public readonly record struct SpendPlace<TKey>(TKey Customer, double OwnValue, double ValueFromOthers, SpendQuadrant Quadrant)
    where TKey : notnull;
