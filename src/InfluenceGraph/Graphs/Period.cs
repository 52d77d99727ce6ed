namespace InfluenceGraph.Graphs;

/// <summary>A half-open period in UTC ticks.</summary>
internal readonly record struct Period(long Since, long Until)
{
    internal static Period Always { get; } = new(long.MinValue, long.MaxValue);

    /// <summary>The beginning, or <see langword="null"/> for "always has".</summary>
    internal DateTimeOffset? SinceMoment => Since == long.MinValue ? null : new(Since, TimeSpan.Zero);

    /// <summary>The end, or <see langword="null"/> for "until further notice".</summary>
    internal DateTimeOffset? UntilMoment => Until == long.MaxValue ? null : new(Until, TimeSpan.Zero);

    internal bool Contains(long moment) => Since <= moment && moment < Until;

    internal bool Overlaps(Period other) => Since < other.Until && other.Since < Until;

    internal static Period Of(DateTimeOffset? since, DateTimeOffset? until) =>
        new(since?.UtcTicks ?? long.MinValue, until?.UtcTicks ?? long.MaxValue);
}
