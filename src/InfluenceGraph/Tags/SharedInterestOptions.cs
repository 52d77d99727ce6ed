using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How groups of shared interests are found. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record SharedInterestOptions
{
    /// <summary>The least number of members. Smaller groups join the most similar one, or are left over where none is similar enough.</summary>
    /// <value>5 by default; at least 2.</value>
    public int MinGroupSize { get; init; } = 5;

    /// <summary>Tags that fewer customers have are merged into the tag that stands beside them most often.</summary>
    /// <value>3 by default; at least 1, which merges none.</value>
    public int MinTagCount { get; init; } = 3;

    /// <summary>With how many most similar customers each customer is linked.</summary>
    /// <value>10 by default; 1 to 1000. More gives larger groups.</value>
    public int Neighbours { get; init; } = 10;

    /// <summary>The least similarity at which two customers are linked and a small group joins another one.</summary>
    /// <value>0.1 by default; 0 to 1.</value>
    public double MinSimilarity { get; init; } = 0.1;

    /// <summary>How fine the groups are: more makes more and smaller ones.</summary>
    /// <value>1 by default; above 0.</value>
    public double Resolution { get; init; } = 1;

    /// <summary>How many characteristic tags of a group are named.</summary>
    /// <value>5 by default; 1 to 100.</value>
    public int Tags { get; init; } = 5;

    /// <summary>Whether tags that the enterprise concluded count like those that customers declared.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool UseInferredTags { get; init; } = true;

    /// <summary>The number of threads. The groups are the same for any number.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer on small graphs.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(SharedInterestOptions));
        errors.Require(MinGroupSize >= 2, $"{nameof(MinGroupSize)} is {MinGroupSize}; expected 2 or more, as one customer shares nothing");
        errors.Require(MinTagCount >= 1, $"{nameof(MinTagCount)} is {MinTagCount}; expected 1 or more");
        errors.Require(Neighbours is >= 1 and <= 1000, $"{nameof(Neighbours)} is {Neighbours}; expected 1 to 1000");
        errors.Require(MinSimilarity is >= 0 and <= 1, Invariant($"{nameof(MinSimilarity)} is {MinSimilarity}; expected 0 to 1"));
        errors.Require(Resolution > 0 && double.IsFinite(Resolution), Invariant($"{nameof(Resolution)} is {Resolution}; expected above 0"));
        errors.Require(Tags is >= 1 and <= 100, $"{nameof(Tags)} is {Tags}; expected 1 to 100");
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }
}
