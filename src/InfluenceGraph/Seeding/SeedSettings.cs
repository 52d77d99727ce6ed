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
    /// <summary>What the smallest round may choose on.</summary>
    internal const long FirstSets = 256;

    /// <summary>With small sets no round is worth its while before it has so many.</summary>
    internal const long FewSets = 2048;

    /// <summary>With large ones, before its sets have so many nodes together.</summary>
    internal const long FewNodes = 1 << 18;

    /// <summary>On a small graph a certificate is loose only for want of sets, and so many cost next to nothing.</summary>
    internal const long CheapBytes = 2 << 20;
}
