namespace Quickstart.Output;

/// <summary>Text broken into lines that fit a terminal and a mail.</summary>
internal static class Paragraph
{
    internal const int Width = 100;

    /// <summary>Writes words in lines of at most 100 characters, the second and later ones indented further.</summary>
    internal static void Write(TextWriter output, string text, int indent = 0, int hanging = 0)
    {
        string line = new(' ', indent);
        bool isEmpty = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line);
                (line, isEmpty) = (new(' ', indent + hanging), true);
            }

            line += isEmpty ? word : $" {word}";
            isEmpty = false;
        }

        output.WriteLine(line);
    }
}
