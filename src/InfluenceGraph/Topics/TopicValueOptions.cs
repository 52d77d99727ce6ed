using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How social value by topic is computed. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record TopicValueOptions
{
    /// <summary>The word-of-mouth share <c>d</c>, as in <see cref="SocialValueOptions{TKey}.Damping"/>.</summary>
    /// <value>0.85 by default; from 0 to below 1.</value>
    public double Damping { get; init; } = 0.85;

    /// <summary>What becomes of value that would move on from a customer whom nobody can reach.</summary>
    /// <value><see cref="UnreachedPolicy.Keep"/> by default.</value>
    public UnreachedPolicy Unreached { get; init; } = UnreachedPolicy.Keep;

    /// <summary>Whether each customer starts with 1 in place of their own value, so that a topic counts customers and not money.</summary>
    /// <value><see langword="false"/> by default: own values.</value>
    public bool CountCustomers { get; init; }

    /// <summary>Whether tags that the enterprise concluded count like those that customers declared.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool UseInferredTags { get; init; } = true;

    /// <summary>The share of a topic's value that may still be on its way when its computation stops.</summary>
    /// <value>1e-10 by default; 0 to below 1. 0 runs all of <see cref="MaxIterations"/> unless nothing moves any more.</value>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>The most sweeps over all ties.</summary>
    /// <value>1000 by default; at least 1.</value>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>The number of threads. The result is the same to the last bit for any number.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer on small graphs.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(TopicValueOptions));
        errors.Require(Damping is >= 0 and < 1, Invariant($"{nameof(Damping)} is {Damping}; expected 0 or more and below 1 (at 1 value would never stop anywhere)"));
        errors.Require(Tolerance is >= 0 and < 1, Invariant($"{nameof(Tolerance)} is {Tolerance}; expected 0 or more and below 1, as a share of a topic's value"));
        errors.Require(MaxIterations >= 1, $"{nameof(MaxIterations)} is {MaxIterations}; expected 1 or more");
        errors.RequireThreads(Threads, nameof(Threads));
        errors.RequireDefined(Unreached, nameof(Unreached));
        errors.ThrowIfAny();
    }
}
