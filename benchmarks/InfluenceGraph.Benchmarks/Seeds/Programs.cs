using System.Diagnostics;

namespace InfluenceGraph.Benchmarks.Seeds;

/// <summary>Programs that are not ours, run to their end.</summary>
internal static class Programs
{
    internal static string Run(string folder, string program, params string[] arguments)
    {
        (string output, string errors, int code) = Ended(folder, program, arguments, "");
        return code == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {code}: {errors} {output}");
    }

    internal static string RunWith(string input, string program, params string[] arguments)
    {
        (string output, string errors, int code) = Ended(".", program, arguments, input);
        return code == 0 ? output : throw new InvalidOperationException($"{program} ended with exit code {code}: {errors}");
    }

    /// <summary>Output and the most memory in KiB, as <c>/usr/bin/time</c> tells it.</summary>
    internal static (string Output, long Kibibytes) RunMeasured(string folder, string program, params string[] arguments)
    {
        (string output, string errors, _) = Ended(folder, "/usr/bin/time", ["-f", "%M", program, .. arguments], "");
        string last = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        return (output, long.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static (string Output, string Errors, int Code) Ended(string folder, string program, string[] arguments, string input)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, errors.Result, process.ExitCode);
    }
}
