namespace InfluenceGraph;

/// <summary>The declared rules by which rows become a <see cref="CustomerGraph{TKey}"/>.</summary>
/// <remarks>Whatever a rule leaves out is counted in the <see cref="Receipt"/>; nothing is dropped silently.</remarks>
public sealed record CustomerGraphOptions
{
    /// <summary>What several rows for the same pair (same From, same To) mean together.</summary>
    /// <value><see cref="TieMerge.Sum"/> by default.</value>
    public TieMerge OnDuplicate { get; init; } = TieMerge.Sum;

    /// <summary>What a row whose From and To are the same customer means.</summary>
    /// <value><see cref="SelfTieRule.Skip"/> by default.</value>
    public SelfTieRule OnSelfTie { get; init; } = SelfTieRule.Skip;

    /// <summary>What a tie, a tag or a circle means that names a customer who was not added.</summary>
    /// <value><see cref="UnknownCustomerRule.Refuse"/> by default.</value>
    public UnknownCustomerRule OnUnknownCustomer { get; init; } = UnknownCustomerRule.Refuse;

    /// <summary>The own value of a customer who is added because a tie names them (<see cref="UnknownCustomerRule.Add"/>).</summary>
    /// <value>0 by default; 0 to 1e100. <see cref="CustomerGraph.FromTies{TKey}(IEnumerable{Tie{TKey}}, Func{CustomerGraphOptions, CustomerGraphOptions}?, ConsentLedger{TKey}?, CancellationToken)"/> gives each 1.</value>
    public double UnknownOwnValue { get; init; }

    /// <summary>What a tie means that is no longer in force at <see cref="AsOf"/>.</summary>
    /// <value><see cref="ExpiredTieRule.Skip"/> by default.</value>
    public ExpiredTieRule OnExpired { get; init; } = ExpiredTieRule.Skip;

    /// <summary>The moment for which the graph answers when a question names none. Needed only when ties carry dates.</summary>
    /// <value><see langword="null"/> by default: a graph with dated ties then wants a moment with each question.</value>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>What a missing consent means in <see cref="CustomerGraph{TKey}.For(Purpose, Channel, DateTimeOffset)"/>.</summary>
    /// <value><see cref="InfluenceGraph.ConsentPolicy.DenyUnlessGranted"/> by default.</value>
    public ConsentPolicy ConsentPolicy { get; init; } = ConsentPolicy.DenyUnlessGranted;

    /// <summary>The number of threads that build. The graph is the same to the last bit for any number.</summary>
    /// <value><see langword="null"/> by default: one per processor.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(CustomerGraphOptions));
        errors.RequireThreads(Threads, nameof(Threads));
        errors.RequireDefined(OnDuplicate, nameof(OnDuplicate));
        errors.RequireDefined(OnSelfTie, nameof(OnSelfTie));
        errors.RequireDefined(OnUnknownCustomer, nameof(OnUnknownCustomer));
        errors.Require(OwnValues.IsValid(UnknownOwnValue), FormattableString.Invariant($"{nameof(UnknownOwnValue)} is {UnknownOwnValue}; expected {OwnValues.Expected}"));
        errors.RequireDefined(OnExpired, nameof(OnExpired));
        errors.RequireDefined(ConsentPolicy, nameof(ConsentPolicy));
        errors.Require(
            OnExpired != ExpiredTieRule.Refuse || AsOf is not null,
            $"{nameof(OnExpired)} is {ExpiredTieRule.Refuse}, but {nameof(AsOf)} is not set; set the moment at which a tie counts as expired");
        errors.ThrowIfAny();
    }
}

/// <summary>What several rows for the same pair of customers mean together.</summary>
/// <remarks>An explicit no (permission 0) among the rows wins, except under <see cref="Latest"/> over a later yes.</remarks>
public enum TieMerge
{
    /// <summary>Influence weights add: strengths are summed, the permission is their strength-weighted mean.</summary>
    Sum,

    /// <summary>The row with the largest influence weight counts, the others do not.</summary>
    Strongest,

    /// <summary>The row with the latest <see cref="Tie{TKey}.Since"/> counts (none is earliest; of equal moments an explicit no, else the strongest).</summary>
    Latest,

    /// <summary>Two rows for one pair, in force at the same time, are an error.</summary>
    Refuse,
}

/// <summary>What a tie from a customer to themselves means.</summary>
public enum SelfTieRule
{
    /// <summary>It is left out and counted.</summary>
    Skip,

    /// <summary>It is kept: part of the value that would move on stays for another round.</summary>
    Keep,

    /// <summary>It is an error.</summary>
    Refuse,
}

/// <summary>What a tie, a tag or a circle that names an unknown customer means.</summary>
public enum UnknownCustomerRule
{
    /// <summary>It is an error that names the tie and the key.</summary>
    Refuse,

    /// <summary>The row is left out and counted; a circle loses the member.</summary>
    Skip,

    /// <summary>The customer is added with <see cref="CustomerGraphOptions.UnknownOwnValue"/> and counted.</summary>
    Add,
}

/// <summary>What a tie that is past its <see cref="Tie{TKey}.Until"/> means when the graph is built.</summary>
public enum ExpiredTieRule
{
    /// <summary>It is left out of every view of a later moment and counted there.</summary>
    Skip,

    /// <summary>It is an error.</summary>
    Refuse,
}
