using System.Globalization;

namespace NotebookKit;

/// <summary>From a number to a pixel, with marks at round numbers.</summary>
internal sealed class Axis
{
    private readonly double _least;
    private readonly double _most;
    private readonly double _start;
    private readonly double _end;
    private readonly bool _isLog;

    private Axis(double least, double most, double start, double end, bool isLog, double[] ticks) =>
        (_least, _most, _start, _end, _isLog, Ticks) = (least, most, start, end, isLog, ticks);

    internal double[] Ticks { get; }

    /// <summary>An axis around these numbers, whose ends are round.</summary>
    internal static Axis Around(IEnumerable<double> numbers, double start, double end, bool isLog, bool fromZero, int ticks)
    {
        double[] known = [.. numbers.Where(number => double.IsFinite(number) && (!isLog || number > 0))];
        double least = known.DefaultIfEmpty(isLog ? 1 : 0).Min();
        double most = known.DefaultIfEmpty(1).Max();
        return isLog ? Log(least, most, start, end) : Linear(fromZero ? Math.Min(0, least) : least, fromZero ? Math.Max(0, most) : most, start, end, ticks);
    }

    internal double Place(double number) => _isLog
        ? _start + ((_end - _start) * Math.Log(Math.Max(number, _least) / _least) / Math.Log(_most / _least))
        : _start + ((_end - _start) * (number - _least) / (_most - _least));

    internal static string Text(double number) => Math.Abs(number) switch
    {
        0 => "0",
        >= 1e9 => $"{(number / 1e9).ToString("0.##", CultureInfo.InvariantCulture)} G",
        >= 1e6 => $"{(number / 1e6).ToString("0.##", CultureInfo.InvariantCulture)} M",
        >= 1e-4 => number.ToString("#,0.####", CultureInfo.InvariantCulture),
        _ => number.ToString("0.#e0", CultureInfo.InvariantCulture),
    };

    private static Axis Linear(double least, double most, double start, double end, int ticks)
    {
        if (most <= least)
        {
            (least, most) = (least - Math.Max(1, Math.Abs(least) / 2), most + Math.Max(1, Math.Abs(most) / 2));
        }

        double rough = (most - least) / Math.Max(2, ticks);
        double decade = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = decade * ((rough / decade) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        double first = Math.Floor((least / step) + 1e-9), last = Math.Ceiling((most / step) - 1e-9);
        double[] marks = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Round((first + i) * step, 10))];
        return new(marks[0], marks[^1], start, end, isLog: false, marks);
    }

    private static Axis Log(double least, double most, double start, double end)
    {
        if (most < least * 2)
        {
            (least, most) = (least / 1.5, most * 1.5);
        }

        // Whole decades where there are several; else from 1, 2, 5 to 1, 2, 5, so that little room is left empty.
        double[] steps = Math.Log10(most / least) > 3.5 ? [1] : [1, 2, 5];
        int from = (int)Math.Floor(Math.Log10(least)) - 1, to = (int)Math.Ceiling(Math.Log10(most)) + 1;
        double[] all = [.. Enumerable.Range(from, to - from + 1).SelectMany(decade => steps.Select(step => step * Math.Pow(10, decade)))];
        double low = all.Last(tick => tick <= least * 1.0000001), high = all.First(tick => tick >= most * 0.9999999);
        double[] marks = [.. all.Where(tick => tick >= low && tick <= high)];
        if (marks.Length > 8 && steps.Length > 1)
        {
            marks = [.. marks.Where(tick => Math.Abs(Math.Log10(tick) - Math.Round(Math.Log10(tick))) < 1e-9)];
        }

        return new(low, high, start, end, isLog: true, marks);
    }
}
