using System.Globalization;

namespace NotebookKit;

/// <summary>Bars for things with names, lying, so that names can be read; several bars a name where there are several series, with error bars where they are given.</summary>
public sealed class BarPlot : ISvg
{
    private const int Width = 760;
    private const int Right = 700;

    private readonly string _unit;
    private readonly List<string> _names = [];
    private readonly List<(string Name, Dictionary<string, (double Value, double Low, double High)> Bars)> _series = [];

    /// <summary>An empty plot. The title says what is seen, the unit what a bar measures.</summary>
    public BarPlot(string title, string unit) => (Title, _unit) = (title, unit);

    /// <inheritdoc/>
    public string Title { get; }

    /// <summary>Whether the bars' values stand beside them.</summary>
    /// <value>Default: true.</value>
    public bool ShowsValues { get; init; } = true;

    /// <summary>A bar for each name; names keep the order in which they first come.</summary>
    public BarPlot Bars(string series, IEnumerable<(string Name, double Value)> bars) => Bars(series, bars.Select(bar => (bar.Name, bar.Value, bar.Value, bar.Value)));

    /// <summary>A bar with an interval for each name.</summary>
    public BarPlot Bars(string series, IEnumerable<(string Name, double Value, double Low, double High)> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var values = new Dictionary<string, (double Value, double Low, double High)>(StringComparer.Ordinal);
        foreach ((string name, double value, double low, double high) in bars)
        {
            values[name] = (value, low, high);
            if (!_names.Contains(name, StringComparer.Ordinal))
            {
                _names.Add(name);
            }
        }

        _series.Add((series, values));
        return this;
    }

    /// <inheritdoc/>
    public string ToSvg()
    {
        string[] legend = [.. _series.Select(series => series.Name)];
        bool hasLegend = legend.Any(name => name.Length > 0);
        double barHeight = _series.Count > 1 ? 13 : 17;
        double rowHeight = (barHeight * _series.Count) + 9;
        double left = 30 + _names.Select(name => SvgText.WidthOf(name)).DefaultIfEmpty(0).Max();
        double top = 46 + (hasLegend ? Legend.HeightOf(legend, Right - 20) : 0) + 6;
        double bottom = top + (rowHeight * _names.Count);
        var x = Axis.Around(_series.SelectMany(series => series.Bars.Values).SelectMany(bar => new[] { bar.Value, bar.Low, bar.High }), left, Right, isLog: false, fromZero: true, 7);
        using var svg = new SvgText(Width, (int)bottom + 54, Title);
        svg.Text(20, 28, Title, Palette.Ink, size: 16, isBold: true);
        if (hasLegend)
        {
            Legend.Draw(svg, legend, 20, 46, Right - 20, (at, place, i) => svg.Box(at, place - 10, 18, 11, Palette.Colour(i)));
        }

        foreach (double tick in x.Ticks)
        {
            svg.Line(x.Place(tick), top, x.Place(tick), bottom, Palette.Grid);
            svg.Text(x.Place(tick), bottom + 18, Axis.Text(tick), Palette.Soft, "middle", 12);
        }

        for (int row = 0; row < _names.Count; row++)
        {
            double middle = top + (rowHeight * (row + 0.5));
            svg.Text(left - 10, middle + 4, _names[row], Palette.Ink, "end");
            for (int i = 0; i < _series.Count; i++)
            {
                if (_series[i].Bars.TryGetValue(_names[row], out (double Value, double Low, double High) bar))
                {
                    Draw(svg, bar, i, x, middle + ((i - (_series.Count / 2.0)) * barHeight), barHeight);
                }
            }
        }

        svg.Line(x.Place(0), top, x.Place(0), bottom, Palette.Soft);
        svg.Text((left + Right) / 2, bottom + 40, _unit, Palette.Ink, "middle");
        return svg.Finish();
    }

    /// <summary>The title: a picture has no other text.</summary>
    public override string ToString() => Title;

    private void Draw(SvgText svg, (double Value, double Low, double High) bar, int series, Axis x, double top, double height)
    {
        double zero = x.Place(0), place = x.Place(bar.Value), middle = top + (height / 2);
        svg.Box(Math.Min(zero, place), top, Math.Abs(place - zero), height - 1, Palette.Colour(series));
        double end = Math.Max(zero, place);
        if (bar.High > bar.Low)
        {
            double low = x.Place(bar.Low), high = x.Place(bar.High);
            svg.Line(low, middle, high, middle, Palette.Ink, 1.3);
            svg.Line(low, middle - 4, low, middle + 4, Palette.Ink, 1.3);
            svg.Line(high, middle - 4, high, middle + 4, Palette.Ink, 1.3);
            end = Math.Max(end, high);
        }

        if (ShowsValues)
        {
            svg.Text(end + 6, middle + 4, Text(bar.Value), Palette.Soft, size: 11);
        }
    }

    private static string Text(double value) => value.ToString(Math.Abs(value) switch { >= 100 or 0 => "#,0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}
