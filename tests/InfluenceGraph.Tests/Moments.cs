namespace InfluenceGraph.Tests;

/// <summary>Three moments for tests about what holds from when to when.</summary>
internal static class Moments
{
    internal static DateTimeOffset January { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static DateTimeOffset March { get; } = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    internal static DateTimeOffset June { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
}
