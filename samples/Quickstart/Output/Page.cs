namespace Quickstart.Output;

/// <summary>Plain text of at most 100 columns, which reads the same on a terminal, in a pipe and in a mail: no colours, no frames.</summary>
internal sealed class Page(TextWriter output)
{
    private const int Width = 100;

    internal void Title(string title)
    {
        output.WriteLine(title);
        output.WriteLine(new string('-', title.Length));
    }

    internal void Blank() => output.WriteLine();

    /// <summary>Writes text broken at blanks, the second and later lines indented further.</summary>
    internal void Say(string text, int indent = 0, int hanging = 0)
    {
        string margin = new(' ', indent + hanging);
        string rest = new string(' ', indent) + text;
        while (rest.Length > Width && rest.LastIndexOf(' ', Width) is int cut && cut > margin.Length)
        {
            output.WriteLine(rest[..cut]);
            rest = margin + rest[(cut + 1)..];
        }

        output.WriteLine(rest);
    }

    /// <summary>Writes what comes in lines already; what is too long goes on further to the right.</summary>
    internal void SayLines(string text, int hanging)
    {
        foreach (string line in text.Split(Environment.NewLine))
        {
            Say(line, hanging: hanging);
        }
    }

    /// <summary>Writes a table. A heading that ends in a blank stands over text, which is set left.</summary>
    internal void Table(string[] headings, IEnumerable<string[]> rows)
    {
        string[][] lines = [headings, .. rows];
        int[] widths = [.. headings.Select((_, column) => lines.Max(line => line[column].TrimEnd().Length))];
        foreach (string[] line in lines)
        {
            IEnumerable<string> cells = line.Select((cell, column) =>
                headings[column].EndsWith(' ') ? cell.TrimEnd().PadRight(widths[column]) : cell.PadLeft(widths[column]));
            output.WriteLine($"  {string.Join("  ", cells)}".TrimEnd());
        }
    }
}
