namespace InfluenceGraph;

/// <summary>How good the plan is that a search for seeds would give if it were stopped now.</summary>
/// <param name="Round">The round of sampling, from 1; each has twice the sets of the one before.</param>
/// <param name="SampledSets">The sampled sets that seeds are chosen on.</param>
/// <param name="SampledBytes">What they take, index included.</param>
/// <param name="Reach">What the present plan reaches, on sets that it was not chosen on; 0 while no plan was tried yet.</param>
/// <param name="UpperBound">What no allowed plan reaches, as known so far.</param>
/// <param name="CertifiedRatio">The share of the best possible that the present plan has for sure; 0 while no plan was tried yet.</param>
/// <param name="IsGuaranteed">Whether the share that was asked for is reached, so that only refinement goes on.</param>
public readonly record struct SeedProgress(int Round, long SampledSets, long SampledBytes, double Reach, double UpperBound, double CertifiedRatio, bool IsGuaranteed);

/// <summary>Why a search for seeds ended.</summary>
public enum SeedStop
{
    /// <summary>The plan reaches on fresh sets what it promised on those it was chosen on; more sampling would hardly change it.</summary>
    Refined,

    /// <summary>The certificate was reached, and <see cref="SeedOptions{TKey}.Refine"/> is off.</summary>
    Certificate,

    /// <summary>No word can travel at all, so nothing had to be sampled.</summary>
    Exact,

    /// <summary><see cref="SeedOptions{TKey}.MaxMemory"/> is used up.</summary>
    MaxMemory,

    /// <summary><see cref="SeedOptions{TKey}.MaxSets"/> is reached.</summary>
    MaxSets,

    /// <summary><see cref="SeedOptions{TKey}.TimeBudget"/> is used up.</summary>
    TimeBudget,

    /// <summary><see cref="SeedOptions{TKey}.StopEarly"/> was signalled.</summary>
    Request,
}
