using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How the domino of a complaint is traced. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record DominoOptions
{
    /// <summary>How the complaint travels. Complaints travel with other probabilities than praise: say with which.</summary>
    /// <value>The independent cascade with the weighted cascade's probabilities by default, as for any word.</value>
    public CascadeModel Model { get; init; } = new();

    /// <summary>By what the customers most at risk and the tipping ties are ranked. Customers and own value are both told whatever is chosen here.</summary>
    /// <value><see cref="ReachMeasure.OwnValue"/> by default where any customer has an own value, else <see cref="ReachMeasure.Customers"/>: <see langword="null"/>.</value>
    public ReachMeasure? Measure { get; init; }

    /// <summary>How many worlds are simulated. Errors shrink with the square root.</summary>
    /// <value>2,000 by default; 2 to 10,000,000. Customers and ties are chosen in the first half, and their numbers come from the second.</value>
    public int Worlds { get; init; } = 2000;

    /// <summary>How many customers, the complainers included, are too many. <see cref="DominoResult{TKey}.PassesCustomerThreshold"/> tells how likely more are reached.</summary>
    /// <value><see langword="null"/> by default: not asked. 0 or more.</value>
    public long? CustomerThreshold { get; init; }

    /// <summary>How much own value at risk, that of the complainers included, is too much. <see cref="DominoResult{TKey}.PassesOwnValueThreshold"/> tells how likely it is more.</summary>
    /// <value><see langword="null"/> by default: not asked. In money, 0 or more.</value>
    public double? OwnValueThreshold { get; init; }

    /// <summary>Which quantile of the worlds is the bad case.</summary>
    /// <value>0.95 by default: in one world of twenty it is worse. Above 0, below 1.</value>
    public double BadCase { get; init; } = 0.95;

    /// <summary>How many customers most at risk and how many tipping ties are named.</summary>
    /// <value>10 by default; 0 to 10,000.</value>
    public int Top { get; init; } = 10;

    /// <summary>The moments of the curve over time, for models with a delay.</summary>
    /// <value>Empty by default: ten even steps to the model's time limit, or to the latest arrival of the first hundred worlds. Each 0 or more.</value>
    public IReadOnlyList<TimeSpan> Moments { get; init; } = [];

    /// <summary>How sure the intervals are.</summary>
    /// <value>0.95 by default; above 0, below 1.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Which worlds are drawn. The same seed, the same bits.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>The number of threads. The result is the same to the last bit for any number.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer on small graphs.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(DominoOptions));
        errors.Require(Model is not null, $"{nameof(Model)} is null; expected how the complaint travels");
        Model?.AddErrors(errors);
        errors.Require(Worlds is >= 2 and <= 10_000_000, $"{nameof(Worlds)} is {Worlds}; expected 2 to 10,000,000");
        errors.Require(CustomerThreshold is null or >= 0, $"{nameof(CustomerThreshold)} is {CustomerThreshold}; expected 0 or more, or null");
        errors.Require(OwnValueThreshold is null or >= 0, Invariant($"{nameof(OwnValueThreshold)} is {OwnValueThreshold}; expected 0 or more, or null"));
        errors.Require(BadCase is > 0 and < 1, Invariant($"{nameof(BadCase)} is {BadCase}; expected above 0 and below 1"));
        errors.Require(Top is >= 0 and <= 10_000, $"{nameof(Top)} is {Top}; expected 0 to 10,000");
        errors.RequireConfidence(Confidence, nameof(Confidence));
        errors.RequireThreads(Threads, nameof(Threads));
        errors.Require(Moments is not null && !Moments.Any(moment => moment < TimeSpan.Zero), $"{nameof(Moments)} must not be null nor hold a negative time");
        errors.Require(Moments is null or { Count: 0 } || Model?.Delay is not null, $"{nameof(Moments)} are given, but the model has no {nameof(CascadeModel.Delay)}; set how long the word takes on a tie");
        errors.ThrowIfAny();
    }

    internal string Describe(string complainers) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"complaint of {complainers}, {Worlds} worlds, seed {Seed}, confidence {Confidence}, bad case {BadCase}");
}
