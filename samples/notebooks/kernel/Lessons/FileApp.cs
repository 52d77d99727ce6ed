namespace CSharpKernel.Lessons;

/// <summary>The same lesson as a program: its terminal shows what the notebook shows, pictures as paths.</summary>
internal static class FileApp
{
    internal static IEnumerable<string> DifferencesTo(NotebookFile stored, string lesson, string? data)
    {
        string plots = Directory.CreateTempSubdirectory("lesson-plots-").FullName;
        try
        {
            var finished = Child.Run("dotnet", ["run", "-c", "Release", lesson], Path.GetDirectoryName(lesson)!, new(StringComparer.Ordinal) { ["INFLUENCEGRAPH_DATA"] = data, ["LESSON_PLOTS"] = plots });
            if (finished.ExitCode != 0)
            {
                return [$"exit code {finished.ExitCode}: {string.Join('\n', (finished.Output + finished.Errors).Split('\n').TakeLast(20))}"];
            }

            (string Line, bool IsPicture)[] expected = [.. stored.Outputs.SelectMany(outputs => outputs).SelectMany(output => output.InTerminal())];
            string[] got = finished.Output.TrimEnd('\n').Split('\n');
            int wrong = Enumerable.Range(0, Math.Max(expected.Length, got.Length)).FirstOrDefault(i => i >= expected.Length || i >= got.Length || !IsSame(expected[i], got[i].TrimEnd()), -1);
            return wrong < 0 ? [] : [$"line {wrong + 1}\n    notebook: {(wrong < expected.Length ? expected[wrong].Line : "(nothing)")}\n    app:      {(wrong < got.Length ? got[wrong] : "(nothing)")}"];
        }
        finally
        {
            Directory.Delete(plots, recursive: true);
        }
    }

    private static bool IsSame((string Line, bool IsPicture) expected, string got) => expected.IsPicture
        ? got.StartsWith(expected.Line + ": ", StringComparison.Ordinal) && got.EndsWith(".svg", StringComparison.Ordinal)
        : string.Equals(expected.Line, got, StringComparison.Ordinal);
}
