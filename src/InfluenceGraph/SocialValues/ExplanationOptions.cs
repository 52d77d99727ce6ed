namespace InfluenceGraph;

/// <summary>How far an explanation goes.</summary>
public sealed record ExplanationOptions
{
    /// <summary>How many ties and how many customers are named; the rest is one sum each.</summary>
    /// <value>10 by default; 0 or more.</value>
    public int Top { get; init; } = 10;

    /// <summary>Tracing stops when no more than this share of the score is untraced.</summary>
    /// <value>1e-6 by default; 0 to below 1.</value>
    public double UntracedShare { get; init; } = 1e-6;

    /// <summary>Or when about this many ties were looked at. <see cref="Explanation{TKey}.Untraced"/> says what is then left.</summary>
    /// <value>100,000 by default, some milliseconds; 0 or more. The customer's own ties are always looked at.</value>
    public long MaxTieVisits { get; init; } = 100_000;

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(ExplanationOptions));
        errors.Require(Top >= 0, $"{nameof(Top)} is {Top}; expected 0 or more");
        errors.Require(UntracedShare is >= 0 and < 1, FormattableString.Invariant($"{nameof(UntracedShare)} is {UntracedShare}; expected 0 or more and below 1"));
        errors.Require(MaxTieVisits >= 0, $"{nameof(MaxTieVisits)} is {MaxTieVisits}; expected 0 or more");
        errors.ThrowIfAny();
    }
}
