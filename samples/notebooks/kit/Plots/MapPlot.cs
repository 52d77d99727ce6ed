namespace NotebookKit;

/// <summary>People at places of a map, with ties between them: discs whose size and colour say something, lines that are thin, thick or arrows.</summary>
/// <example><code>new MapPlot("Who is told", map).Ties(pairs).Nodes(names).Nodes(seeds, 1, _ => 14).Key(1, "told first")</code></example>
public sealed class MapPlot : ISvg
{
    private const int Width = 760;
    private const int Title16 = 34;

    private readonly IReadOnlyDictionary<string, (double X, double Y)> _places;
    private readonly List<(string From, string To, int Series, double Width, bool IsArrow)> _ties = [];
    private readonly Dictionary<string, (int Series, double Radius)> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _notes = new(StringComparer.Ordinal);
    private readonly List<(int Series, string Text)> _keys = [];

    /// <summary>An empty picture. Places are from 0 to 1 on both sides, y downwards.</summary>
    public MapPlot(string title, IReadOnlyDictionary<string, (double X, double Y)> places) => (Title, _places) = (title, places);

    /// <inheritdoc/>
    public string Title { get; }

    /// <summary>How high the map is, in pixels.</summary>
    /// <value>Default: 400.</value>
    public int Height { get; init; } = 400;

    /// <summary>Whether names stand below the discs.</summary>
    /// <value>Default: true.</value>
    public bool HasNames { get; init; } = true;

    /// <summary>A series of this number is grey: what is there, but not what the picture is about.</summary>
    public const int Grey = -1;

    /// <summary>Lines between people.</summary>
    public MapPlot Ties(IEnumerable<(string From, string To)> ties, int series = Grey, double width = 1.2)
    {
        _ties.AddRange(ties.Select(tie => (tie.From, tie.To, series, width, false)));
        return this;
    }

    /// <summary>Arrows between people.</summary>
    public MapPlot Arrows(IEnumerable<(string From, string To)> ties, int series, double width = 2.5)
    {
        _ties.AddRange(ties.Select(tie => (tie.From, tie.To, series, width, true)));
        return this;
    }

    /// <summary>People as discs; those who were there before change.</summary>
    public MapPlot Nodes(IEnumerable<string> names, int series = Grey, Func<string, double>? radius = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in names)
        {
            _nodes[name] = (series, radius?.Invoke(name) ?? 9);
        }

        return this;
    }

    /// <summary>A line of text below somebody's name.</summary>
    public MapPlot Note(string name, string text)
    {
        _notes[name] = text;
        return this;
    }

    /// <summary>What a colour means.</summary>
    public MapPlot Key(int series, string text)
    {
        _keys.Add((series, text));
        return this;
    }

    /// <summary>Two pictures side by side under one title, each with its own below it.</summary>
    public static ISvg Beside(string title, MapPlot left, MapPlot right) => new Pair(title, left, right);

    /// <inheritdoc/>
    public string ToSvg()
    {
        double top = Title16 + KeyHeight(Width) + 10;
        using var svg = new SvgText(Width, (int)top + Height + 20, Title);
        svg.Text(20, 28, Title, Palette.Ink, size: 16, isBold: true);
        DrawKeys(svg, 20, Width);
        Draw(svg, 50, top + 16, Width - 100, Height - 60);
        return svg.Finish();
    }

    /// <summary>The title: a picture has no other text.</summary>
    public override string ToString() => Title;

    private static string ColourOf(int series) => series == Grey ? "#b6bec8" : Palette.Colour(series);

    private double KeyHeight(double width) => _keys.Count == 0 ? 0 : Legend.HeightOf([.. _keys.Select(key => key.Text)], width - 40);

    private void DrawKeys(SvgText svg, double left, double width)
    {
        if (_keys.Count > 0)
        {
            Legend.Draw(svg, [.. _keys.Select(key => key.Text)], left, 42, width - 40, (x, y, i) => svg.Disc(x + 12, y - 5, 7, ColourOf(_keys[i].Series)));
        }
    }

    private void Draw(SvgText svg, double left, double top, double width, double height)
    {
        (double X, double Y) At(string name) => (left + (_places[name].X * width), top + (_places[name].Y * height));
        foreach ((string from, string to, int series, double thick, bool isArrow) in _ties)
        {
            (double X, double Y) a = At(from), b = At(to);
            if (isArrow)
            {
                Arrow.Draw(svg, a, b, _nodes.GetValueOrDefault(to).Radius + 2, ColourOf(series), thick);
            }
            else
            {
                svg.Line(a.X, a.Y, b.X, b.Y, ColourOf(series), thick);
            }
        }

        foreach ((string name, (int series, double radius)) in _nodes)
        {
            svg.Disc(At(name).X, At(name).Y, radius, ColourOf(series), "white");
        }

        foreach ((string name, (_, double radius)) in _nodes)
        {
            if (HasNames)
            {
                svg.Text(At(name).X, At(name).Y + radius + 14, name, Palette.Ink, "middle", 13, hasHalo: true);
            }

            if (_notes.TryGetValue(name, out string? note))
            {
                svg.Text(At(name).X, At(name).Y + radius + (HasNames ? 28 : 14), note, Palette.Ink, "middle", 12, isBold: true, hasHalo: true);
            }
        }
    }

    private sealed class Pair(string title, MapPlot left, MapPlot right) : ISvg
    {
        public string Title => title;

        public string ToSvg()
        {
            const int half = Width / 2;
            double top = Title16 + left.KeyHeight(Width) + 34;
            int height = Math.Max(left.Height, right.Height);
            using var svg = new SvgText(Width, (int)top + height + 10, title);
            svg.Text(20, 28, title, Palette.Ink, size: 16, isBold: true);
            left.DrawKeys(svg, 20, Width);
            svg.Text(half / 2.0, top - 8, left.Title, Palette.Ink, "middle", 14, isBold: true);
            svg.Text(half * 1.5, top - 8, right.Title, Palette.Ink, "middle", 14, isBold: true);
            svg.Line(half, top - 20, half, top + height - 10, Palette.Grid);
            left.Draw(svg, 40, top + 16, half - 80, height - 60);
            right.Draw(svg, half + 40, top + 16, half - 80, height - 60);
            return svg.Finish();
        }

        public override string ToString() => title;
    }
}
