using System.Text.RegularExpressions;

namespace CSharpKernel.Host;

/// <summary>A cell with its references told apart: those of file-based apps (<c>#:project</c>, <c>#:package</c>) and those of C# scripts (<c>#r</c>).</summary>
/// <remarks>
/// Scripts know no <c>using var x = ...</c> outside a block. In a cell it is a variable like others, as later cells go on with it; the word becomes blanks.
/// </remarks>
/// <param name="Code">The code with empty lines where references stood, so that lines keep their numbers.</param>
/// <param name="Projects">Projects or their folders.</param>
/// <param name="Packages">Packages and versions.</param>
internal sealed partial record CellCode(string Code, IReadOnlyList<string> Projects, IReadOnlyList<(string Name, string Version)> Packages)
{
    internal bool HasReferences => Projects.Count > 0 || Packages.Count > 0;

    internal static CellCode Parse(string cell)
    {
        string[] lines = cell.Split('\n');
        var projects = new List<string>();
        var packages = new List<(string, string)>();
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (ProjectLine().Match(line) is { Success: true } project)
            {
                projects.Add(project.Groups["path"].Value.Trim());
            }
            else if (PackageLine().Match(line) is { Success: true } package)
            {
                packages.Add((package.Groups["name"].Value, package.Groups["version"].Value));
            }
            else if (!IgnoredLine().IsMatch(line))
            {
                // A library (#r "some.dll") is the compiler's own business.
                lines[i] = UsingVariable().Replace(lines[i], "      ");
                continue;
            }

            lines[i] = "";
        }

        return new(string.Join('\n', lines), projects, packages);
    }

    [GeneratedRegex("""^(?:#:project\s+(?<path>.+)|#r\s+"(?:project:\s*)?(?<path>[^":]*(?:\.csproj|\.fsproj|[/\\]))")$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectLine();

    [GeneratedRegex("""^(?:#:package\s+(?<name>[\w.-]+)@(?<version>\S+)|#r\s+"nuget:\s*(?<name>[\w.-]+)\s*,\s*(?<version>[^"\s]+)\s*")$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackageLine();

    [GeneratedRegex("""^using (?=[\w.]+(?:<.*>)?\??(?:\[\])? \w+ = )""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsingVariable();

    /// <summary>What only means something to a file-based app: properties, SDKs and the line that makes it a program.</summary>
    [GeneratedRegex("""^#(?::property\b|:sdk\b|!)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IgnoredLine();
}
