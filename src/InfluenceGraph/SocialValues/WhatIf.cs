using InfluenceGraph.SocialValues;

namespace InfluenceGraph;

/// <summary>Social values before and after a change of ties, side by side.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Before">The result that the question was put to.</param>
/// <param name="After">The result with the change.</param>
public sealed record WhatIf<TKey>(SocialValueResult<TKey> Before, SocialValueResult<TKey> After)
    where TKey : notnull
{
    /// <summary>The three largest changes.</summary>
    /// <returns>One line each, invariant culture.</returns>
    public override string ToString() => string.Join(Environment.NewLine, Largest(3));

    /// <summary>By how much a customer's social value changes, in money.</summary>
    /// <param name="customer">The key.</param>
    /// <returns>After less before.</returns>
    /// <exception cref="KeyNotFoundException">The customer is unknown, or left out of the view.</exception>
    public double Difference(TKey customer) => After[customer] - Before[customer];

    /// <summary>The customers whose social value changes most, up or down. O(customers log count).</summary>
    /// <param name="count">How many, at least 0.</param>
    /// <returns>The largest differences first; equal ones in the order of the keys.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public IReadOnlyList<ValueChange<TKey>> Largest(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ValueChange<TKey>[] changes = [.. Before.Select(pair => new ValueChange<TKey>(pair.Key, pair.Value, After[pair.Key]))];
        (double, int Index)[] largest = TopNodes.Of(changes.Select((change, index) => (Math.Abs(change.Difference), index)), count);
        return Array.ConvertAll(largest, change => changes[change.Index]);
    }
}

/// <summary>One customer's social value before and after a change.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">The key.</param>
/// <param name="Before">Before, in money.</param>
/// <param name="After">After, in money.</param>
public readonly record struct ValueChange<TKey>(TKey Customer, double Before, double After)
    where TKey : notnull
{
    /// <summary>After less before.</summary>
    public double Difference => After - Before;

    /// <summary>Customer, before, after and difference.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Customer} {Before:0.##} -> {After:0.##} ({Difference:+0.##;-0.##;0})");
}
