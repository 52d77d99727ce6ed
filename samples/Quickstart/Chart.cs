using System.Globalization;
using InfluenceGraph;
using Quickstart.Output;
using static Quickstart.Florence;

namespace Quickstart;

/// <summary>Draws the curve: Medici and Strozzi against the word-of-mouth share, and in grey the families who pass the Strozzi.</summary>
internal sealed class Chart
{
    private const int Width = 800;
    private const int Height = 480;
    private const double Left = 64;
    private const double Right = 680;
    private const double Top = 64;
    private const double Bottom = 416;
    private const double HighestValue = 150;
    private const double LastShare = 0.9;

    private const string Ink = "#24292f";
    private const string Muted = "#57606a";
    private const string Grid = "#d8dee4";
    private const string Grey = "#8c959f";
    private const string MediciBlue = "#0550ae";
    private const string StrozziRed = "#bc4c00";

    private readonly Curve _curve;
    private readonly SvgPicture _picture;

    private Chart(Curve curve, SvgPicture picture) => (_curve, _picture) = (curve, picture);

    /// <summary>The picture as SVG text.</summary>
    internal static string Draw(Curve curve)
    {
        using var picture = new SvgPicture(Width, Height, "Social value of Florentine families against the word-of-mouth share d");
        var chart = new Chart(curve, picture);
        chart.Axes();
        chart.Families();
        chart.Crossing();
        chart.MainTable();
        return picture.Finish();
    }

    private void Axes()
    {
        _picture.Text(new(Left, 26), "The richer Strozzi lead while wealth stays at home, the Medici once it moves", Ink, size: 17, isBold: true);
        _picture.Text(new(Left, 47), "Social value of a family, thousands of lire", Muted);
        for (int value = 0; value <= HighestValue; value += 50)
        {
            _picture.Line(new(Left, Y(value)), new(Right, Y(value)), value == 0 ? Muted : Grid);
            _picture.Text(new(Left - 8, Y(value) + 5), Text(value), Muted, "end");
        }

        for (int tenth = 0; tenth <= 9; tenth++)
        {
            _picture.Line(new(X(tenth / 10.0), Bottom), new(X(tenth / 10.0), Bottom + 5), Muted);
            _picture.Text(new(X(tenth / 10.0), Bottom + 21), Text(tenth / 10.0), Muted, "middle");
        }

        _picture.Text(new((Left + Right) / 2, Bottom + 46), "word-of-mouth share d: the part of each lira that moves on at each step", Muted, "middle");
    }

    private void Families()
    {
        SocialValueResult<string> last = _curve.At(LastShare);
        string[] shown = [.. last.Top(last.Count).Customers.TakeWhile(family => family is not Strozzi), Strozzi];
        double[] places = LabelPlaces.Apart([.. shown.Select(family => Y(last[family]))], gap: 17);

        // The two of the question are drawn last, above the others.
        foreach (int i in Enumerable.Range(0, shown.Length).OrderBy(i => Colour(shown[i]) is not Grey))
        {
            string colour = Colour(shown[i]);
            bool isGrey = colour is Grey;
            _picture.Curve(Points(shown[i]), colour, isGrey ? 1.5 : 3);
            _picture.Line(new(Right + 3, Y(last[shown[i]])), new(Right + 17, places[i]), colour);
            _picture.Text(new(Right + 21, places[i] + 5), shown[i], isGrey ? Muted : colour, isBold: !isGrey);
        }
    }

    private void Crossing()
    {
        double share = _curve.LeadChange();
        var place = new Point(X(share), Y(_curve.At(share)[Medici]));
        _picture.Dot(place, 6, "white", Ink);
        _picture.Text(new(place.X + 14, place.Y - 44), $"the lead changes at d = {share.ToString("0.00", CultureInfo.InvariantCulture)}", Ink);
        _picture.Line(new(place.X + 4, place.Y - 6), new(place.X + 20, place.Y - 39), Ink);
    }

    /// <summary>Marks what the table shows, so that text and picture can be compared.</summary>
    private void MainTable()
    {
        SocialValueResult<string> value = _curve.At(Curve.MainShare);
        foreach (string family in new[] { Medici, Strozzi })
        {
            var place = new Point(X(Curve.MainShare), Y(value[family]));
            bool isAbove = family is Medici;
            _picture.Dot(place, 4, Colour(family), "white");
            _picture.Text(new(place.X + (isAbove ? 0 : 8), place.Y + (isAbove ? -10 : -6)), value[family].ToString("0.0", CultureInfo.InvariantCulture), Colour(family), isAbove ? "middle" : "start", isBold: true);
        }
    }

    private IEnumerable<Point> Points(string family) => Enumerable
        .Range(0, 46)
        .Select(step => step / 50.0)
        .Select(share => new Point(X(share), Y(_curve.At(share)[family])));

    private static string Colour(string family) => family switch
    {
        Medici => MediciBlue,
        Strozzi => StrozziRed,
        _ => Grey,
    };

    private static double X(double share) => Left + ((Right - Left) * share / LastShare);

    private static double Y(double value) => Bottom - ((Bottom - Top) * value / HighestValue);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
