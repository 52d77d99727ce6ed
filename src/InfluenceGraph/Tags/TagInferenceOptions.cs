using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How tags are inferred from ties. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record TagInferenceOptions
{
    /// <summary>The least number of tied people who declared any tag.</summary>
    /// <value>3 by default; at least 1. With fewer nothing is inferred: that is not enough evidence, and no evidence against a tag.</value>
    public int MinEvidence { get; init; } = 3;

    /// <summary>The least probability at which a tag is suggested.</summary>
    /// <value>0.3 by default; above 0 to 1.</value>
    public double MinProbability { get; init; } = 0.3;

    /// <summary>How many tied people's worth of evidence the tag's frequency among all customers counts.</summary>
    /// <value>2 by default; above 0. More makes inference more cautious.</value>
    public double PriorStrength { get; init; } = 2;

    /// <summary>How many tags are suggested to a customer at most.</summary>
    /// <value>5 by default; 1 to 1000.</value>
    public int Top { get; init; } = 5;

    /// <summary>The probability that the interval holds.</summary>
    /// <value>0.9 by default; above 0 and below 1.</value>
    public double Confidence { get; init; } = 0.9;

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(TagInferenceOptions));
        errors.Require(MinEvidence >= 1, $"{nameof(MinEvidence)} is {MinEvidence}; expected 1 or more");
        errors.Require(MinProbability is > 0 and <= 1, Invariant($"{nameof(MinProbability)} is {MinProbability}; expected above 0 to 1"));
        errors.Require(PriorStrength is > 0 and <= 1e6, Invariant($"{nameof(PriorStrength)} is {PriorStrength}; expected above 0 to 1,000,000"));
        errors.Require(Top is >= 1 and <= 1000, $"{nameof(Top)} is {Top}; expected 1 to 1000");
        errors.RequireConfidence(Confidence, nameof(Confidence));
        errors.ThrowIfAny();
    }
}
