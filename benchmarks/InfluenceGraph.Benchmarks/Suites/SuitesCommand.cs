using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using InfluenceGraph.Benchmarks.Compare;
using Perfolizer.Horology;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>Runs every suite as a short job in this process and compares with a baseline. Fails where a suite does not run, and for nothing else.</summary>
internal static class SuitesCommand
{
    private const int Scale = 14;
    private const string Usage = """
        suites [--check BASELINE.json] [--out BASELINE.json]
          --check  compares with what an earlier run wrote; the exit code is 1 where a suite does not run, never for a ratio
          --out    writes what was measured there
        """;

    internal static int Run(string[] arguments)
    {
        (string? baseline, string? path) = (null, null);
        for (int i = 0; i < arguments.Length; i += 2)
        {
            bool hasValue = i + 1 < arguments.Length;
            switch (arguments[i])
            {
                case "--check" when hasValue && File.Exists(arguments[i + 1]):
                    baseline = arguments[i + 1];
                    break;
                case "--out" when hasValue:
                    path = arguments[i + 1];
                    break;
                default:
                    Console.Error.WriteLine($"Got '{string.Join(' ', arguments[i..])}'; expected:\n{Usage}");
                    return arguments is ["--help"] ? 0 : 2;
            }
        }

        Environment.SetEnvironmentVariable(SuiteGraph.ScaleVariable, Scale.ToString(CultureInfo.InvariantCulture));
        (SuiteResults results, List<string> failed) = Measure();
        Print(results, baseline is null ? null : SuiteResults.Read(baseline));
        if (path is not null && failed.Count == 0)
        {
            results.Write(path);
        }

        failed.ForEach(name => Console.WriteLine($"{name} did not run."));
        return failed.Count == 0 && results.Parts.Count > 0 ? 0 : 1;
    }

    private static (SuiteResults Results, List<string> Failed) Measure()
    {
        Type[] suites = [.. typeof(SuitesCommand).Assembly.GetTypes()
            .Where(type => Array.Exists(type.GetMethods(), method => method.GetCustomAttribute<BenchmarkAttribute>() is not null))
            .OrderBy(type => type.Name, StringComparer.Ordinal)];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("suites-");
        var parts = new List<SuitePart>();
        var failed = new List<string>();
        try
        {
            IConfig config = ManualConfig.CreateEmpty()
                .AddJob(Job.Default
                    .WithToolchain(InProcessNoEmitToolchain.Instance)
                    .WithWarmupCount(2)
                    .WithIterationCount(7)
                    .WithIterationTime(TimeInterval.FromMilliseconds(60)))
                .AddDiagnoser(MemoryDiagnoser.Default)
                .AddLogger(NullLogger.Instance)
                .WithArtifactsPath(folder.FullName)
                .WithOptions(ConfigOptions.DisableLogFile);
            foreach (Type suite in suites)
            {
                Summary summary = BenchmarkRunner.Run(suite, config);
                if (summary.Reports.IsEmpty)
                {
                    failed.Add(suite.Name);
                }

                foreach (BenchmarkReport report in summary.Reports)
                {
                    string name = NameOf(report.BenchmarkCase);
                    if (report.Success && report.ResultStatistics is { } statistics)
                    {
                        parts.Add(new(name, Math.Round(statistics.Median / 1000, 3), report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0));
                    }
                    else
                    {
                        failed.Add(name);
                    }
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (new("suites", today, $"{CompareReport.Processor()}, {Environment.ProcessorCount} processors", RuntimeInformation.FrameworkDescription, Scale, parts), failed);
    }

    private static string NameOf(BenchmarkCase benchmark)
    {
        string parameters = benchmark.Parameters.Count == 0 ? "" : $" ({string.Join(", ", benchmark.Parameters.Items.Select(item => $"{item.Name} {item.Value}"))})";
        return $"{benchmark.Descriptor.Type.Name}: {benchmark.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')}{parameters}";
    }

    private static void Print(SuiteResults now, SuiteResults? then)
    {
        var before = (then?.Parts ?? []).ToDictionary(part => part.Name, StringComparer.Ordinal);
        double[] ratios = [.. now.Parts.Where(part => before.ContainsKey(part.Name)).Select(part => part.Microseconds / before[part.Name].Microseconds).Order()];
        double usual = ratios.Length == 0 ? double.NaN : ratios[ratios.Length / 2];
        Console.WriteLine($"Suites on R-MAT scale {now.Scale}, {now.Machine}, {now.Runtime}");
        if (then is not null)
        {
            Console.WriteLine($"Baseline of {then.Date} on {then.Machine}, {then.Runtime}. Times on another machine mean nothing; what means something is the last ratio, of a part to all parts.");
        }

        Console.WriteLine();
        Console.WriteLine("| part | baseline us | now us | now / baseline | of the median ratio | allocated, baseline | allocated, now |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (SuitePart part in now.Parts)
        {
            SuitePart? was = before.GetValueOrDefault(part.Name);
            double ratio = was is null ? double.NaN : part.Microseconds / was.Microseconds;
            Console.WriteLine($"| {part.Name} | {Cell(was?.Microseconds, "#,0.0")} | {Cell(part.Microseconds, "#,0.0")} | {Cell(ratio, "0.00")} | {Cell(ratio / usual, "0.00")} | {Cell(was?.AllocatedBytes, "#,0")} | {Cell(part.AllocatedBytes, "#,0")} |");
        }

        foreach (string gone in before.Keys.Except(now.Parts.Select(part => part.Name), StringComparer.Ordinal))
        {
            Console.WriteLine($"| {gone} | {Cell(before[gone].Microseconds, "#,0.0")} | not measured | | | | |");
        }

        Console.WriteLine();
    }

    private static string Cell(double? value, string format) => value is double known && double.IsFinite(known) ? CompareReport.Number(known, format) : "";
}
