namespace InfluenceGraph.Seeding;

/// <summary>How long to search.</summary>
internal sealed record SeedSettings(
    ulong Seed,
    double Epsilon,
    double Delta,
    double? FlatteryLimit,
    long MaxBytes,
    long MaxSets,
    TimeSpan? TimeBudget,
    int Workers,
    CancellationToken StopEarly)
{
    internal const long FirstSets = 2048;

    /// <summary>On a small graph a certificate is loose only for want of sets, and so many cost next to nothing.</summary>
    internal const long CheapBytes = 2 << 20;
}
