namespace InfluenceGraph;

/// <summary>Where the quadrants of spend against social value are divided.</summary>
public sealed record SpendAgainstSocialOptions
{
    /// <summary>Which fraction of customers counts as the top, by each of the two values.</summary>
    /// <value>0.2 by default; above 0 and below 1. Customers with the same value as the last of the top belong to it; who has 0 never does.</value>
    public double TopFraction { get; init; } = 0.2;

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(SpendAgainstSocialOptions));
        errors.Require(TopFraction is > 0 and < 1, FormattableString.Invariant($"{nameof(TopFraction)} is {TopFraction}; expected above 0 and below 1. Divide percentages by 100"));
        errors.ThrowIfAny();
    }
}
