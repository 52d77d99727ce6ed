namespace InfluenceGraph.Tool.CommandLine;

/// <summary>Sentences in lines of a given width.</summary>
internal static class WrappedText
{
    /// <summary>The lines of a text; a word that is longer than a line stands alone.</summary>
    internal static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }

    /// <summary>A command line; one that goes on ends with a backslash, as shells have it, and never within quotes.</summary>
    internal static IEnumerable<string> CommandLines(string command, int width)
    {
        string line = "";
        foreach (string word in Parts(command))
        {
            if (line.Length > 0 && line.Length + 3 + word.Length > width)
            {
                yield return $"{line} \\";
                line = "  ";
            }

            line = line.Trim().Length == 0 ? $"{line}{word}" : $"{line} {word}";
        }

        yield return line;
    }

    /// <summary>Words, an option with its value.</summary>
    private static IEnumerable<string> Parts(string command)
    {
        string? option = null;
        foreach (string word in Words(command))
        {
            if (option is not null && !word.StartsWith("--", StringComparison.Ordinal))
            {
                yield return $"{option} {word}";
                option = null;
                continue;
            }

            if (option is not null)
            {
                yield return option;
            }

            option = word.StartsWith("--", StringComparison.Ordinal) ? word : null;
            if (option is null)
            {
                yield return word;
            }
        }

        if (option is not null)
        {
            yield return option;
        }
    }

    private static IEnumerable<string> Words(string command)
    {
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i <= command.Length; i++)
        {
            if (i == command.Length || (command[i] == ' ' && !isQuoted))
            {
                yield return command[start..i];
                start = i + 1;
            }
            else if (command[i] == '\'')
            {
                isQuoted = !isQuoted;
            }
        }
    }
}
