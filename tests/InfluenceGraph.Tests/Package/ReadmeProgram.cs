using System.Text.RegularExpressions;

namespace InfluenceGraph.Tests.Package;

/// <summary>A program in a Markdown page, with what the page says that it prints.</summary>
internal sealed partial record ReadmeProgram(string Code, string Output)
{
    internal static IReadOnlyList<ReadmeProgram> All(string markdown) =>
        [.. Blocks().Matches(markdown.ReplaceLineEndings("\n")).Select(match => new ReadmeProgram(match.Groups["code"].Value, match.Groups["output"].Value))];

    [GeneratedRegex("```csharp\n(?<code>.*?)```[^`]*```text\n(?<output>.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blocks();
}
