using InfluenceGraph;

namespace Quickstart.Output;

/// <summary>Text broken into lines that fit a terminal and a mail.</summary>
internal static class Paragraph
{
    internal const int Width = 100;

    /// <summary>Writes lines of at most 100 characters, broken at blanks, the second and later ones indented further.</summary>
    internal static void Write(TextWriter output, string text, int indent = 0, int hanging = 0)
    {
        string margin = new(' ', indent + hanging);
        string rest = new string(' ', indent) + text;
        while (rest.Length > Width)
        {
            int cut = rest.LastIndexOf(' ', Width);
            if (cut <= margin.Length)
            {
                // One long word, such as the path of a file: it is not broken.
                break;
            }

            output.WriteLine(rest[..cut]);
            rest = margin + rest[(cut + 1)..];
        }

        output.WriteLine(rest);
    }

    /// <summary>Writes a receipt: its facts stand in a second column.</summary>
    internal static void WriteReceipt(TextWriter output, Receipt receipt)
    {
        foreach (string line in receipt.ToString().Split(Environment.NewLine))
        {
            Write(output, line, hanging: 11);
        }
    }
}
