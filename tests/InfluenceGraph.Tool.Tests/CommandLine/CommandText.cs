using System.Text;

namespace InfluenceGraph.Tool.Tests.CommandLine;

/// <summary>A command line as a shell splits it, with the files of the examples in a folder of the test.</summary>
internal static class CommandText
{
    private static readonly string[] _files = ["crm", "another", "larger", "copy"];

    /// <summary>The arguments after the name of the tool.</summary>
    internal static string[] Arguments(string line, string folder) =>
        [.. Split(line).Skip(1).Select(word => IsFile(word) ? Path.Combine(folder, word) : word)];

    private static bool IsFile(string word) =>
        _files.Contains(word, StringComparer.Ordinal)
        || (!word.Contains(' ', StringComparison.Ordinal) && (word.StartsWith("crm/", StringComparison.Ordinal) || Path.GetExtension(word) is ".csv" or ".json" or ".txt" or ".db" or ".graphml" or ".gexf"));

    private static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char quote = '\0';
        foreach (char c in line)
        {
            if (quote != '\0' ? c == quote : c is '\'' or '"')
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (c == ' ' && quote == '\0')
            {
                words.Add(word.ToString());
                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }

        words.Add(word.ToString());
        return words;
    }
}
