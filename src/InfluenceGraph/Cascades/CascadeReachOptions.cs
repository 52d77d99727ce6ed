using static System.FormattableString;

namespace InfluenceGraph;

/// <summary>How the reach of given customers is estimated. Every option has a default; change one with <c>o => o with { ... }</c>.</summary>
public sealed record CascadeReachOptions
{
    /// <summary>The most worlds that one answer can be made of.</summary>
    internal const int WorldsLimit = 100_000_000;

    /// <summary>How a word travels.</summary>
    /// <value>The independent cascade with weighted-cascade propensities by default, without limits.</value>
    public CascadeModel Model { get; init; } = new();

    /// <summary>What a customer who is reached counts.</summary>
    /// <value><see cref="ReachMeasure.Customers"/> by default: one each.</value>
    public ReachMeasure Measure { get; init; } = ReachMeasure.Customers;

    /// <summary>The half width of the interval, as a share of the reach, at which the simulation may stop.</summary>
    /// <value>0.01 by default: the interval reaches 1 % to either side. From 0 to below 1; 0 runs all of <see cref="MaxWorlds"/>.</value>
    public double Precision { get; init; } = 0.01;

    /// <summary>How sure the intervals are.</summary>
    /// <value>0.95 by default; above 0, below 1.</value>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The fewest worlds to simulate, so that what happens in few worlds is not missed. An event of probability p is missed altogether with probability <c>(1 - p)^worlds</c>.</summary>
    /// <value>2,000 by default; at least 2.</value>
    public int MinWorlds { get; init; } = 2_000;

    /// <summary>The most worlds to simulate. Stopping here is not an error: see <see cref="CascadeReachResult{TKey}.ReachedPrecision"/>.</summary>
    /// <value>1,000,000 by default; at least <see cref="MinWorlds"/>, at most 100,000,000.</value>
    public int MaxWorlds { get; init; } = 1_000_000;

    /// <summary>The time between two points of the curve, where the model has a <see cref="CascadeModel.Delay"/>.</summary>
    /// <value><see langword="null"/> by default: a twentieth of the time limit, or of the longest time seen in a few worlds where there is no limit. A curve has at most 10,000 points; what comes later is in its last.</value>
    public TimeSpan? CurveStep { get; init; }

    /// <summary>Which random worlds. The same seed gives the same bits on any number of threads.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>The number of threads; each needs memory of its own, about 200 bytes for each customer who can be reached.</summary>
    /// <value><see langword="null"/> by default: one per processor.</value>
    public int? Threads { get; init; }

    internal void Validate()
    {
        var errors = new OptionErrors(nameof(CascadeReachOptions));
        errors.Require(Model is not null, $"{nameof(Model)} is null; expected a {nameof(CascadeModel)}");
        Model?.AddErrors(errors);
        errors.Require(Measure is not null, $"{nameof(Measure)} is null; expected one such as {nameof(ReachMeasure)}.{nameof(ReachMeasure.Customers)}");
        errors.Require(Precision is >= 0 and < 1, Invariant($"{nameof(Precision)} is {Precision}; expected 0 or more and below 1, as a share of the reach"));
        errors.RequireConfidence(Confidence, nameof(Confidence));
        errors.Require(MinWorlds >= 2, $"{nameof(MinWorlds)} is {MinWorlds}; expected 2 or more");
        errors.Require(MaxWorlds >= MinWorlds && MaxWorlds <= WorldsLimit, $"{nameof(MaxWorlds)} is {MaxWorlds}; expected {nameof(MinWorlds)} ({MinWorlds}) to {WorldsLimit}");
        errors.Require(CurveStep is null || CurveStep > TimeSpan.Zero, $"{nameof(CurveStep)} is {CurveStep}; expected more than 0, or null");
        errors.Require(CurveStep is null || Model?.Delay is not null, $"{nameof(CurveStep)} is set, but the model has no {nameof(CascadeModel.Delay)}; set how long the word takes on a tie, or leave the curve to hops");
        errors.RequireThreads(Threads, nameof(Threads));
        errors.ThrowIfAny();
    }

    /// <summary>What a receipt says beside the model.</summary>
    internal string Describe() => Invariant(
        $"measure {Measure}, Precision {Precision}, Confidence {Confidence}, MinWorlds {MinWorlds}, MaxWorlds {MaxWorlds}, Seed {Seed}{(CurveStep is null ? "" : $", CurveStep {CurveStep}")}");
}
