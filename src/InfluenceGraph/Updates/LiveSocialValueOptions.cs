using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How a social value is kept up to date. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record LiveSocialValueOptions
{
    /// <summary>The smallest tolerance: below it rounding decides.</summary>
    private const double LeastTolerance = 1e-15;

    /// <summary>The word-of-mouth share <c>d</c>, as in <see cref="SocialValueOptions{TKey}.Damping"/>.</summary>
    /// <value>0.85 by default, from 0 to below 1.</value>
    public double Damping { get; init; } = 0.85;

    /// <summary>What becomes of value that would move on from a customer whom nobody can reach.</summary>
    /// <value><see cref="UnreachedPolicy.Keep"/> by default. Under <see cref="UnreachedPolicy.Uniform"/> a change that moves much of such value costs a pass over all customers.</value>
    public UnreachedPolicy Unreached { get; init; } = UnreachedPolicy.Keep;

    /// <summary>The share of all value that may be with the wrong customers, all of them together. After each batch the scores are that good, however many came before.</summary>
    /// <remarks>What a change costs grows as 1 / tolerance, and hardly with the number of customers.</remarks>
    /// <value>1e-4 by default; 1e-15 to below 1. Where rounding alone is more than that, <see cref="SocialValueSnapshot{TKey}.IsWithinTolerance"/> says so.</value>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>What a change means that ties a customer to themselves.</summary>
    /// <value><see cref="SelfTieRule.Skip"/> by default: counted, not applied.</value>
    public SelfTieRule OnSelfTie { get; init; } = SelfTieRule.Skip;

    /// <summary>The number of threads for the first computation. The result is the same to the last bit for any number. Batches are applied by one thread.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer on small graphs.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(LiveSocialValueOptions));
        errors.Require(Damping is >= 0 and < 1, Invariant($"{nameof(Damping)} is {Damping}; expected 0 or more and below 1 (at 1 value would never stop anywhere)"));
        errors.Require(Tolerance is >= LeastTolerance and < 1, Invariant($"{nameof(Tolerance)} is {Tolerance}; expected {LeastTolerance} or more and below 1, as a share of all value"));
        errors.RequireDefined(Unreached, nameof(Unreached));
        errors.RequireDefined(OnSelfTie, nameof(OnSelfTie));
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }
}
