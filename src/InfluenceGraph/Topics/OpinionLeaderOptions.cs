using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How opinion leaders are found. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record OpinionLeaderOptions
{
    /// <summary>How many leaders of each topic and community.</summary>
    /// <value>5 by default; 1 to 1000. Of a community at most half of the members, so that being a leader says something.</value>
    public int Top { get; init; } = 5;

    /// <summary>The least number of customers whose value must reach a leader for an interval to be given.</summary>
    /// <value>5 by default; at least 2.</value>
    public int MinEvidence { get; init; } = 5;

    /// <summary>How often the computation is repeated with the customers weighed anew at random.</summary>
    /// <value>64 by default, solved sixteen at a time side by side; 16 to 1024.</value>
    public int Replicates { get; init; } = 64;

    /// <summary>The share of the replicates that the interval of a value holds.</summary>
    /// <value>0.9 by default; above 0 and below 1. The ends rest on few replicates: raise <see cref="Replicates"/> with it.</value>
    public double Confidence { get; init; } = 0.9;

    /// <summary>The seed of the random weights.</summary>
    /// <value>1 by default.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>How value starts and moves.</summary>
    /// <value>The defaults of <see cref="TopicValueOptions"/>. Replicates stop at a residual of 1e-6 or its tolerance, whichever is larger.</value>
    public TopicValueOptions Value { get; init; } = new();

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Value);
        var errors = new OptionErrors(nameof(OpinionLeaderOptions));
        errors.Require(Top is >= 1 and <= 1000, $"{nameof(Top)} is {Top}; expected 1 to 1000");
        errors.Require(MinEvidence >= 2, $"{nameof(MinEvidence)} is {MinEvidence}; expected 2 or more");
        errors.Require(Replicates is >= 16 and <= 1024, Invariant($"{nameof(Replicates)} is {Replicates}; expected 16 to 1024"));
        errors.RequireConfidence(Confidence, nameof(Confidence));
        errors.ThrowIfAny();
        Value.Validate();
    }
}
