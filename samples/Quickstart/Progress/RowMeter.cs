using System.Diagnostics;
using System.Globalization;
using Quickstart.Csv;

namespace Quickstart.Progress;

/// <summary>Counts rows, and now and then tells the display how many there were and looks whether to stop.</summary>
internal sealed class RowMeter(CsvTable table, Action<double, string> tell, CancellationToken stop)
{
    private const int RowsBetween = 1 << 15;

    private readonly long _start = Stopwatch.GetTimestamp();

    internal long Rows { get; private set; }

    internal void Count()
    {
        if (++Rows % RowsBetween == 0)
        {
            stop.ThrowIfCancellationRequested();
            double rate = Rows / Stopwatch.GetElapsedTime(_start).TotalSeconds;
            tell(table.Fraction, string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows, {rate:N0} a second"));
        }
    }
}
