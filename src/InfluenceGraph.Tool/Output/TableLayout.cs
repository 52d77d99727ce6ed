namespace InfluenceGraph.Tool.Output;

/// <summary>Which columns of a table fit, and how wide each is. Numbers are never broken and headings only between words; sentences are folded into what is left, and what does not fit at all is named.</summary>
/// <param name="Shown">The columns that fit, from the left, with their widths.</param>
/// <param name="Hidden">The columns that do not.</param>
internal sealed record TableLayout(IReadOnlyList<(int Place, int Width)> Shown, IReadOnlyList<int> Hidden)
{
    /// <summary>A text that is longer may be folded, down to this width.</summary>
    private const int Foldable = 24;

    internal static TableLayout Of(IReadOnlyList<Column> columns, object?[][] rows, int width)
    {
        // A column in which nothing is known tells people nothing.
        int[] told = [.. Enumerable.Range(0, columns.Count).Where(place => rows.Length == 0 || rows.Any(row => row[place] is not null))];
        var widths = told.ToDictionary(place => place, place => Widths(columns[place], rows, place));
        var shown = new List<int>(told);
        while (shown.Count > 1 && Taken(shown, widths) > width)
        {
            shown.RemoveAt(shown.Count - 1);
        }

        // What is left goes to texts that would have to be folded, then to headings that would have to be broken into words.
        int left = width - Taken(shown, widths);
        var given = shown.ToDictionary(place => place, place => widths[place].Least);
        foreach (int place in shown.Where(place => columns[place].Kind == CellKind.Text).Concat(shown.Where(place => columns[place].Kind != CellKind.Text)))
        {
            int more = Math.Clamp(widths[place].Most - given[place], 0, Math.Max(0, left));
            given[place] += more;
            left -= more;
        }

        return new([.. shown.Select(place => (place, given[place]))], [.. told.Except(shown)]);
    }

    private static (int Least, int Most) Widths(Column column, object?[][] rows, int place)
    {
        int longest = rows.Select(row => ShownText.Of(row[place], column.Kind).Length).DefaultIfEmpty(0).Max();
        int word = column.Heading.Split(' ').Max(part => part.Length);
        int cells = column.Kind == CellKind.Text ? Math.Min(longest, Foldable) : longest;
        return (Math.Max(1, Math.Max(cells, word)), Math.Max(1, Math.Max(longest, column.Heading.Length)));
    }

    /// <summary>With the blank between columns, and the border at both ends.</summary>
    private static int Taken(List<int> shown, Dictionary<int, (int Least, int Most)> widths) => shown.Sum(place => widths[place].Least + 1) + 1;
}
