namespace NotebookKit;

/// <summary>What goes from where to where: boxes in columns, with arrows between them.</summary>
/// <example><code>new FlowPlot("Import").Box("file", 0, 0, "ties.csv").Box("store", 1, 0, "crm.db").Arrow("file", "store", "used")</code></example>
public sealed class FlowPlot : ISvg
{
    private const int Width = 760;
    private const int LineHeight = 17;
    private const int RowHeight = 40;

    private readonly Dictionary<string, (int Column, double Row, string Title, string[] Lines, int Series)> _boxes = new(StringComparer.Ordinal);
    private readonly List<(string From, string To, string Label)> _arrows = [];

    /// <summary>An empty picture.</summary>
    public FlowPlot(string title) => Title = title;

    /// <inheritdoc/>
    public string Title { get; }

    /// <summary>How wide boxes are, in pixels.</summary>
    /// <value>Default: 190.</value>
    public int BoxWidth { get; init; } = 190;

    /// <summary>A box in a column (from 0) and at a row (from 0; a row is 40 pixels), with lines below its title.</summary>
    public FlowPlot Box(string name, int column, double row, string title, params string[] lines) => Box(name, 0, column, row, title, lines);

    /// <summary>A box whose edge has the colour of a series.</summary>
    public FlowPlot Box(string name, int series, int column, double row, string title, params string[] lines)
    {
        _boxes[name] = (column, row, title, lines, series);
        return this;
    }

    /// <summary>An arrow between two boxes, with what goes along it.</summary>
    public FlowPlot Arrow(string from, string to, string label = "")
    {
        _arrows.Add((from, to, label));
        return this;
    }

    /// <inheritdoc/>
    public string ToSvg()
    {
        double bottom = _boxes.Values.Max(box => TopOf(box.Row) + HeightOf(box.Lines));
        using var svg = new SvgText(Width, (int)bottom + 24, Title);
        svg.Text(20, 28, Title, Palette.Ink, size: 16, isBold: true);
        foreach ((string from, string to, string label) in _arrows)
        {
            DrawArrow(svg, from, to, label);
        }

        foreach ((int column, double row, string title, string[] lines, int series) in _boxes.Values)
        {
            double x = LeftOf(column), y = TopOf(row);
            svg.Frame(x, y, BoxWidth, HeightOf(lines), "#f6f8fa", Palette.Colour(series));
            svg.Text(x + 10, y + 20, title, Palette.Ink, size: 13, isBold: true);
            for (int i = 0; i < lines.Length; i++)
            {
                svg.Text(x + 10, y + 20 + (LineHeight * (i + 1)), lines[i], Palette.Ink, size: 12);
            }
        }

        return svg.Finish();
    }

    /// <summary>The title: a picture has no other text.</summary>
    public override string ToString() => Title;

    private static double TopOf(double row) => 48 + (row * RowHeight);

    private static double HeightOf(string[] lines) => 32 + (LineHeight * lines.Length);

    private double LeftOf(int column)
    {
        int columns = Math.Max(2, _boxes.Values.Max(box => box.Column) + 1);
        return 20 + (column * (Width - 40.0 - BoxWidth) / (columns - 1));
    }

    private void DrawArrow(SvgText svg, string from, string to, string label)
    {
        (int Column, double Row, string Title, string[] Lines, int Series) a = _boxes[from], b = _boxes[to];
        double middleOfA = TopOf(a.Row) + (HeightOf(a.Lines) / 2), middleOfB = TopOf(b.Row) + (HeightOf(b.Lines) / 2);
        if (a.Column == b.Column)
        {
            bool isDown = middleOfB > middleOfA;
            double x = LeftOf(a.Column) + (BoxWidth / 2.0);
            (double X, double Y) start = (x, isDown ? TopOf(a.Row) + HeightOf(a.Lines) : TopOf(a.Row)), end = (x, isDown ? TopOf(b.Row) : TopOf(b.Row) + HeightOf(b.Lines));
            NotebookKit.Arrow.Draw(svg, start, end, 1, Palette.Soft, 1.8);
            svg.Text(x + 8, ((start.Y + end.Y) / 2) + 4, label, Palette.Ink, size: 12);
            return;
        }

        bool isRight = b.Column > a.Column;
        (double X, double Y) first = (LeftOf(a.Column) + (isRight ? BoxWidth : 0), middleOfA), last = (LeftOf(b.Column) + (isRight ? 0 : BoxWidth), middleOfB);
        NotebookKit.Arrow.Draw(svg, first, last, 1, Palette.Soft, 1.8);
        svg.Text((first.X + last.X) / 2, ((first.Y + last.Y) / 2) - 7, label, Palette.Ink, "middle", 12, hasHalo: true);
    }
}
