using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CSharpKernel.Host;

/// <summary>Errors as a reader of a notebook wants them: the line of the cell, and nothing of the kernel's inside.</summary>
internal static class CellErrors
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

    internal static CellOutcome OfException(Exception thrown, string folder)
    {
        var told = new List<string>();
        for (Exception? e = thrown; e is not null; e = e.InnerException)
        {
            told.Add($"{(told.Count > 0 ? "caused by " : "")}{e.GetType().FullName}: {e.Message}");
            told.AddRange(Frames(e, folder));
        }

        return CellOutcome.Error(thrown.GetType().Name, thrown.Message, [.. told]);
    }

    private static IEnumerable<string> Frames(Exception e, string folder) => (e.StackTrace ?? "")
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .TakeWhile(frame => !frame.Contains("Microsoft.CodeAnalysis.Scripting", StringComparison.Ordinal) && !frame.Contains("CSharpKernel.", StringComparison.Ordinal))
        .Where(frame => !frame.StartsWith("---", StringComparison.Ordinal))
        .Select(frame => "   " + frame
            .Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Replace(".<<Initialize>>d__0.MoveNext()", "", StringComparison.Ordinal));
}
