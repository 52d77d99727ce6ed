using InfluenceGraph.Benchmarks.Compare;
using Quickstart.Output;

namespace InfluenceGraph.Benchmarks.Curves;

/// <summary>Time and memory against the number of ties, both axes logarithmic, as two panels side by side.</summary>
internal static class CurvePicture
{
    private const int Width = 1000;
    private const int Height = 530;
    private const int Top = 180;
    private const int Bottom = 460;
    private const int PanelWidth = 385;
    private const string Ink = "#222222";
    private const string Soft = "#666666";
    private const string Grid = "#dddddd";
    private const string Blue = "#1f5fa8";
    private const string Green = "#2a7d4f";
    private const string Orange = "#c2571a";
    private const string Grey = "#7a7a7a";

    internal static string Draw(IReadOnlyList<CurvePoint> points, string caption)
    {
        using var picture = new SvgPicture(Width, Height, "Time and memory of social value against the number of ties, both axes logarithmic");
        picture.Text(new(20, 28), "What a graph costs as it grows", Ink, size: 18, isBold: true);
        picture.Text(new(20, 50), caption, Soft, size: 13);
        Panel(picture, 80, "Seconds", Seconds, points,
        [
            new("build from ties in memory", Orange, point => point.BuildSeconds),
            new("first question, with the layout", Green, point => point.FirstSeconds),
            new("next question", Blue, point => point.NextSeconds),
            new("gapbs, the better of two, no weights", Grey, point => point.GapbsSeconds),
        ]);
        Panel(picture, 580, "Memory", Megabytes, points,
        [
            new("peak while building, rows not counted", Orange, point => point.BuildMegabytes),
            new("graph, layout and a question", Green, point => point.AskMegabytes),
            new("ties at rest, both directions", Blue, point => point.TieMegabytes),
        ]);
        return picture.Finish();
    }

    private static void Panel(SvgPicture picture, int left, string title, Func<double, string> unit, IReadOnlyList<CurvePoint> points, Series[] series)
    {
        int right = left + PanelWidth;
        Series[] known = [.. series.Where(line => points.Any(point => line.Of(point) > 0))];
        var x = new LogScale(points[0].Ties / 1.4, points[^1].Ties * 1.4, left, right);
        var y = LogScale.OfDecades(points.SelectMany(point => known.Select(line => line.Of(point))), Bottom, Top);
        picture.Text(new(left, 78), title, Ink, size: 15, isBold: true);
        for (int i = 0; i < known.Length; i++)
        {
            Point start = new(left, 100 + (i * 18));
            picture.Line(start with { Y = start.Y - 4 }, new(start.X + 20, start.Y - 4), known[i].Colour, 3);
            picture.Text(start with { X = start.X + 26 }, known[i].Name, Ink, size: 12);
        }

        foreach (double decade in y.Decades())
        {
            double place = y.PlaceOf(decade);
            picture.Line(new(left, place), new(right, place), Grid);
            picture.Text(new(left - 8, place + 4), unit(decade), Soft, "end", 13);
        }

        foreach (CurvePoint point in points)
        {
            double place = x.PlaceOf(point.Ties);
            picture.Line(new(place, Top), new(place, Bottom), Grid);
            picture.Text(new(place, Bottom + 20), Ties(point.Ties), Soft, "middle", 13);
        }

        picture.Line(new(left, Bottom), new(right, Bottom), Ink);
        picture.Line(new(left, Top), new(left, Bottom), Ink);
        picture.Text(new((left + right) / 2.0, Bottom + 44), "ties (logarithmic)", Ink, "middle");
        foreach (Series line in known)
        {
            Point[] places = [.. points.Where(point => line.Of(point) > 0).Select(point => new Point(x.PlaceOf(point.Ties), y.PlaceOf(line.Of(point))))];
            picture.Curve(places, line.Colour, 2.5);
            Array.ForEach(places, place => picture.Dot(place, 3.5, "white", line.Colour));
        }
    }

    private static string Seconds(double seconds) => seconds < 1 ? $"{CompareReport.Number(seconds * 1e3, "0.###")} ms" : $"{CompareReport.Number(seconds)} s";

    private static string Megabytes(double megabytes) => megabytes < 1000 ? $"{CompareReport.Number(megabytes, "0.###")} MB" : $"{CompareReport.Number(megabytes / 1000)} GB";

    private static string Ties(long ties) => ties < 1_000_000 ? $"{CompareReport.Number(ties / 1e3)} k" : $"{CompareReport.Number(ties / 1e6, ties < 10_000_000 ? "0.0" : "0")} M";

    private sealed record Series(string Name, string Colour, Func<CurvePoint, double> Of);
}
