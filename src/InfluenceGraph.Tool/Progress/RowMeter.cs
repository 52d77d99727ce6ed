using System.Diagnostics;
using System.Globalization;

namespace InfluenceGraph.Tool.Progress;

/// <summary>Counts rows, and now and then tells the display how many there were and looks whether to stop.</summary>
internal sealed class RowMeter(long expected, Func<double>? fraction, Action<double, string> tell, CancellationToken stop)
{
    private const int RowsBetween = 1 << 14;

    private readonly long _start = Stopwatch.GetTimestamp();

    internal long Rows { get; private set; }

    internal void Count()
    {
        if (++Rows % RowsBetween == 0)
        {
            stop.ThrowIfCancellationRequested();
            double rate = Rows / Stopwatch.GetElapsedTime(_start).TotalSeconds;
            double done = fraction?.Invoke() ?? (expected > 0 ? Math.Min(1, (double)Rows / expected) : 0);
            tell(done, string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows, {rate:N0} a second"));
        }
    }

    /// <summary>The same items, counted as they pass.</summary>
    internal IEnumerable<T> Counted<T>(IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            Count();
            yield return item;
        }
    }
}
