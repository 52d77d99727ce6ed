using System.Globalization;
using System.Text;
using InfluenceGraph.Cascades;

namespace InfluenceGraph;

/// <summary>
/// What comes of a complaint when nobody does anything: how many customers it reaches and how much own value is at risk,
/// each with its interval; who is most at risk, and over which ties it tips. Immutable.
/// </summary>
/// <remarks>Customers and own value count the complainers too, as the literature does; <see cref="OthersReached"/> and
/// <see cref="OthersAtRisk"/> are without them. Reached is not lost: what share of those who hear a complaint leave is another question.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class DominoResult<TKey>
    where TKey : notnull
{
    private readonly UsedViews _views;

    internal DominoResult(UsedViews views) => _views = views;

    /// <summary>Who complained, in the order of their keys, each once.</summary>
    public required IReadOnlyList<TKey> Complainers { get; init; }

    /// <summary>The complainers' own value, in money.</summary>
    public required double ComplainersOwnValue { get; init; }

    /// <summary>The expected number of customers whom the complaint reaches, the complainers included.</summary>
    public required Estimate Reached { get; init; }

    /// <summary>The expected own value of those whom it reaches, the complainers included, in money.</summary>
    public required Estimate AtRisk { get; init; }

    /// <summary><see cref="Reached"/> without the complainers.</summary>
    public Estimate OthersReached => Without(Reached, Complainers.Count);

    /// <summary><see cref="AtRisk"/> without the complainers.</summary>
    public Estimate OthersAtRisk => Without(AtRisk, ComplainersOwnValue);

    /// <summary>In the bad case (<see cref="DominoOptions.BadCase"/>), at least as many customers are reached; its interval is by order statistics.</summary>
    public required Estimate BadCaseReached { get; init; }

    /// <summary>In the bad case, at least as much own value is at risk, in money.</summary>
    public required Estimate BadCaseAtRisk { get; init; }

    /// <summary>The chance that more customers than the threshold are reached (Wilson's interval); <see langword="null"/> when not asked.</summary>
    public required Estimate? PassesCustomerThreshold { get; init; }

    /// <summary>The chance that more own value than the threshold is at risk (Wilson's interval); <see langword="null"/> when not asked.</summary>
    public required Estimate? PassesOwnValueThreshold { get; init; }

    /// <summary>How it grows from hop to hop: the complainers at 0, then those within 1, 2, ... ties of the way that came first.</summary>
    public required IReadOnlyList<DominoPoint> OverHops { get; init; }

    /// <summary>How it grows over time; empty where the model has no delay.</summary>
    public required IReadOnlyList<DominoPoint> OverTime { get; init; }

    /// <summary>The customers most at risk, the complainers aside: chosen in the first half of the worlds, estimated in the second.</summary>
    public required IReadOnlyList<CustomerAtRisk<TKey>> MostAtRisk { get; init; }

    /// <summary>The ties whose cutting avoids most: chosen in the first half of the worlds, estimated in the second.</summary>
    public required IReadOnlyList<TippingTie<TKey>> TippingTies { get; init; }

    /// <summary>The number of worlds.</summary>
    public required int Worlds { get; init; }

    /// <summary>Which worlds were drawn.</summary>
    public required int Seed { get; init; }

    /// <summary>What the numbers were computed from.</summary>
    public required Receipt Receipt { get; init; }

    /// <summary>Whether a consent recorded since may change the answer. Compute again from a new view.</summary>
    public bool IsStale => _views.IsAnyStale;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be computed again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => _views.IsAnyStaleAt(moment);

    /// <summary>The domino as a few lines of text.</summary>
    /// <returns>Lines for a log or a console, invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.AppendLine(culture, $"A complaint of {Complainers.Count} reaches {Reached} customers, {AtRisk} own value at risk ({Worlds:#,0} worlds, seed {Seed})");
        text.Append(culture, $"  in the bad case {BadCaseReached} customers, {BadCaseAtRisk} own value");
        if (PassesCustomerThreshold is Estimate customers)
        {
            text.Append(culture, $"; more customers than the threshold: {100 * customers.Value:0.#} % ({100 * customers.Low:0.#} to {100 * customers.High:0.#})");
        }

        if (PassesOwnValueThreshold is Estimate value)
        {
            text.Append(culture, $"; more own value than the threshold: {100 * value.Value:0.#} % ({100 * value.Low:0.#} to {100 * value.High:0.#})");
        }

        text.AppendLine();
        text.AppendLine(culture, $"  within hops {string.Join(", ", OverHops.Take(6).Select(point => string.Create(culture, $"{point.Hops}: {point.Reached.Value:#,0.#}")))}");
        text.AppendLine(culture, $"  most at risk {(MostAtRisk.Count == 0 ? "nobody" : string.Join(", ", MostAtRisk.Take(5).Select(risk => string.Create(culture, $"{risk.Customer} {100 * risk.Chance.Value:0.#} %"))))}");
        text.Append(culture, $"  tips over {(TippingTies.Count == 0 ? "no single tie" : string.Join(", ", TippingTies.Take(5).Select(tie => string.Create(culture, $"{tie.From} -> {tie.To} ({tie.LossAvoided.Value:#,0.##})"))))}");
        return text.ToString();
    }

    private static Estimate Without(Estimate estimate, double known) =>
        new(estimate.Value - known, estimate.StandardError, Math.Max(0, estimate.Low - known), Math.Max(0, estimate.High - known));
}

/// <summary>How far a complaint has come at one point of a curve.</summary>
/// <param name="Hops">Within how many ties; <see langword="null"/> on a curve over time.</param>
/// <param name="Time">Within which time; <see langword="null"/> on a curve over hops.</param>
/// <param name="Reached">Customers reached by then, the complainers included.</param>
/// <param name="AtRisk">Own value at risk by then, the complainers' included, in money.</param>
public readonly record struct DominoPoint(int? Hops, TimeSpan? Time, Estimate Reached, Estimate AtRisk);

/// <summary>A customer whom a complaint may reach.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Customer">The key.</param>
/// <param name="Chance">The probability of being reached (Wilson's interval).</param>
/// <param name="OwnValue">The customer's own value, in money.</param>
public readonly record struct CustomerAtRisk<TKey>(TKey Customer, Estimate Chance, double OwnValue)
    where TKey : notnull
{
    /// <summary>Chance times own value, in money.</summary>
    public double AtRisk => Chance.Value * OwnValue;
}

/// <summary>A tie over which a complaint tips.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="From">Who would pass it on.</param>
/// <param name="To">To whom.</param>
/// <param name="Permission">The permission of the tie.</param>
/// <param name="Strength">The strength of the tie.</param>
/// <param name="LossAvoided">The expected loss avoided if nothing went over this tie, in the measure of the question.</param>
public readonly record struct TippingTie<TKey>(TKey From, TKey To, double Permission, double Strength, Estimate LossAvoided)
    where TKey : notnull;
