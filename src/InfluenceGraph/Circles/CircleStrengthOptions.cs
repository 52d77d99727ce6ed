namespace InfluenceGraph;

/// <summary>How the strength of circles is measured.</summary>
public sealed record CircleStrengthOptions
{
    /// <summary>How much each part counts.</summary>
    /// <value>The weights of version "circle-1" by default.</value>
    public CircleWeights Weights { get; init; } = new();

    /// <summary>How many members a circle needs for a score; with fewer there is not enough evidence.</summary>
    /// <value>3 by default, and no fewer.</value>
    public int MinMembers { get; init; } = 3;

    /// <summary>After which time without contact a tie counts half for recency.</summary>
    /// <value>180 days by default; above 0.</value>
    public TimeSpan RecencyHalfLife { get; init; } = TimeSpan.FromDays(180);

    /// <summary>The confidence of the intervals.</summary>
    /// <value>0.95 by default; above 0 and below 1.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How many threads work.</summary>
    /// <value><see langword="null"/> by default: one per processor, fewer for small graphs; 1 to 1024. The answer does not depend on it.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(CircleStrengthOptions));
        if (Weights is null)
        {
            errors.Require(condition: false, $"{nameof(Weights)} is null; expected weights");
        }
        else
        {
            Weights.Validate(errors);
        }

        errors.Require(MinMembers >= 3, $"{nameof(MinMembers)} is {MinMembers}; expected 3 or more");
        errors.Require(RecencyHalfLife > TimeSpan.Zero, $"{nameof(RecencyHalfLife)} is {RecencyHalfLife}; expected above 0");
        errors.RequireConfidence(Confidence, nameof(Confidence));
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }
}
