using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using InfluenceGraph.Tests.Repository;
using InfluenceGraph.Tool.Tests.CommandLine;

namespace InfluenceGraph.Tool.Tests.Pages;

/// <summary>A Markdown page whose <c>bash</c> blocks are commands, and whose <c>text</c> block after one is what the last of them prints.</summary>
internal sealed partial class ShellPage(params string[] path)
{
    private readonly string _file = RepositoryRoot.PathOf(path);

    internal string Text => File.ReadAllText(_file).ReplaceLineEndings("\n");

    /// <summary>All lines that run the tool.</summary>
    internal IEnumerable<string> ToolLines => Blocks().Matches(Text).SelectMany(Lines).Where(IsOfTool);

    /// <summary>Runs every command in a folder, and returns the page with what they print in place of what it says.</summary>
    internal string Rerun(TemporaryFolder folder)
    {
        string text = Text;
        var rerun = new StringBuilder();
        int copied = 0;

        // All blocks are found before the first runs, whose time is not that of the search.
        foreach (Match block in Blocks().Matches(text).ToArray())
        {
            string output = "";
            foreach (string line in Lines(block))
            {
                // In this order: the repository itself may lie under /tmp.
                string here = line.Replace("/tmp/", $"{folder.Path}/", StringComparison.Ordinal).Replace("../shared/data/", $"{RepositoryRoot.PathOf("..", "shared", "data")}/", StringComparison.Ordinal);
                output = IsOfTool(line) ? Tool(here, folder) : Shell(here);
            }

            if (block.Groups["output"] is { Success: true } said)
            {
                rerun.Append(text.AsSpan(copied, said.Index - copied)).Append(output);
                copied = said.Index + said.Length;
            }
        }

        return rerun.Append(text.AsSpan(copied)).ToString();
    }

    /// <summary>Writes the page anew, for the environment variable that says so.</summary>
    internal void Write(string text) => File.WriteAllText(_file, text);

    private static bool IsOfTool(string line) => line.StartsWith("influencegraph ", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(Match block) => block.Groups["lines"].Value
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => Comment().Replace(line, ""))
        .Where(line => !line.StartsWith("dotnet ", StringComparison.Ordinal));

    private static string Tool(string line, TemporaryFolder folder)
    {
        Run run = ToolRunner.Run(CommandText.Arguments(line, folder.Path));
        return (run.Output + run.Errors).Replace($"{folder.Path}{Path.DirectorySeparatorChar}", "", StringComparison.Ordinal);
    }

    private static string Shell(string line)
    {
        using var shell = Process.Start("bash", ["-c", line]);
        shell.WaitForExit();
        return shell.ExitCode == 0 ? "" : throw new InvalidOperationException($"{line} ended with {shell.ExitCode}.");
    }

    [GeneratedRegex("```bash\n(?<lines>.*?)```(\n\n```text\n(?<output>[^`]*)```)?", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\s+# .*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();
}
