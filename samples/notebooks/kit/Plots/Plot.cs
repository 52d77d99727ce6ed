namespace NotebookKit;

/// <summary>Lines, points and histograms over two numeric axes, with error bars where they are given.</summary>
/// <example><code>new Plot("Reach of a plan", "seeds", "customers reached").Line("greedy", points)</code></example>
public sealed class Plot : ISvg
{
    private const int Width = 760;
    private const int PlotHeight = 320;
    private const int Left = 84;
    private const int Right = 730;

    private readonly string _x;
    private readonly string _y;
    private readonly List<Series> _series = [];
    private readonly List<(double At, string Text, bool IsUpright)> _guides = [];
    private readonly List<(double X, double Y, string Text)> _labels = [];
    private bool _hasDiagonal;

    /// <summary>An empty plot. The title says what is seen, the axes what is measured and in what.</summary>
    public Plot(string title, string x, string y) => (Title, _x, _y) = (title, x, y);

    private enum Kind
    {
        Line,
        Points,
        Bars,
    }

    /// <inheritdoc/>
    public string Title { get; }

    /// <summary>Equal factors are equally far apart along x; numbers of 0 and less are not drawn.</summary>
    public bool LogX { get; init; }

    /// <summary>Equal factors are equally far apart along y; numbers of 0 and less are not drawn.</summary>
    public bool LogY { get; init; }

    /// <summary>Whether the y axis begins at 0, which keeps lengths honest.</summary>
    /// <value>Default: true.</value>
    public bool FromZero { get; init; } = true;

    /// <summary>A line through points.</summary>
    public Plot Line(string name, IEnumerable<(double X, double Y)> points) => Add(name, Kind.Line, points.Select(p => new Point(p.X, p.Y, p.Y, p.Y)));

    /// <summary>A line through points with an interval each.</summary>
    public Plot Line(string name, IEnumerable<(double X, double Y, double Low, double High)> points) => Add(name, Kind.Line, points.Select(p => new Point(p.X, p.Y, p.Low, p.High)));

    /// <summary>Points.</summary>
    public Plot Scatter(string name, IEnumerable<(double X, double Y)> points) => Add(name, Kind.Points, points.Select(p => new Point(p.X, p.Y, p.Y, p.Y)));

    /// <summary>Points with an interval each.</summary>
    public Plot Scatter(string name, IEnumerable<(double X, double Y, double Low, double High)> points) => Add(name, Kind.Points, points.Select(p => new Point(p.X, p.Y, p.Low, p.High)));

    /// <summary>How many of the values fall between equally far (on a logarithmic axis: equally many times larger) borders.</summary>
    public Plot Histogram(string name, IEnumerable<double> values, int bins = 24)
    {
        double[] known = [.. values.Where(value => double.IsFinite(value) && (!LogX || value > 0)).Order()];
        if (known.Length == 0)
        {
            return this;
        }

        Func<double, double> to = LogX ? Math.Log10 : value => value, back = LogX ? exponent => Math.Pow(10, exponent) : value => value;
        double low = to(known[0]), high = to(known[^1]);
        double width = high > low ? (high - low) / bins : 1;
        int[] counts = new int[bins];
        foreach (double value in known)
        {
            counts[Math.Min(bins - 1, (int)((to(value) - low) / width))]++;
        }

        return Add(name, Kind.Bars, counts.Select((count, i) => new Point(back(low + (i * width)), count, count, count) { Until = back(low + ((i + 1) * width)) }));
    }

    /// <summary>A dashed line at a value of x, with its meaning.</summary>
    public Plot MarkX(double x, string text)
    {
        _guides.Add((x, text, true));
        return this;
    }

    /// <summary>A dashed line at a value of y, with its meaning.</summary>
    public Plot MarkY(double y, string text)
    {
        _guides.Add((y, text, false));
        return this;
    }

    /// <summary>A dashed line where x and y are the same.</summary>
    public Plot Diagonal()
    {
        _hasDiagonal = true;
        return this;
    }

    /// <summary>Names one place.</summary>
    public Plot Label(double x, double y, string text)
    {
        _labels.Add((x, y, text));
        return this;
    }

    /// <inheritdoc/>
    public string ToSvg()
    {
        string[] named = [.. _series.Select(series => series.Name)];
        bool hasLegend = named.Any(name => name.Length > 0);
        double top = 46 + (hasLegend ? Legend.HeightOf(named, Right - 20) : 0) + 12;
        double bottom = top + PlotHeight;
        Point[] all = [.. _series.SelectMany(series => series.Points)];
        bool isCounted = _series.Exists(series => series.Kind == Kind.Bars);
        var x = Axis.Around(all.SelectMany(p => new[] { p.X, p.Until ?? p.X }).Concat(_guides.Where(guide => guide.IsUpright).Select(guide => guide.At)), Left, Right, LogX, fromZero: false, 8);
        var y = Axis.Around(all.SelectMany(p => new[] { p.Y, p.Low, p.High }).Concat(_guides.Where(guide => !guide.IsUpright).Select(guide => guide.At)), bottom, top, LogY, FromZero || isCounted, 6);
        using var svg = new SvgText(Width, (int)bottom + 54, Title);
        svg.Text(20, 28, Title, Palette.Ink, size: 16, isBold: true);
        if (hasLegend)
        {
            Legend.Draw(svg, named, 20, 46, Right - 20, (at, place, i) => Swatch(svg, _series[i].Kind, at, place, i));
        }

        DrawGrid(svg, x, y, top, bottom);
        if (_hasDiagonal)
        {
            double least = Math.Max(x.Ticks[0], y.Ticks[0]), most = Math.Min(x.Ticks[^1], y.Ticks[^1]);
            svg.Line(x.Place(least), y.Place(least), x.Place(most), y.Place(most), Palette.Soft, 1.2, "5 4");
        }

        for (int i = 0; i < _series.Count; i++)
        {
            Draw(svg, _series[i], i, x, y, bottom, isCrowded: all.Length > 300);
        }

        DrawGuides(svg, x, y, top, bottom);
        foreach ((double atX, double atY, string text) in _labels)
        {
            double place = x.Place(atX);
            bool isLeft = place + 8 + SvgText.WidthOf(text, 12) > Right;
            svg.Text(place + (isLeft ? -8 : 8), y.Place(atY) - 7, text, Palette.Ink, isLeft ? "end" : "start", 12, hasHalo: true);
        }

        return svg.Finish();
    }

