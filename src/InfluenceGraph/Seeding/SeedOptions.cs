using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>Whom may be told first, what it may cost, and how long to search. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed record SeedOptions<TKey>
    where TKey : notnull
{
    private const long LeastMemory = 1 << 16;

    /// <summary>How a word travels.</summary>
    /// <value>The independent cascade with weighted-cascade propensities by default.</value>
    public CascadeModel Model { get; init; } = new();

    /// <summary>What a customer who is reached counts.</summary>
    /// <value><see cref="ReachMeasure.Customers"/> by default: one each.</value>
    public ReachMeasure Measure { get; init; } = ReachMeasure.Customers;

    /// <summary>The number of seeds, must-haves included; with a budget, the most seeds.</summary>
    /// <value>What was asked for; <see langword="null"/> where only the budget counts.</value>
    public int? Count { get; init; }

    /// <summary>The most that all seeds may cost together, must-haves included.</summary>
    /// <value>What was asked for; <see langword="null"/> where only the number counts. Above 0.</value>
    public double? Budget { get; init; }

    /// <summary>What it costs to win a customer as a seed, in the unit of <see cref="Budget"/>: 0 to 1e100, the same whenever it is asked.</summary>
    /// <value><see langword="null"/> by default: 1 each. Only together with a budget.</value>
    public Func<Customer<TKey>, double>? Cost { get; init; }

    /// <summary>Who may be a seed: the customers of another view of the same graph, such as <c>graph.For(Purpose.Seed, channel, asOf)</c>. To take part in word of mouth is one consent, to be contacted another.</summary>
    /// <value><see langword="null"/> by default: everybody in the view.</value>
    public CustomerGraphView<TKey>? Eligible { get; init; }

    /// <summary>Customers who are not to be seeds. The word travels through them all the same.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyCollection<TKey> Exclude { get; init; } = [];

    /// <summary>Customers who are seeds in any case, in this order, before all others. The certificate compares with the best plan that has them.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyCollection<TKey> MustHave { get; init; } = [];

    /// <summary>How often customers have been contacted already; who is not named has not.</summary>
    /// <value><see langword="null"/> by default. Needs <see cref="MaxContacts"/>.</value>
    public IReadOnlyDictionary<TKey, int>? Contacts { get; init; }

    /// <summary>How often a customer may be contacted: who has been already so often is no seed.</summary>
    /// <value><see langword="null"/> by default: any number. 1 or more; needs <see cref="Contacts"/>.</value>
    public int? MaxContacts { get; init; }

    /// <summary>The community, circle or shop that a customer belongs to; <see langword="null"/> for none.</summary>
    /// <value><see langword="null"/> by default. Needs <see cref="MaxPerGroup"/>.</value>
    public Func<Customer<TKey>, string?>? GroupOf { get; init; }

    /// <summary>The most seeds of one group; customers without a group do not count.</summary>
    /// <value><see langword="null"/> by default: any number. 1 or more; needs <see cref="GroupOf"/>.</value>
    public int? MaxPerGroup { get; init; }

    /// <summary>How far the certificate may stay below what greedy choice has for sure: <c>1 - 1/e - Epsilon</c> of the best possible for a number of seeds, <c>1/2 - Epsilon</c> with groups, <c>(1 - 1/e)/2 - Epsilon</c> with a budget.</summary>
    /// <value>0.1 by default; above 0, below 1.</value>
    public double Epsilon { get; init; } = 0.1;

    /// <summary>The probability with which the certificate may be wrong, all looks at it together.</summary>
    /// <value>0.01 by default; above 0, below 1. The literature takes 1 / customers.</value>
    public double Delta { get; init; } = 0.01;

    /// <summary>Whether to go on looking for a better plan once the certificate is reached, until the plan does as well on fresh sets as on those it was chosen on. Stopping at the certificate is faster and leaves a part of the reach unused.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool Refine { get; init; } = true;

    /// <summary>How much better the plan may look on the sets it was chosen on than on fresh ones, as a share of its reach, for refinement to end.</summary>
    /// <value>0.02 by default; above 0, below 1.</value>
    public double RefineTolerance { get; init; } = 0.02;

    /// <summary>The most bytes that sampled sets and their index may take, those in the making included. Stopping here is not an error: the plan comes with the certificate so far.</summary>
    /// <value>1 GiB by default; 64 KiB or more. What the graph takes and 40 bytes a customer of working space come on top.</value>
    public long MaxMemory { get; init; } = 1L << 30;

    /// <summary>The most sampled sets, those on which the plan is tried included.</summary>
    /// <value><see langword="null"/> by default: no limit. 1024 or more.</value>
    public long? MaxSets { get; init; }

    /// <summary>For how long to search. The first round is finished in any case. This and <see cref="StopEarly"/> are the only options that make the plan depend on the machine's speed.</summary>
    /// <value><see langword="null"/> by default: no limit. 0 or more.</value>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Ends the search with the best plan so far, where the method's own token would end it with an exception.</summary>
    /// <value>Never signalled by default.</value>
    public CancellationToken StopEarly { get; init; }

    /// <summary>How sure the intervals are. The certificate has a probability of its own, <see cref="Delta"/>.</summary>
    /// <value>0.95 by default; above 0, below 1.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Which random numbers. The same seed gives the same plan to the last bit.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>The number of threads. The plan is the same to the last bit for any number.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer on small graphs.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors("SeedOptions");
        errors.Require(Model is not null, $"{nameof(Model)} is null; expected a {nameof(CascadeModel)}");
        Model?.AddErrors(errors);
        errors.Require(Measure is not null, $"{nameof(Measure)} is null; expected one such as {nameof(ReachMeasure)}.{nameof(ReachMeasure.Customers)}");
        errors.Require(Count is null or >= 1, $"{nameof(Count)} is {Count}; expected 1 or more, or null where only {nameof(Budget)} counts");
        errors.Require(Count is not null || Budget is not null, $"{nameof(Count)} and {nameof(Budget)} are both null; expected one of them at least");
        errors.Require(Budget is null || (Budget > 0 && double.IsFinite(Budget.Value)), Invariant($"{nameof(Budget)} is {Budget}; expected a sum above 0"));
        errors.Require(Cost is null || Budget is not null, $"{nameof(Cost)} is set, but {nameof(Budget)} is not; set the budget that costs count against");
        errors.Require(Exclude is not null, $"{nameof(Exclude)} is null; expected customers, or an empty list");
        errors.Require(MustHave is not null, $"{nameof(MustHave)} is null; expected customers, or an empty list");
        errors.Require(MaxContacts is null or >= 1, $"{nameof(MaxContacts)} is {MaxContacts}; expected 1 or more");
        errors.Require(Contacts is null == MaxContacts is null, $"{nameof(Contacts)} and {nameof(MaxContacts)} need each other; set both or none");
        errors.Require(MaxPerGroup is null or >= 1, $"{nameof(MaxPerGroup)} is {MaxPerGroup}; expected 1 or more");
        errors.Require(GroupOf is null == MaxPerGroup is null, $"{nameof(GroupOf)} and {nameof(MaxPerGroup)} need each other; set both or none");
        RequireShare(errors, Epsilon, nameof(Epsilon));
        RequireShare(errors, Delta, nameof(Delta));
        RequireShare(errors, RefineTolerance, nameof(RefineTolerance));
        errors.RequireConfidence(Confidence, nameof(Confidence));
        errors.Require(MaxMemory >= LeastMemory, $"{nameof(MaxMemory)} is {MaxMemory} bytes; expected {LeastMemory} or more");
        errors.Require(MaxSets is null or >= 1024, $"{nameof(MaxSets)} is {MaxSets}; expected 1024 or more, or null for no limit");
        errors.Require(TimeBudget is null || TimeBudget >= TimeSpan.Zero, $"{nameof(TimeBudget)} is {TimeBudget}; expected 0 or more, or null for no limit");
        errors.RequireThreads(Threads, nameof(Threads));
        foreach ((TKey key, int contacts) in Contacts ?? new Dictionary<TKey, int>())
        {
            if (contacts < 0)
            {
                errors.Require(false, $"{nameof(Contacts)} of '{key}' is {contacts}; expected 0 or more");
                break;
            }
        }

        errors.ThrowIfAny();
    }

    /// <summary>What the plan depends on, for the receipt.</summary>
    internal string Text()
    {
        var parts = new List<string>();
        void Add(bool isSaid, string part)
        {
            if (isSaid)
            {
                parts.Add(part);
            }
        }

        Add(Count is not null, Invariant($"{Count} seeds"));
        Add(Budget is not null, Invariant($"budget {Budget}, cost {(Cost is null ? "1 each" : "given per customer")}"));
        Add(true, $"measured in {Measure}");
        Add(Eligible is not null, $"eligible: {Eligible}");
        Add(Exclude.Count > 0, Invariant($"{Exclude.Count} excluded"));
        Add(MustHave.Count > 0, Invariant($"{MustHave.Count} must-haves"));
        Add(MaxContacts is not null, Invariant($"contacted less than {MaxContacts} times"));
        Add(MaxPerGroup is not null, Invariant($"at most {MaxPerGroup} of a group"));
        Add(true, Invariant($"epsilon {Epsilon}, delta {Delta}, {(Refine ? Invariant($"refined to {RefineTolerance}") : "not refined")}"));
        Add(true, Invariant($"at most {MaxMemory} bytes"));
        Add(MaxSets is not null, Invariant($"at most {MaxSets} sets"));
        Add(TimeBudget is not null, $"at most {TimeBudget}");
        Add(true, Invariant($"confidence {Confidence}, seed {Seed}"));
        return string.Join(", ", parts);
    }

    private static void RequireShare(OptionErrors errors, double value, string option) =>
        errors.Require(value is > 0 and < 1, Invariant($"{option} is {value}; expected above 0 and below 1"));
}
