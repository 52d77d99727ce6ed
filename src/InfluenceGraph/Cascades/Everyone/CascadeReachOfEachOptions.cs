using System.Globalization;
namespace InfluenceGraph;

/// <summary>How the reach of every customer is computed. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record CascadeReachOfEachOptions
{
    /// <summary>How the word travels.</summary>
    /// <value>Independent cascade, weighted cascade, no limits, by default.</value>
    public CascadeModel Model { get; init; } = new();

    /// <summary>What a customer who is reached counts.</summary>
    /// <value><see cref="ReachMeasure.Customers"/> by default: one.</value>
    public ReachMeasure Measure { get; init; } = ReachMeasure.Customers;

    /// <summary>The number of worlds that are simulated. Four times as many halve the standard errors.</summary>
    /// <value>1,000 by default; 2 to 10,000,000.</value>
    public int Worlds { get; init; } = 1000;

    /// <summary>How sure the intervals are, each by itself.</summary>
    /// <value>0.95 by default; above 0, below 1.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Which worlds. The same seed gives the same result to the last bit.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>The number of threads. The result is the same to the last bit for any number; each takes memory of its own, see <see cref="CustomerGraphView{TKey}.EstimateCascadeReachOfEachMemory"/>.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer on small graphs.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(CascadeReachOfEachOptions));
        errors.Require(Model is not null, $"{nameof(Model)} is null; expected a {nameof(CascadeModel)}");
        errors.Require(Measure is not null, $"{nameof(Measure)} is null; expected one such as {nameof(ReachMeasure)}.{nameof(ReachMeasure.Customers)}");
        errors.Require(Worlds is >= 2 and <= 10_000_000, $"{nameof(Worlds)} is {Worlds}; expected 2 (a standard error needs two) to 10000000");
        errors.RequireConfidence(Confidence, nameof(Confidence));
        errors.RequireThreads(Threads, nameof(Threads));
        Model?.AddErrors(errors);
        errors.ThrowIfAny();
    }

    /// <summary>The options in words, for receipts; without the model and the threads, which do not matter to the result.</summary>
    internal string Describe() => string.Create(CultureInfo.InvariantCulture, $"reach of each in {Measure}, {Worlds} worlds, confidence {Confidence}, seed {Seed}");
}
