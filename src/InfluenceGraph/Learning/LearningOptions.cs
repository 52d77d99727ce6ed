using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How propensities are learned from a log. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record LearningOptions
{
    /// <summary>How a customer's action is put down to those who acted before.</summary>
    /// <value><see cref="LearningMethod.ExpectationMaximisation"/> by default.</value>
    public LearningMethod Method { get; init; } = LearningMethod.ExpectationMaximisation;

    /// <summary>How influence depends on the time since the other one acted.</summary>
    /// <value><see cref="InfluenceTiming.Steady"/> by default: the same until <see cref="Window"/> is over.</value>
    public InfluenceTiming Timing { get; init; } = InfluenceTiming.Steady;

    /// <summary>How long after a customer's action another one's still counts as following it.</summary>
    /// <value><see langword="null"/> by default: for ever. More than 0.</value>
    public TimeSpan? Window { get; init; }

    /// <summary>The mean time from an action to one that follows it, for <see cref="InfluenceTiming.WithinMeanDelay"/> and <see cref="InfluenceTiming.Exponential"/>.</summary>
    /// <value><see langword="null"/> by default: learned, for each tie by itself, but one for all ties by expectation maximisation with exponential delays. More than 0.</value>
    public TimeSpan? MeanDelay { get; init; }

    /// <summary>The moment up to which the log is complete, so that a try that is not over by then does not count as a failure.</summary>
    /// <value><see langword="null"/> by default: everything was observed to its end. Needs <see cref="Window"/>, except by expectation maximisation with exponential delays, which allows for it exactly.</value>
    public DateTimeOffset? ObservedUntil { get; init; }

    /// <summary>The probability that a tie has before anything is known of it.</summary>
    /// <value><see langword="null"/> by default: the mean over all ties, from the log. Above 0, below 1.</value>
    public double? PriorMean { get; init; }

    /// <summary>How many tries the prior is worth; the more, the closer thin data stays to the mean.</summary>
    /// <value><see langword="null"/> by default: the strength, of 0.3 to 100,000 in steps of about 3, with which one half of the actions foretells the other best; 10 where no tie was tried in both. 0 for none: maximum likelihood, with 0 and 1 for ties that were tried once. At most 1e9.</value>
    public double? PriorStrength { get; init; }

    /// <summary>Which ties a tie without much evidence is likened to.</summary>
    /// <value><see cref="PriorPool.Target"/> by default: the other ties to the same customer, and those as far as they are few to all ties.</value>
    public PriorPool PriorPool { get; init; } = PriorPool.Target;

    /// <summary>How sure the intervals are, if the model is true.</summary>
    /// <value>0.95 by default; above 0, below 1.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Expectation maximisation stops when no probability moves by more than this in a step.</summary>
    /// <value>1e-6 by default; 0 to below 1.</value>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>The most steps of expectation maximisation. Stopping here is not an error: see <see cref="LearnedPropensities{TKey}.Converged"/>.</summary>
    /// <value>1000 by default; at least 1.</value>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>What a row means whose customer the graph does not have.</summary>
    /// <value><see cref="UnknownActorRule.Skip"/> by default: it is left out and counted.</value>
    public UnknownActorRule OnUnknownCustomer { get; init; } = UnknownActorRule.Skip;

    /// <summary>The number of threads. The result is the same to the last bit for any number.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer on small graphs.</value>
    public int? Threads { get; init; }

    /// <summary>Whether delays belong to the likelihood.</summary>
    internal bool IsContinuous => Method == LearningMethod.ExpectationMaximisation && Timing == InfluenceTiming.Exponential;

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(LearningOptions));
        errors.RequireDefined(Method, nameof(Method));
        errors.RequireDefined(Timing, nameof(Timing));
        errors.RequireDefined(PriorPool, nameof(PriorPool));
        errors.RequireDefined(OnUnknownCustomer, nameof(OnUnknownCustomer));
        errors.Require(Window is null || Window > TimeSpan.Zero, $"{nameof(Window)} is {Window}; expected more than 0, or null for no limit");
        errors.Require(MeanDelay is null || MeanDelay > TimeSpan.Zero, $"{nameof(MeanDelay)} is {MeanDelay}; expected more than 0, or null to learn it");
        errors.Require(MeanDelay is null || Timing != InfluenceTiming.Steady, $"{nameof(MeanDelay)} is set, but {nameof(Timing)} is {Timing}, which has no use for it; choose another {nameof(Timing)}, or set {nameof(Window)}");
        errors.Require(ObservedUntil is null || Window is not null || IsContinuous, $"{nameof(ObservedUntil)} is set, but {nameof(Window)} is not, so no try is ever over; set how long a try lasts");
        errors.Require(PriorMean is null or (> 0 and < 1), Invariant($"{nameof(PriorMean)} is {PriorMean}; expected above 0 and below 1, or null to take it from the log"));
        errors.Require(PriorStrength is null or (>= 0 and <= 1e9), Invariant($"{nameof(PriorStrength)} is {PriorStrength}; expected 0 to 1e9 tries, or null to fit it"));
        errors.RequireConfidence(Confidence, nameof(Confidence));
        errors.Require(Tolerance is >= 0 and < 1, Invariant($"{nameof(Tolerance)} is {Tolerance}; expected 0 or more and below 1"));
        errors.Require(MaxIterations >= 1, $"{nameof(MaxIterations)} is {MaxIterations}; expected 1 or more");
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }

    /// <summary>The options in words, for receipts.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => Invariant(
        $"{Method}, {Timing}{(Window is null ? "" : $", window {Window:g}")}{(MeanDelay is null ? "" : $", mean delay {MeanDelay:g}")}{(ObservedUntil is null ? "" : $", observed until {ObservedUntil:O}")}, prior mean {(PriorMean is null ? "from the log" : PriorMean)}, prior strength {(PriorStrength is null ? "fitted" : PriorStrength)}, like {PriorPool}, confidence {Confidence}, tolerance {Tolerance}, at most {MaxIterations} steps");
}

