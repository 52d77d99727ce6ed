using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How communities that overlap are found.</summary>
public sealed record OverlappingCommunityOptions
{
    /// <summary>How often each customer listens to all neighbours.</summary>
    /// <value>100 by default; 20 to 10,000. Each takes 4 bytes a customer.</value>
    public int Rounds { get; init; } = 100;

    /// <summary>The least share of what a customer heard that makes a membership.</summary>
    /// <value>0.15 by default; above 0 and at most 0.5, the point from which nobody could be in two communities. A customer's largest share always counts.</value>
    public double Threshold { get; init; } = 0.15;

    /// <summary>The seed of the random choices.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(OverlappingCommunityOptions));
        errors.Require(Rounds is >= 20 and <= 10_000, $"{nameof(Rounds)} is {Rounds}; expected 20 to 10000");
        errors.Require(Threshold is > 0 and <= 0.5, Invariant($"{nameof(Threshold)} is {Threshold}; expected above 0 and at most 0.5"));
        errors.ThrowIfAny();
    }
}
