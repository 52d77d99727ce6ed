using System.Globalization;
using System.Text;
using System.Xml;

namespace Quickstart.Output;

/// <summary>Writes the few SVG elements that a line chart needs. The same calls give the same text.</summary>
internal sealed class SvgPicture : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private readonly StringBuilder _text = new();
    private readonly XmlWriter _xml;

    /// <summary>Starts a picture on a white ground of its own, so that it reads on dark pages too.</summary>
    internal SvgPicture(int width, int height, string title)
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

    internal void Line(Point from, Point to, string colour, double width = 1, string? dashes = null) => Element(
        "line",
        ("x1", Number(from.X)),
        ("y1", Number(from.Y)),
        ("x2", Number(to.X)),
        ("y2", Number(to.Y)),
        ("stroke", colour),
        ("stroke-width", Number(width)),
        ("stroke-dasharray", dashes));

    internal void Curve(IEnumerable<Point> points, string colour, double width) => Element(
        "polyline",
        ("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))),
        ("fill", "none"),
        ("stroke", colour),
        ("stroke-width", Number(width)),
        ("stroke-linejoin", "round"));

    internal void Dot(Point centre, double radius, string fill, string stroke) => Element(
        "circle",
        ("cx", Number(centre.X)),
        ("cy", Number(centre.Y)),
        ("r", Number(radius)),
        ("fill", fill),
        ("stroke", stroke),
        ("stroke-width", "2"));

    /// <summary>Writes text; <paramref name="at"/> is its start, middle or end on the base line.</summary>
    internal void Text(Point at, string text, string colour, string anchor = "start", int size = 14, bool isBold = false)
    {
        _xml.WriteStartElement("text", Namespace);
        Attributes(
            ("x", Number(at.X)),
            ("y", Number(at.Y)),
            ("fill", colour),
            ("font-size", Number(size)),
            ("font-weight", isBold ? "bold" : null),
            ("text-anchor", anchor));
        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    /// <summary>Ends the picture.</summary>
    internal string Finish()
    {
        _xml.WriteEndElement();
        _xml.Flush();
        return _text.Append('\n').ToString();
    }

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

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>A place in a picture, in pixels from the upper left.</summary>
internal readonly record struct Point(double X, double Y);
