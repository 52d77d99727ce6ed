namespace NotebookKit;

/// <summary>Names of series, line by line.</summary>
internal static class Legend
{
    private const int LineHeight = 20;
    private const int Swatch = 28;
    private const int Gap = 22;

    internal static double HeightOf(string[] names, double width) => Places(names, width).Max(place => place.Line + 1) * LineHeight;

    internal static void Draw(SvgText svg, string[] names, double left, double top, double width, Action<double, double, int> swatch)
    {
        (double X, int Line)[] places = [.. Places(names, width)];
        for (int i = 0; i < names.Length; i++)
        {
            double y = top + 10 + (places[i].Line * LineHeight);
            swatch(left + places[i].X, y, i);
            svg.Text(left + places[i].X + Swatch, y, names[i], Palette.Ink);
        }
    }

    private static IEnumerable<(double X, int Line)> Places(string[] names, double width)
    {
        double x = 0;
        int line = 0;
        foreach (string name in names)
        {
            double needed = Swatch + SvgText.WidthOf(name);
            if (x > 0 && x + needed > width)
            {
                (x, line) = (0, line + 1);
            }

            yield return (x, line);
            x += needed + Gap;
        }
    }
}
