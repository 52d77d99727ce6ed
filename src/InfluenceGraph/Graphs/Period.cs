namespace InfluenceGraph.Graphs;

/// <summary>A half-open period in UTC ticks.</summary>
internal readonly record struct Period(long Since, long Until)
{
    internal static Period Always { get; } = new(long.MinValue, long.MaxValue);

    internal bool Contains(long moment) => Since <= moment && moment < Until;

    internal bool Overlaps(Period other) => Since < other.Until && other.Since < Until;

    internal static Period Of(DateTimeOffset? since, DateTimeOffset? until) =>
        new(since?.UtcTicks ?? long.MinValue, until?.UtcTicks ?? long.MaxValue);
}
