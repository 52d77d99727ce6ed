namespace InfluenceGraph;

/// <summary>How much each part of a circle's strength counts. Only the ratios matter; the version names them in every receipt.</summary>
/// <remarks>With weights of 0 or more, a circle's score rises with each of its parts.</remarks>
public sealed record CircleWeights
{
    /// <summary>What the weights are called, so that two scores can be compared only where they mean the same.</summary>
    /// <value>"circle-1" by default. Choose another text with other weights.</value>
    public string Version { get; init; } = "circle-1";

    /// <summary>The weight of <see cref="CircleParts.Permission"/>.</summary>
    /// <value>0.25 by default; 0 or more.</value>
    public double Permission { get; init; } = 0.25;

    /// <summary>The weight of <see cref="CircleParts.Reciprocity"/>.</summary>
    /// <value>0.2 by default; 0 or more.</value>
    public double Reciprocity { get; init; } = 0.2;

    /// <summary>The weight of <see cref="CircleParts.Closure"/>.</summary>
    /// <value>0.15 by default; 0 or more.</value>
    public double Closure { get; init; } = 0.15;

    /// <summary>The weight of <see cref="CircleParts.Density"/>.</summary>
    /// <value>0.1 by default; 0 or more.</value>
    public double Density { get; init; } = 0.1;

    /// <summary>The weight of <see cref="CircleParts.Recency"/>; the others take its place where no last contact is known.</summary>
    /// <value>0.15 by default; 0 or more.</value>
    public double Recency { get; init; } = 0.15;

    /// <summary>The weight of <see cref="CircleParts.Seclusion"/>.</summary>
    /// <value>0.15 by default; 0 or more.</value>
    public double Seclusion { get; init; } = 0.15;

    /// <summary>Version and weights.</summary>
    /// <returns>One line, invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Version} (permission {Permission}, reciprocity {Reciprocity}, closure {Closure}, density {Density}, recency {Recency}, seclusion {Seclusion})");

    /// <summary>The weighted mean of the parts that are known, 0 to 100; <see langword="null"/> where none of them counts.</summary>
    internal double? ScoreOf(in CircleParts parts)
    {
        double weights = Permission + Reciprocity + Closure + Density + Seclusion;
        double sum = (Permission * parts.Permission) + (Reciprocity * parts.Reciprocity) + (Closure * parts.Closure)
            + (Density * parts.Density) + (Seclusion * parts.Seclusion);
        if (parts.Recency is double recency)
        {
            weights += Recency;
            sum += Recency * recency;
        }

        return weights > 0 ? Math.Min(100, 100 * sum / weights) : null;
    }

    internal void Validate(OptionErrors errors)
    {
        errors.Require(!string.IsNullOrWhiteSpace(Version), $"{nameof(Version)} of the weights is empty; expected a name for them");
        double sum = 0;
        foreach ((string name, double weight) in (ReadOnlySpan<(string, double)>)
            [
                (nameof(Permission), Permission),
                (nameof(Reciprocity), Reciprocity),
                (nameof(Closure), Closure),
                (nameof(Density), Density),
                (nameof(Recency), Recency),
                (nameof(Seclusion), Seclusion),
            ])
        {
            errors.Require(weight is >= 0 and <= 1e6, FormattableString.Invariant($"the weight of {name} is {weight}; expected 0 to 1,000,000"));
            sum += weight;
        }

        errors.Require(!(sum <= 0), "all weights are 0; expected at least one above");
    }
}
