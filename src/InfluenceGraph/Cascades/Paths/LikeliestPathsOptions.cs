using System.Globalization;
namespace InfluenceGraph;

/// <summary>How the likeliest paths between two customers are found. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record LikeliestPathsOptions
{
    /// <summary>How the word travels.</summary>
    /// <value>The independent cascade with the weighted cascade's probabilities by default.</value>
    public CascadeModel Model { get; init; } = new();

    /// <summary>How many worlds are simulated to tell how likely it is that the word arrives at all, on any path, where that cannot be told exactly.</summary>
    /// <value>2,000 by default; 2 to 10,000,000.</value>
    public int Worlds { get; init; } = 2000;

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
        var errors = new OptionErrors(nameof(LikeliestPathsOptions));
        errors.Require(Model is not null, $"{nameof(Model)} is null; expected how the word travels");
        Model?.AddErrors(errors);
        errors.Require(Model?.TimeLimit is null || Model.Delay?.IsExponential != true, $"{nameof(CascadeModel.TimeLimit)} with exponential delays leaves no path surely in time; use fixed delays, or leave the limit out");
        errors.Require(Worlds is >= 2 and <= 10_000_000, $"{nameof(Worlds)} is {Worlds}; expected 2 to 10,000,000");
        errors.RequireConfidence(Confidence, nameof(Confidence));
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }

    internal string Describe(string pair, int count) => string.Create(CultureInfo.InvariantCulture, $"{count} likeliest paths {pair}, {Worlds} worlds, seed {Seed}, confidence {Confidence}");
}
