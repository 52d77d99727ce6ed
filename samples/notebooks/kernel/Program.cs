using CSharpKernel.Host;
using CSharpKernel.Install;
using CSharpKernel.Lessons;

namespace CSharpKernel;

internal static class Program
{
    private const string Usage = """
        A C# kernel for Jupyter, and the lessons that run on it.

          install [--user | --data-dir FOLDER] [--python PYTHON]   makes Jupyter know the kernel 'csharp'
          make LESSON.cs...           writes LESSON.ipynb from its source, runs it and stores the outputs
          check [--apps] LESSON.cs... runs notebooks (--apps: file-based apps too) and compares with what is stored; changes nothing
          agree LESSON.cs...          compares the notebooks' cells with their sources, and runs nothing
          host                        what the kernel starts: cells come in and outputs go out as lines of JSON
        """;

    private static int Main(string[] args)
    {
        try
        {
            return args switch
            {
                ["host"] => KernelHost.Run(),
                ["install", .. var rest] => KernelInstaller.Run(rest),
                ["make", .. var lessons] when lessons.Length > 0 => LessonRunner.Make(lessons),
                ["check", "--apps", .. var lessons] when lessons.Length > 0 => LessonRunner.Check(lessons, runsApps: true),
                ["check", .. var lessons] when lessons.Length > 0 => LessonRunner.Check(lessons, runsApps: false),
                ["agree", .. var lessons] when lessons.Length > 0 => LessonRunner.Agree(lessons),
                _ => Help(args),
            };
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Help(string[] args)
    {
        Console.WriteLine(Usage);
        return args is [] or ["--help"] or ["-h"] ? 0 : 2;
    }
}
