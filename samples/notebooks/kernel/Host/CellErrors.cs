using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CSharpKernel.Host;

/// <summary>Errors as a reader of a notebook wants them: the line of the cell, and nothing of the kernel's inside.</summary>
internal static partial class CellErrors
{
    internal static CellOutcome OfCompilation(Diagnostic[] errors, string code)
    {
        string[] lines = code.Split('\n');
        var told = new List<string>();
        foreach (Diagnostic error in errors.OrderBy(error => error.Location.SourceSpan.Start).Take(10))
        {
            LinePosition at = error.Location.GetLineSpan().StartLinePosition;
            told.Add(string.Create(CultureInfo.InvariantCulture, $"({at.Line + 1},{at.Character + 1}): error {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}"));
            if (error.Location.IsInSource && at.Line < lines.Length)
            {
                told.Add("    " + lines[at.Line].TrimEnd());
                told.Add("    " + new string(' ', at.Character) + "^");
            }
        }

        if (errors.Length > 10)
        {
            told.Add(string.Create(CultureInfo.InvariantCulture, $"and {errors.Length - 10} more"));
        }

        return CellOutcome.Error("CompilationError", told[0], [.. told]);
    }

    /// <summary>What was thrown, and by which lines of cells; how libraries went about it inside is left out.</summary>
    internal static CellOutcome OfException(Exception thrown, string code)
    {
        var told = new List<string>();
        for (Exception? e = thrown; e is not null; e = e.InnerException)
        {
            told.Add($"{(told.Count > 0 ? "caused by " : "")}{e.GetType().Name}: {e.Message}");
            told.AddRange(Lines(e, code.Split('\n')));
        }

        return CellOutcome.Error(thrown.GetType().Name, thrown.Message, [.. told]);
    }

    private static IEnumerable<string> Lines(Exception e, string[] code)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match frame in CellFrame().Matches(e.StackTrace ?? ""))
        {
            (string cell, string number) = (frame.Groups["cell"].Value, frame.Groups["line"].Value);
            if (!said.Add(cell + number))
            {
                continue;
            }

            // Of this cell the text is at hand; of an earlier one, whose function was called, only the number.
            int line = int.Parse(number, CultureInfo.InvariantCulture) - 1;
            yield return $"   at {cell}:line {number}";
            if (string.Equals(cell, LastCell(e), StringComparison.Ordinal) && line < code.Length)
            {
                yield return "    " + code[line].Trim();
            }
        }
    }

    /// <summary>The cell that ran: it called all others, so it stands last.</summary>
    private static string? LastCell(Exception e) => CellFrame().Matches(e.StackTrace ?? "").LastOrDefault()?.Groups["cell"].Value;

    [GeneratedRegex(@" in (?:.*[/\\])?(?<cell>cell \d+):line (?<line>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CellFrame();
}
