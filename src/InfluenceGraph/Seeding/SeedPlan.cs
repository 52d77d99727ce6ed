using System.Globalization;
using System.Text;
using InfluenceGraph.Cascades;

namespace InfluenceGraph;

/// <summary>Whom to tell first, what that reaches, and how good it is for sure.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class SeedPlan<TKey>
    where TKey : notnull
{
    private readonly UsedViews _views;

    internal SeedPlan(IReadOnlyList<PlannedSeed<TKey>> seeds, Estimate reach, UsedViews views, Receipt receipt)
    {
        _views = views;
        Seeds = seeds;
        Reach = reach;
        Receipt = receipt;
    }

    /// <summary>The seeds in the order in which they were chosen: must-haves, then whoever adds most. The first so many are a good plan themselves.</summary>
    public IReadOnlyList<PlannedSeed<TKey>> Seeds { get; }

    /// <summary>The seeds' keys, in order.</summary>
    public IEnumerable<TKey> Customers => Seeds.Select(seed => seed.Customer);

    /// <summary>What the plan is expected to reach, seeds included, in the unit of <see cref="SeedOptions{TKey}.Measure"/>; from sampled sets that the seeds were not chosen on.</summary>
    public Estimate Reach { get; }

    /// <summary>What the seeds cost together; their number where there is no budget.</summary>
    public double TotalCost { get; internal init; }

    /// <summary>What the plan is expected to reach at least, with probability 1 - <see cref="SeedOptions{TKey}.Delta"/>.</summary>
    public double LowerBound { get; internal init; }

    /// <summary>What no allowed plan is expected to exceed, with the same probability.</summary>
    public double UpperBound { get; internal init; }

    /// <summary>The share of the best possible that the plan has for sure: <see cref="LowerBound"/> / <see cref="UpperBound"/>, both at once with probability 1 - <see cref="SeedOptions{TKey}.Delta"/>.</summary>
    public double CertifiedRatio { get; internal init; }

    /// <summary>The share that was asked for: <c>1 - 1/e - Epsilon</c> for a number of seeds; less with groups or a budget.</summary>
    public double RatioSought { get; internal init; }

    /// <summary>Whether <see cref="CertifiedRatio"/> is at least <see cref="RatioSought"/>.</summary>
    public bool IsGuaranteed => CertifiedRatio >= RatioSought;

    /// <summary>How much better the plan looked on the sets it was chosen on than on fresh ones, as a share of its reach.</summary>
    public double Flattery { get; internal init; }

    /// <summary>Why the search ended.</summary>
    public SeedStop StoppedBy { get; internal init; }

    /// <summary>Rounds of sampling.</summary>
    public int Rounds { get; internal init; }

    /// <summary>The sampled sets that the seeds were chosen on.</summary>
    public long SampledSets { get; internal init; }

    /// <summary>The sampled sets on which plans were tried, all rounds together; none of them was kept.</summary>
    public long TriedSets { get; internal init; }

    /// <summary>The most bytes that sampled sets and their index took at any time.</summary>
    public long SampledBytes { get; internal init; }

    /// <summary>How long the parts of the search took. Not part of what is the same on every machine.</summary>
    public SeedTimings Timings { get; internal init; }

    /// <summary>Which random numbers.</summary>
    public int Seed { get; internal init; }

    /// <summary>What the plan was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Compute again from a new view.</summary>
    public bool IsStale => _views.IsAnyStale;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because a permission or consent begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be computed again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => _views.IsAnyStaleAt(moment);

    /// <summary>The plan in a few lines: what it reaches, how good that is, and each seed with its reason.</summary>
    /// <returns>Text, invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Seeds.Count} seeds reach {Reach}; no plan reaches more than {UpperBound:#,0.###}: certified {100 * CertifiedRatio:0.0} % of the best possible ({(IsGuaranteed ? "as asked" : string.Create(CultureInfo.InvariantCulture, $"{100 * RatioSought:0.0} % asked"))}, {StoppedBy}, {SampledSets} sets, seed {Seed})");
        foreach (PlannedSeed<TKey> seed in Seeds)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{seed.Rank,4} {seed.Customer}: {seed.Reason}");
        }

        return text.ToString().TrimEnd();
    }
}

/// <summary>One seed of a plan.</summary>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
/// <param name="Rank">The place in the plan, from 1.</param>
/// <param name="Customer">The customer.</param>
/// <param name="Gain">What the seed is expected to add to those before; the gains of all add up to <see cref="SeedPlan{TKey}.Reach"/>. From sampled sets that the seeds were not chosen on.</param>
/// <param name="Reach">What this seed and those before are expected to reach together.</param>
/// <param name="Cost">What the seed costs; 1 where there is no budget.</param>
/// <param name="Overlap">The share of what the seed would reach alone that those before reach already, 0 to 1; as seen by the sets that it was chosen on.</param>
/// <param name="IsMustHave">Whether the seed was asked for by name.</param>
/// <param name="Reason">Why the seed is here, in words.</param>
public sealed record PlannedSeed<TKey>(int Rank, TKey Customer, Estimate Gain, Estimate Reach, double Cost, double Overlap, bool IsMustHave, string Reason)
    where TKey : notnull;

/// <summary>How long the parts of a search for seeds took.</summary>
/// <param name="Preparing">Making the graph ready to be sampled.</param>
/// <param name="Sampling">Drawing the sets to choose on, with their index.</param>
/// <param name="Choosing">Greedy choice and its bound.</param>
/// <param name="Trying">Trying plans on fresh sets.</param>
/// <param name="Certified">When the certificate that was asked for was first reached, from the start of the search; <see langword="null"/> where it was not.</param>
/// <param name="Total">The whole call.</param>
public readonly record struct SeedTimings(TimeSpan Preparing, TimeSpan Sampling, TimeSpan Choosing, TimeSpan Trying, TimeSpan? Certified, TimeSpan Total);
