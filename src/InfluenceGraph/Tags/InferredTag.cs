using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>A tag that a customer's tied people suggest. A suggestion only: nothing is written.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">The key.</param>
/// <param name="Tag">The tag, marked as inferred, with the probability as its weight: to be recorded by whoever decides to.</param>
/// <param name="Probability">The probability that the customer is about it, with its interval.</param>
/// <param name="Evidence">How many tied people declared any tag.</param>
/// <param name="Supporters">How many of them declared this one.</param>
public sealed record InferredTag<TKey>(TKey Customer, CustomerTag Tag, Estimate Probability, int Evidence, int Supporters)
    where TKey : notnull
{
    /// <summary>Customer, tag and how likely it is.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() =>
        Invariant($"{Customer}: {Tag.Name} {Probability.Value:0.00} ({Probability.Low:0.00} to {Probability.High:0.00}), declared by {Supporters} of {Evidence}");
}
