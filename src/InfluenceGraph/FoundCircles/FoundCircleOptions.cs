using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How circles are found around a customer. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record FoundCircleOptions
{
    /// <summary>How broad circles are.</summary>
    /// <value><see cref="CircleGrain.Broad"/> by default.</value>
    public CircleGrain Grain { get; init; } = CircleGrain.Broad;

    /// <summary>The least number of members.</summary>
    /// <value>3 by default; at least 2.</value>
    public int MinSize { get; init; } = 3;

    /// <summary>The most circles that are told of an owner: those with most evidence.</summary>
    /// <value><see langword="null"/> by default: all; at least 1. The others are counted in <see cref="FoundCircleResult{TKey}.NotTold"/>.</value>
    public int? MaxCircles { get; init; }

    /// <summary>The least <see cref="FoundCircle{TKey}.Evidence"/>. More leaves only circles that stand out clearly.</summary>
    /// <value>0 by default: likelier than not; 0 or more. 2 is 100 to 1.</value>
    public double MinEvidence { get; init; }

    /// <summary>How much tags count beside ties when it is judged whether somebody belongs to a circle.</summary>
    /// <value>0 by default (ties only) to 1 (tags alone decide, still only among people tied to a member). Without effect where nobody around the owner has a tag.</value>
    public double TagShare { get; init; }

    /// <summary>How many tags that stand out in a circle are named.</summary>
    /// <value>3 by default; 0 to 100.</value>
    public int Tags { get; init; } = 3;

    /// <summary>The seed of the orders in which the search begins.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>How many threads work when circles are found for many owners; those of one owner are found on one.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer for small graphs; 1 to 1024. The answer does not depend on it.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(FoundCircleOptions));
        errors.RequireDefined(Grain, nameof(Grain));
        errors.Require(MinSize >= 2, $"{nameof(MinSize)} is {MinSize}; expected 2 or more, as one person alone is no circle");
        errors.Require(MaxCircles is null or >= 1, $"{nameof(MaxCircles)} is {MaxCircles}; expected 1 or more, or null for all");
        errors.Require(MinEvidence >= 0 && double.IsFinite(MinEvidence), Invariant($"{nameof(MinEvidence)} is {MinEvidence}; expected 0 or more"));
        errors.Require(TagShare is >= 0 and <= 1, Invariant($"{nameof(TagShare)} is {TagShare}; expected 0 to 1"));
        errors.Require(Tags is >= 0 and <= 100, $"{nameof(Tags)} is {Tags}; expected 0 to 100");
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }

    internal string Text(string owners) => Invariant(
        $"circles found around {owners}; {Grain}, MinSize {MinSize}, MaxCircles {(MaxCircles is int most ? Invariant($"{most}") : "all")}, MinEvidence {MinEvidence}, TagShare {TagShare}, Tags {Tags}, Seed {Seed}");
}