    /// <summary>The title: a picture has no other text.</summary>
    public override string ToString() => Title;

    private static void Swatch(SvgText svg, Kind kind, double x, double y, int series)
    {
        if (kind == Kind.Bars)
        {
            svg.Box(x, y - 9, 16, 10, Palette.Colour(series));
            return;
        }

        if (kind == Kind.Line)
        {
            svg.Line(x, y - 4, x + 22, y - 4, Palette.Colour(series), 2.5, Palette.Dashes(series));
        }

        svg.Mark(x + 11, y - 4, series, 4);
    }

    private Plot Add(string name, Kind kind, IEnumerable<Point> points)
    {
        _series.Add(new(name, kind, [.. points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y) && (!LogX || p.X > 0) && (!LogY || p.Y > 0))]));
        return this;
    }

    private void DrawGrid(SvgText svg, Axis x, Axis y, double top, double bottom)
    {
        foreach (double tick in y.Ticks)
        {
            svg.Line(Left, y.Place(tick), Right, y.Place(tick), Palette.Grid);
            svg.Text(Left - 8, y.Place(tick) + 4, Axis.Text(tick), Palette.Soft, "end", 12);
        }

        foreach (double tick in x.Ticks)
        {
            svg.Line(x.Place(tick), bottom, x.Place(tick), bottom + 5, Palette.Soft);
            svg.Text(x.Place(tick), bottom + 20, Axis.Text(tick), Palette.Soft, "middle", 12);
        }

        svg.Line(Left, bottom, Right, bottom, Palette.Soft);
        svg.Line(Left, top, Left, bottom, Palette.Soft);
        svg.Text((Left + Right) / 2.0, bottom + 43, _x + (LogX ? " (logarithmic)" : ""), Palette.Ink, "middle");
        svg.Text(20, (top + bottom) / 2, _y + (LogY ? " (logarithmic)" : ""), Palette.Ink, "middle", isUpright: true);
    }

    private static void Draw(SvgText svg, Series series, int number, Axis x, Axis y, double bottom, bool isCrowded)
    {
        string colour = Palette.Colour(number);
        if (series.Kind == Kind.Bars)
        {
            foreach (Point point in series.Points.Where(point => point.Y > 0))
            {
                double place = x.Place(point.X);
                svg.Box(place + 0.5, y.Place(point.Y), Math.Max(1, x.Place(point.Until ?? point.X) - place - 1), bottom - y.Place(point.Y), colour);
            }

            return;
        }

        foreach (Point point in series.Points.Where(point => point.High > point.Low))
        {
            double at = x.Place(point.X), low = y.Place(point.Low), high = y.Place(point.High);
            svg.Line(at, low, at, high, colour, 1.3);
            svg.Line(at - 4, low, at + 4, low, colour, 1.3);
            svg.Line(at - 4, high, at + 4, high, colour, 1.3);
        }

        if (series.Kind == Kind.Line)
        {
            svg.Curve(series.Points.Select(point => (x.Place(point.X), y.Place(point.Y))), colour, 2.5, Palette.Dashes(number));
        }

        // Many points are small and let others shine through; a long line needs no marks.
        if (series.Kind == Kind.Line && series.Points.Length > 40)
        {
            return;
        }

        foreach (Point point in series.Points)
        {
            svg.Mark(x.Place(point.X), y.Place(point.Y), number, isCrowded ? 2.2 : 3.6, isCrowded ? 0.5 : 1);
        }
    }

    private void DrawGuides(SvgText svg, Axis x, Axis y, double top, double bottom)
    {
        foreach ((double at, string text, bool isUpright) in _guides)
        {
            if (isUpright)
            {
                double place = x.Place(at);
                bool isLeft = place + 6 + SvgText.WidthOf(text, 12) > Right;
                svg.Line(place, top, place, bottom, Palette.Ink, 1.2, "5 4");
                svg.Text(place + (isLeft ? -6 : 6), top + 13, text, Palette.Ink, isLeft ? "end" : "start", 12, hasHalo: true);
            }
            else
            {
                svg.Line(Left, y.Place(at), Right, y.Place(at), Palette.Ink, 1.2, "5 4");
                svg.Text(Right - 4, y.Place(at) - 5, text, Palette.Ink, "end", 12, hasHalo: true);
            }
        }
    }

    private readonly record struct Point(double X, double Y, double Low, double High)
    {
        internal double? Until { get; init; }
    }

    private sealed record Series(string Name, Kind Kind, Point[] Points);
}
