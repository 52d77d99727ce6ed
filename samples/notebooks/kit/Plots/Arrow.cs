namespace NotebookKit;

/// <summary>A line with a head.</summary>
internal static class Arrow
{
    /// <summary>Draws it from one place to another, ending so far before it.</summary>
    internal static void Draw(SvgText svg, (double X, double Y) from, (double X, double Y) to, double before, string colour, double width)
    {
        double x = to.X - from.X, y = to.Y - from.Y;
        double length = Math.Sqrt((x * x) + (y * y));
        if (length <= before + 1)
        {
            return;
        }

        (x, y) = (x / length, y / length);
        double size = 5 + (1.5 * width);
        (double X, double Y) tip = (to.X - (x * before), to.Y - (y * before));
        (double X, double Y) neck = (tip.X - (x * size), tip.Y - (y * size));
        svg.Line(from.X, from.Y, neck.X, neck.Y, colour, width);
        svg.Area([tip, (neck.X - (y * size * 0.55), neck.Y + (x * size * 0.55)), (neck.X + (y * size * 0.55), neck.Y - (x * size * 0.55))], colour);
    }
}
