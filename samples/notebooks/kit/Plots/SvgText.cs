using System.Globalization;
using System.Text;
using System.Xml;

namespace NotebookKit;

/// <summary>Writes SVG elements. The same calls give the same text.</summary>
internal sealed class SvgText : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private readonly StringBuilder _text = new();
    private readonly XmlWriter _xml;

    /// <summary>Starts a picture on a white ground of its own, so that it reads on dark pages too.</summary>
    internal SvgText(int width, int height, string title)
    {
        _xml = XmlWriter.Create(_text, new() { Indent = true, IndentChars = " ", NewLineChars = "\n", OmitXmlDeclaration = true });
        _xml.WriteStartElement("svg", Namespace);
        Attributes(
            ("width", Number(width)),
            ("height", Number(height)),
            ("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            ("role", "img"),
            ("font-family", "Helvetica, Arial, sans-serif"));
        _xml.WriteElementString("title", Namespace, title);
        Element("rect", ("width", "100%"), ("height", "100%"), ("fill", "white"));
    }

    internal void Line(double x1, double y1, double x2, double y2, string colour, double width = 1, string? dashes = null) => Element(
        "line",
        ("x1", Number(x1)),
        ("y1", Number(y1)),
        ("x2", Number(x2)),
        ("y2", Number(y2)),
        ("stroke", colour),
        ("stroke-width", Number(width)),
        ("stroke-dasharray", dashes));

    internal void Curve(IEnumerable<(double X, double Y)> points, string colour, double width, string? dashes) => Element(
        "polyline",
        ("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))),
        ("fill", "none"),
        ("stroke", colour),
        ("stroke-width", Number(width)),
        ("stroke-linejoin", "round"),
        ("stroke-dasharray", dashes));

    internal void Box(double x, double y, double width, double height, string colour) => Element(
        "rect",
        ("x", Number(x)),
        ("y", Number(y)),
        ("width", Number(width)),
        ("height", Number(height)),
        ("fill", colour));

    internal void Disc(double x, double y, double radius, string colour, string? edge = null) => Element(
        "circle",
        ("cx", Number(x)),
        ("cy", Number(y)),
        ("r", Number(radius)),
        ("fill", colour),
        ("stroke", edge),
        ("stroke-width", edge is null ? null : "2.5"));

    internal void Area(IEnumerable<(double X, double Y)> corners, string colour) => Element(
        "polygon",
        ("points", string.Join(' ', corners.Select(corner => $"{Number(corner.X)},{Number(corner.Y)}"))),
        ("fill", colour));

    internal void Frame(double x, double y, double width, double height, string ground, string edge) => Element(
        "rect",
        ("x", Number(x)),
        ("y", Number(y)),
        ("width", Number(width)),
        ("height", Number(height)),
        ("rx", "6"),
        ("fill", ground),
        ("stroke", edge),
        ("stroke-width", "1.5"));

    /// <summary>Marks whose shape tells the series too: circle, square, triangle, diamond.</summary>
    internal void Marks(IEnumerable<(double X, double Y)> places, int series, double size, double opacity = 1)
    {
        _xml.WriteStartElement("g", Namespace);
        Attributes(("fill", Palette.Colour(series)), ("fill-opacity", opacity < 1 ? Number(opacity) : null));
        foreach ((double x, double y) in places)
        {
            Mark(x, y, series, size);
        }

        _xml.WriteEndElement();
    }

    private void Mark(double x, double y, int series, double size)
    {
        if (series % 4 == 0)
        {
            Element("circle", ("cx", Number(x)), ("cy", Number(y)), ("r", Number(size)));
            return;
        }

        double s = size * 1.15;
        (double X, double Y)[] corners = (series % 4) switch
        {
            1 => [(-s, -s), (s, -s), (s, s), (-s, s)],
            2 => [(0, -1.3 * s), (1.2 * s, s), (-1.2 * s, s)],
            _ => [(0, -1.4 * s), (1.4 * s, 0), (0, 1.4 * s), (-1.4 * s, 0)],
        };
        Element("polygon", ("points", string.Join(' ', corners.Select(corner => $"{Number(x + corner.X)},{Number(y + corner.Y)}"))));
    }

    /// <summary>Writes text; the place is its start, middle or end on the base line.</summary>
    internal void Text(double x, double y, string text, string colour, string anchor = "start", int size = 13, bool isBold = false, bool isUpright = false, bool hasHalo = false)
    {
        _xml.WriteStartElement("text", Namespace);
        Attributes(
            ("x", Number(x)),
            ("y", Number(y)),
            ("fill", colour),
            ("font-size", Number(size)),
            ("font-weight", isBold ? "bold" : null),
            ("text-anchor", anchor),
            ("stroke", hasHalo ? "white" : null),
            ("stroke-width", hasHalo ? "4" : null),
            ("paint-order", hasHalo ? "stroke" : null),
            ("transform", isUpright ? $"rotate(-90 {Number(x)} {Number(y)})" : null));
        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    internal string Finish()
    {
        _xml.WriteEndElement();
        _xml.Flush();
        return _text.ToString();
    }

    /// <summary>About how wide text is, as no font is at hand to ask.</summary>
    internal static double WidthOf(string text, int size = 13) => text.Length * size * 0.54;

    public void Dispose() => _xml.Dispose();

    private void Element(string name, params (string Name, string? Value)[] attributes)
    {
        _xml.WriteStartElement(name, Namespace);
        Attributes(attributes);
        _xml.WriteEndElement();
    }

    private void Attributes(params (string Name, string? Value)[] attributes)
    {
        foreach ((string name, string? value) in attributes)
        {
            if (value is not null)
            {
                _xml.WriteAttributeString(name, value);
            }
        }
    }

    /// <summary>Tenths of a pixel: fine enough to look at, and coarse enough to be the same on every machine.</summary>
    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
