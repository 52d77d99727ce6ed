namespace InfluenceGraph;

/// <summary>What makes a customer like the members of a list.</summary>
public sealed record LookAlikeOptions
{
    /// <summary>How much tags count beside ties.</summary>
    /// <value>0.5 by default; 0 (ties only) to 1 (tags only). Where no member has a tag, ties count alone; where none has a tie, tags do.</value>
    public double TagShare { get; init; } = 0.5;

    /// <summary>The probability with which the walk by which closeness is measured goes on at each step.</summary>
    /// <value>0.85 by default; above 0 and below 1. Smaller looks at the near neighbourhood only.</value>
    public double Damping { get; init; } = 0.85;

    /// <summary>How many threads work.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer for small graphs; 1 to 1024. The answer does not depend on it.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(LookAlikeOptions));
        errors.Require(TagShare is >= 0 and <= 1, FormattableString.Invariant($"{nameof(TagShare)} is {TagShare}; expected 0 to 1"));
        errors.Require(Damping is > 0 and < 1, FormattableString.Invariant($"{nameof(Damping)} is {Damping}; expected above 0 and below 1"));
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }
}
