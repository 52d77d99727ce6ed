using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How a customer's index moved between two snapshots that were measured against the same reference.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Before">The earlier index with its parts.</param>
/// <param name="After">The later index with its parts.</param>
public sealed record IndexChange<TKey>(CustomerIndex<TKey> Before, CustomerIndex<TKey> After)
    where TKey : notnull
{
    /// <summary>The key.</summary>
    public TKey Customer => After.Customer;

    /// <summary>By how many points the index rose, exact.</summary>
    public decimal Difference => After.Index - Before.Index;

    /// <summary>Customer, both indexes, and the parts that moved.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant($"{Customer}: {Before.Index:0.00} -> {After.Index:0.00}")
        + string.Concat(After.Parts.Zip(Before.Parts).Where(pair => pair.First.Points != pair.Second.Points).Select(pair =>
            Invariant($"; {pair.First.Component}{(pair.First.Grouping is null ? "" : $" in '{pair.First.Grouping}'")} {pair.First.Points - pair.Second.Points:+0.00;-0.00}")));
}
