namespace InfluenceGraph.Data.Stores;

/// <summary>Moments as a store holds them: microseconds since 1970-01-01 UTC, which every database and data frame reads; finer parts are cut off.</summary>
internal static class StoreMoments
{
    internal const string Now = "CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)";

    private static readonly long _epoch = DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerMicrosecond;

    internal static long ToMicroseconds(DateTimeOffset moment) => (moment.UtcTicks / TimeSpan.TicksPerMicrosecond) - _epoch;

    internal static long? ToMicroseconds(DateTimeOffset? moment) => moment is DateTimeOffset known ? ToMicroseconds(known) : null;

    internal static DateTimeOffset ToMoment(long microseconds) => new((microseconds + _epoch) * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    internal static DateTimeOffset? ToMoment(long? microseconds) => microseconds is long known ? ToMoment(known) : null;

    /// <summary>SQL that shows a column as ISO 8601 in UTC, always with six digits, so that the texts sort as the moments do.</summary>
    internal static string Iso(string column)
    {
        string fraction = $"(({column} % 1000000 + 1000000) % 1000000)";
        return $"strftime('%Y-%m-%dT%H:%M:%S', ({column} - {fraction}) / 1000000, 'unixepoch') || printf('.%06dZ', {fraction})";
    }
}
