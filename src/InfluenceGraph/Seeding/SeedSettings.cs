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
}
