namespace CSharpKernel.Lessons;

/// <summary>A lesson's source: a C# file-based app whose cells are told apart by <c>// %%</c> and <c>// %% [markdown]</c> (the percent format that Jupytext, VS Code and Spyder know).</summary>
internal static class PercentFile
{
    private const string CodeMark = "// %%";
    private const string MarkdownMark = "// %% [markdown]";

    internal static IReadOnlyList<LessonCell> Parse(string path)
    {
        var cells = new List<LessonCell>();
        List<string>? lines = null;
        bool isMarkdown = false;
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            string mark = line.TrimEnd();
            if (string.Equals(mark, CodeMark, StringComparison.Ordinal) || string.Equals(mark, MarkdownMark, StringComparison.Ordinal))
            {
                Finish();
                lines = [];
                isMarkdown = string.Equals(mark, MarkdownMark, StringComparison.Ordinal);
            }
            else if (lines is null)
            {
                // Before the first mark stands what only a file needs, such as the line that makes it a program.
                if (line.Length > 0 && !line.StartsWith("#!", StringComparison.Ordinal))
                {
                    throw new FormatException($"{path}, line {number}: '{line}'; expected '{CodeMark}' or '{MarkdownMark}' before anything else.");
                }
            }
            else
            {
                lines.Add(isMarkdown ? Prose(path, number, line) : line);
            }
        }

        Finish();
        return cells.Count > 0 ? cells : throw new FormatException($"{path} has no cell; expected a line '{CodeMark}' or '{MarkdownMark}'.");

        void Finish()
        {
            string source = lines is null ? "" : string.Join('\n', lines).Trim('\n');
            if (source.Length > 0)
            {
                cells.Add(new(isMarkdown, source));
            }
        }
    }

    private static string Prose(string path, int number, string line) => line switch
    {
        "" or "//" => "",
        _ when line.StartsWith("// ", StringComparison.Ordinal) => line[3..],
        _ => throw new FormatException($"{path}, line {number}: '{line}' stands in a markdown cell; expected '// ' before each line."),
    };
}
