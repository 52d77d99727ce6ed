using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Tool.Commands;
using Xunit;

namespace InfluenceGraph.Tool.Tests.Commands;

/// <summary>What is told beforehand is what a run then takes. Time is never asserted.</summary>
public sealed class EstimateTests
{
    /// <summary>The help says 1.5; garbage collectors of other machines may wait longer.</summary>
    private const double Factor = 2;

    private const int Customers = 40_000;

    [Fact]
    public void A_run_takes_the_memory_that_was_estimated()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The peak of another process is read from /proc.");
        using var folder = new TemporaryFolder();
        string crm = folder.WithCrm("--customers", FormattableString.Invariant($"{Customers}"));
        string ties = Path.Combine(crm, "ties.csv");
        long plain = Peak("score", "--ties", ties, "--from", "from", "--to", "to", "--since", "none", "--until", "none", "--last-contact", "none");
        long rows = Rows(ties);
        MemoryEstimate graph = CustomerGraph.EstimateMemory<string>(Customers, rows, averageKeyLength: 6);
        RequireWithin(RunMemory.Of(graph, Customers, rows, consents: 0, attributes: 0, isDated: false, isStore: false), plain);
        long dated = Peak("score", "--crm", crm, "--as-of", "2026-01-01");
        RequireWithin(RunMemory.Of(graph, Customers, rows, Rows(Path.Combine(crm, "consents.csv")), attributes: 5, isDated: true, isStore: false), dated);
    }

    [Fact]
    public void More_of_anything_takes_more_memory()
    {
        MemoryEstimate graph = CustomerGraph.EstimateMemory<string>(1000, 10_000);
        long least = RunMemory.Of(graph, 1000, 10_000, consents: 0, attributes: 0, isDated: false, isStore: false);
        Assert.All(
            new[]
            {
                RunMemory.Of(graph, 1000, 10_000, consents: 1, attributes: 0, isDated: false, isStore: false),
                RunMemory.Of(graph, 1000, 10_000, consents: 0, attributes: 1, isDated: false, isStore: false),
                RunMemory.Of(graph, 1000, 10_000, consents: 0, attributes: 0, isDated: true, isStore: false),
                RunMemory.Of(graph, 1000, 10_000, consents: 0, attributes: 0, isDated: false, isStore: true),
            },
            more => Assert.True(more > least));
    }

    private static long Rows(string file) => File.ReadLines(file).Count() - 1;

    private static void RequireWithin(long estimated, long measured) =>
        Assert.True(estimated < Factor * measured && measured < Factor * estimated, FormattableString.Invariant($"estimated {estimated:N0} bytes, measured {measured:N0}"));

    /// <summary>The largest resident set; the kernel keeps it, so looking often enough near the end will do.</summary>
    private static long Peak(params string[] args)
    {
        using Process tool = Process.Start(new ProcessStartInfo("dotnet", [typeof(ToolApp).Assembly.Location, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        long peak = 0;
        while (!tool.WaitForExit(5))
        {
            peak = Math.Max(peak, PeakNow(tool.Id));
        }

        Assert.Equal(0, tool.ExitCode);
        Assert.NotEmpty(output.Result);
        return peak;
    }

    private static long PeakNow(int process)
    {
        try
        {
            string line = File.ReadLines(FormattableString.Invariant($"/proc/{process}/status")).First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
            return 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It ended meanwhile.
            return 0;
        }
    }
}
