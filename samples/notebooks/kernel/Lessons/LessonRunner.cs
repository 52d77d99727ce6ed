using System.Diagnostics;
using System.Globalization;

namespace CSharpKernel.Lessons;

/// <summary>Makes notebooks from their sources, runs them as Jupyter does, and compares.</summary>
internal static class LessonRunner
{
    internal static int Make(string[] arguments)
    {
        (string[] lessons, string? data) = Parse(arguments);
        using var jupyter = new HeadlessJupyter(data);
        foreach (string lesson in lessons)
        {
            string path = NotebookOf(lesson, data);
            var empty = NotebookFile.WithoutOutputs(PercentFile.Parse(lesson));
            string? before = File.Exists(path) ? File.ReadAllText(path) : null;
            long began = Stopwatch.GetTimestamp();
            try
            {
                // In its place, as a notebook runs in its folder; a lesson that fails leaves the one that was there.
                empty.Write(path);
                jupyter.Run(path).Write(path);
            }
            catch (InvalidOperationException) when (before is not null)
            {
                File.WriteAllText(path, before);
                throw;
            }

            Console.WriteLine($"made    {Path.GetFileName(path)} ({Seconds(began)})");
        }

        return 0;
    }

    internal static int Check(string[] arguments, bool runsApps)
    {
        (string[] lessons, string? data) = Parse(arguments);
        int wrong = Agree(lessons, data);
        using HeadlessJupyter? jupyter = HeadlessJupyter.Find(data);
        if (jupyter is null)
        {
            Console.WriteLine("Jupyter (jupyter nbconvert and a Python with ipykernel) is not here: the notebooks were not run. Debian: apt-get install jupyter-nbconvert python3-ipykernel");
        }

        foreach (string lesson in lessons)
        {
            string path = NotebookOf(lesson, data);
            var stored = NotebookFile.Read(path);
            if (jupyter is not null)
            {
                long began = Stopwatch.GetTimestamp();
                wrong += Tell($"notebook {Path.GetFileName(path)}", began, stored.DifferencesTo(jupyter.Run(path)));
            }

            if (runsApps)
            {
                long began = Stopwatch.GetTimestamp();
                wrong += Tell($"app      {Path.GetFileName(lesson)}", began, FileApp.DifferencesTo(stored, lesson, data));
            }
        }

        return wrong == 0 ? 0 : 1;
    }

    internal static int Agree(string[] arguments)
    {
        (string[] lessons, string? data) = Parse(arguments);
        return Agree(lessons, data) == 0 ? 0 : 1;
    }

    private static int Agree(string[] lessons, string? data)
    {
        int wrong = 0;
        foreach (string lesson in lessons)
        {
            string path = NotebookOf(lesson, data);
            if (!File.Exists(path) || !NotebookFile.Read(path).Cells.SequenceEqual(PercentFile.Parse(lesson)))
            {
                wrong++;
                Console.WriteLine($"FAILED  {Path.GetFileName(path)} {(File.Exists(path) ? "is not what its source says" : "does not exist")}; make it anew with: make {lesson}");
            }
        }

        return wrong;
    }

    /// <summary>A notebook stands beside its source; one that ran on real data says so in its name.</summary>
    private static string NotebookOf(string lesson, string? data) => Path.ChangeExtension(lesson, data is null ? ".ipynb" : ".real-data.ipynb");

    private static (string[] Lessons, string? Data) Parse(string[] arguments) => arguments is ["--real-data", var folder, .. var lessons]
        ? ([.. lessons.Select(Path.GetFullPath)], Path.GetFullPath(folder))
        : ([.. arguments.Select(Path.GetFullPath)], null);

    private static int Tell(string what, long began, IEnumerable<string> differences)
    {
        string[] found = [.. differences];
        Console.WriteLine($"{(found.Length == 0 ? "passed " : "FAILED ")} {what} ({Seconds(began)})");
        foreach (string difference in found)
        {
            Console.WriteLine("  " + difference);
        }

        return found.Length == 0 ? 0 : 1;
    }

    private static string Seconds(long began) => Stopwatch.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