/// <summary>How a customer's action is put down to those who acted before. The formulas and papers stand in docs/learning.md.</summary>
public enum LearningMethod
{
    /// <summary>The probabilities under which the log is likeliest, if each contact had one try (Saito, Nakano, Kimura 2008; with exponential delays Saito, Kimura, Ohara, Motoda 2009): who acted after several contacts is put down to each as far as that one's probability makes likely.</summary>
    ExpectationMaximisation,

    /// <summary>The share of one customer's actions that the other did afterwards, whoever else did them too (Goyal, Bonchi, Lakshmanan 2010). Overstates the influence of each of several contacts.</summary>
    Bernoulli,

    /// <summary>The share of what either did that the one did after the other (Goyal, Bonchi, Lakshmanan 2010).</summary>
    Jaccard,

    /// <summary>Like <see cref="Bernoulli"/>, but an action that follows several contacts' is shared equally among them (Goyal, Bonchi, Lakshmanan 2010).</summary>
    PartialCredit,
}

/// <summary>How influence depends on the time since the other one acted.</summary>
public enum InfluenceTiming
{
    /// <summary>The same until the window is over, and nothing after it.</summary>
    Steady,

    /// <summary>The same until the mean delay of the tie is over, and nothing after it: the discrete-time model of Goyal, Bonchi and Lakshmanan 2010.</summary>
    WithinMeanDelay,

    /// <summary>It fades: an action that follows after a delay counts <c>exp(-delay / mean delay)</c> (Goyal, Bonchi, Lakshmanan 2011); by expectation maximisation, delays are exponentially distributed and part of the likelihood.</summary>
    Exponential,
}

/// <summary>Which ties a tie without much evidence is likened to.</summary>
public enum PriorPool
{
    /// <summary>All ties.</summary>
    AllTies,

    /// <summary>The ties to the same customer, and those as far as they are few to all ties: some people take everything up, others nothing.</summary>
    Target,
}

/// <summary>What a row of a log means whose customer the graph does not have.</summary>
public enum UnknownActorRule
{
    /// <summary>It is left out and counted.</summary>
    Skip,

    /// <summary>It is an error that names the customer.</summary>
    Refuse,
}
