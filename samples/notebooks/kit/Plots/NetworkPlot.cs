using System.Globalization;

namespace NotebookKit;

/// <summary>A small network: who is tied to whom, groups by colour and mark. Legible up to about 150 nodes.</summary>
/// <remarks>
/// Places by springs (Fruchterman and Reingold 1991) with additions, multiplications, divisions and square roots only, so that
/// every machine draws the same picture. Near means tied; the axes mean nothing, so there are none.
/// </remarks>
public sealed class NetworkPlot : ISvg
{
    private const int Width = 760;
    private const int Height = 440;
    private const int Rounds = 400;

    private readonly List<Dot> _nodes = [];
    private readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(int A, int B), double> _ties = [];
    private readonly List<string> _groups = [];

    /// <summary>An empty picture. The title says what is seen.</summary>
    public NetworkPlot(string title) => Title = title;

    /// <inheritdoc/>
    public string Title { get; }

    /// <summary>Somebody, of a group that the legend names; the radius in pixels, and a text beside where one is given.</summary>
    public NetworkPlot Node(string key, string group, double radius = 4, string? label = null)
    {
        int place = _groups.IndexOf(group);
        if (place < 0)
        {
            place = _groups.Count;
            _groups.Add(group);
        }

        _placeOf.Add(key, _nodes.Count);
        _nodes.Add(new(place, radius, label));
        return this;
    }

    /// <summary>A tie between two nodes that are there; other ties, and the way back of one that is drawn, add nothing.</summary>
    public NetworkPlot Tie(string one, string other, double width = 1)
    {
        if (_placeOf.TryGetValue(one, out int a) && _placeOf.TryGetValue(other, out int b) && a != b)
        {
            _ties.TryAdd((Math.Min(a, b), Math.Max(a, b)), width);
        }

        return this;
    }

    /// <inheritdoc/>
    public string ToSvg()
    {
        string[] legend = [.. _groups.Select((group, i) => $"{group} ({_nodes.Count(node => node.Group == i).ToString(CultureInfo.InvariantCulture)})")];
        double top = 46 + Legend.HeightOf(legend, Width - 40) + 24;
        (double X, double Y)[] at = Fitted(Layout(), 40, top, Width - 60, top + Height);
        using var svg = new SvgText(Width, (int)top + Height + 30, Title);
        svg.Text(20, 28, Title, Palette.Ink, size: 16, isBold: true);
        Legend.Draw(svg, legend, 20, 46, Width - 40, (x, y, i) => svg.Marks([(x + 11, y - 4)], i, 5));
        foreach (((int a, int b), double width) in _ties)
        {
            svg.Line(at[a].X, at[a].Y, at[b].X, at[b].Y, Palette.Faint, width);
        }

        for (int i = 0; i < _nodes.Count; i++)
        {
            svg.Marks([at[i]], _nodes[i].Group, _nodes[i].Radius);
        }

        for (int i = 0; i < _nodes.Count; i++)
        {
            if (_nodes[i].Label is string label)
            {
                svg.Text(at[i].X, at[i].Y - _nodes[i].Radius - 4, label, Palette.Ink, "middle", 12, hasHalo: true);
            }
        }

        return svg.Finish();
    }

    /// <summary>The title: a picture has no other text.</summary>
    public override string ToString() => Title;

    /// <summary>Ties pull (each the less, the more ties its ends have), all push, and a pull to the middle keeps those without ties in sight.</summary>
    private (double X, double Y)[] Layout()
    {
        var dice = new Dice(1);
        (double X, double Y)[] at = [.. _nodes.Select(_ => (dice.Share() - 0.5, dice.Share() - 0.5))];
        double length = 0.8 / Math.Sqrt(Math.Max(1, at.Length));
        double[] ties = new double[at.Length];
        foreach ((int a, int b) in _ties.Keys)
        {
            ties[a]++;
            ties[b]++;
        }

        for (int round = 0; round < Rounds; round++)
        {
            var pull = new (double X, double Y)[at.Length];
            for (int a = 0; a < at.Length; a++)
            {
                for (int b = a + 1; b < at.Length; b++)
                {
                    double x = at[a].X - at[b].X, y = at[a].Y - at[b].Y;
                    double force = length * length / ((x * x) + (y * y) + 1e-9);
                    pull[a] = (pull[a].X + (x * force), pull[a].Y + (y * force));
                    pull[b] = (pull[b].X - (x * force), pull[b].Y - (y * force));
                }

                pull[a] = (pull[a].X - at[a].X, pull[a].Y - at[a].Y);
            }

            foreach ((int a, int b) in _ties.Keys)
            {
                double x = at[a].X - at[b].X, y = at[a].Y - at[b].Y;
                double force = 2 * Math.Sqrt((x * x) + (y * y)) / (length * Math.Sqrt(ties[a] * ties[b]));
                pull[a] = (pull[a].X - (x * force), pull[a].Y - (y * force));
                pull[b] = (pull[b].X + (x * force), pull[b].Y + (y * force));
            }

            // Steps grow shorter, so that all comes to rest.
            double most = 0.1 * (Rounds - round) / Rounds;
            for (int i = 0; i < at.Length; i++)
            {
                double size = Math.Sqrt((pull[i].X * pull[i].X) + (pull[i].Y * pull[i].Y)) + 1e-12;
                double step = Math.Min(size, most) / size;
                at[i] = (at[i].X + (pull[i].X * step), at[i].Y + (pull[i].Y * step));
            }
        }

        return at;
    }

    private static (double X, double Y)[] Fitted((double X, double Y)[] at, double left, double top, double right, double bottom)
    {
        if (at.Length == 0)
        {
            return at;
        }

        double minX = at.Min(p => p.X), maxX = at.Max(p => p.X), minY = at.Min(p => p.Y), maxY = at.Max(p => p.Y);
        double wide = Math.Max(1e-9, maxX - minX), high = Math.Max(1e-9, maxY - minY);
        return [.. at.Select(p => (left + ((right - left) * (p.X - minX) / wide), top + ((bottom - top) * (p.Y - minY) / high)))];
    }

    private sealed record Dot(int Group, double Radius, string? Label);
}
