using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How predictions are tested on a log. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record EvaluationOptions
{
    /// <summary>How long somebody's action can still be answered: contacts who acted longer ago do not count, nor does who acts later than this after the moment of prediction.</summary>
    /// <value><see langword="null"/> by default: for ever. More than 0; use the one that was learned with.</value>
    public TimeSpan? Window { get; init; }

    /// <summary>The moment up to which the log is complete; moments of prediction whose window is not over by then are left out and counted.</summary>
    /// <value><see langword="null"/> by default: everything was observed to its end. Needs <see cref="Window"/>.</value>
    public DateTimeOffset? ObservedUntil { get; init; }

    /// <summary>After how many actors of an action its size is predicted. Actions with fewer are not asked.</summary>
    /// <value>5 by default; at least 1.</value>
    public int SpreadAfter { get; init; } = 5;

    /// <summary>Simulated worlds for each size predicted.</summary>
    /// <value>200 by default; 0 (no sizes are predicted) to 1,000,000.</value>
    public int Worlds { get; init; } = 200;

    /// <summary>Which random numbers.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>How sure the intervals are.</summary>
    /// <value>0.95 by default; above 0, below 1.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>What a row means whose customer the graph does not have.</summary>
    /// <value><see cref="UnknownActorRule.Skip"/> by default: it is left out and counted.</value>
    public UnknownActorRule OnUnknownCustomer { get; init; } = UnknownActorRule.Skip;

    /// <summary>The number of threads. The result is the same to the last bit for any number.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer on small graphs.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(EvaluationOptions));
        errors.Require(Window is null || Window > TimeSpan.Zero, $"{nameof(Window)} is {Window}; expected more than 0, or null for no limit");
        errors.Require(ObservedUntil is null || Window is not null, $"{nameof(ObservedUntil)} is set, but {nameof(Window)} is not, so no prediction is ever over; set for how long predictions hold");
        errors.Require(SpreadAfter >= 1, $"{nameof(SpreadAfter)} is {SpreadAfter}; expected 1 or more");
        errors.Require(Worlds is >= 0 and <= 1_000_000, $"{nameof(Worlds)} is {Worlds}; expected 0 to 1000000");
        errors.RequireConfidence(Confidence, nameof(Confidence));
        errors.RequireDefined(OnUnknownCustomer, nameof(OnUnknownCustomer));
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }

    /// <summary>The options in words, for receipts.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"{(Window is null ? "no window" : $"window {Window:g}")}{(ObservedUntil is null ? "" : $", observed until {ObservedUntil:O}")}, sizes after {SpreadAfter} actors from {Worlds} worlds, seed {Seed}, confidence {Confidence}");
}
