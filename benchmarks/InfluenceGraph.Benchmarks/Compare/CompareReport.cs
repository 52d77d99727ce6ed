using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace InfluenceGraph.Benchmarks.Compare;

/// <summary>One Markdown table of what was measured, with the machine it was measured on. Says each line on the console as it comes.</summary>
internal sealed class CompareReport
{
    private readonly StringBuilder _text = new();

    internal CompareReport(string title, string commandLine, string? compiler, int level = 1)
    {
        Line($"{new string('#', level)} {title}");
        Line("");
        Line("| what | value |");
        Line("|---|---|");
        Row("command", $"`{commandLine}`");
        Row("date", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Row("machine", $"{Processor()}, {Environment.ProcessorCount} processors; {RuntimeInformation.OSDescription}");
        Row("runtime", RuntimeInformation.FrameworkDescription);
        Row("C compiler", compiler ?? "none found as `cc`, so no rows for the C loop");
    }

    internal void Row(string what, string value) => Line($"| {what} | {value} |");

    /// <summary>Begins a table of its own, with a line between it and what stands above.</summary>
    internal void Table(params string[] heads)
    {
        Line("");
        Line($"| {string.Join(" | ", heads)} |");
        Line($"|{string.Concat(Enumerable.Repeat("---|", heads.Length))}");
    }

    internal void Cells(params string[] cells) => Line($"| {string.Join(" | ", cells)} |");

    /// <summary>A paragraph of its own.</summary>
    internal void Say(string text)
    {
        Line("");
        Line(text);
    }

    internal void Save(string path) => File.WriteAllText(path, _text.ToString());

    /// <summary>Adds the report to the end of a file.</summary>
    internal void Append(string path) => File.AppendAllText(path, File.Exists(path) ? $"\n{_text}" : _text.ToString());

    internal static string Number(double value, string format = "#,0") => value.ToString(format, CultureInfo.InvariantCulture);

    internal static string MiB(long bytes) => $"{Number(bytes / (double)(1 << 20))} MiB";

    internal static string Milliseconds(double seconds) => $"{Number(seconds * 1e3, seconds < 0.01 ? "0.00" : seconds < 1 ? "0.0" : "#,0")} ms";

    private void Line(string line)
    {
        _text.Append(line).Append('\n');
        Console.WriteLine(line);
    }

    internal static string Processor()
    {
        const string Facts = "/proc/cpuinfo";
        string? line = File.Exists(Facts)
            ? File.ReadLines(Facts).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
