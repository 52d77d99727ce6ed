using System.Diagnostics;
using System.Globalization;

namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>One of the programs of sbeamer/gapbs. Each turn is a process of two trials, as it cannot wait for questions.</summary>
internal sealed class GapbsPeer(string folder, string name, string graph)
{
    private const int TrialsOfTurn = 2;

    /// <summary>Gauss-Seidel, and plain iteration.</summary>
    internal static string[] Programs { get; } = ["pr", "pr_spmv"];

    /// <summary>The most memory that a process of this program had at once, looked at every few milliseconds.</summary>
    internal long Peak { get; private set; }

    /// <summary>The best five nodes of the last turn.</summary>
    internal IReadOnlyList<(int Node, double Score)> Top { get; private set; } = [];

    internal IReadOnlyList<Trial> Ask(int threads, double tolerance)
    {
        string[] arguments = ["-f", graph, "-n", $"{TrialsOfTurn}", "-i", "1000", "-t", tolerance.ToString(CultureInfo.InvariantCulture), "-l", "-a"];
        var start = new ProcessStartInfo(Path.Combine(folder, name), arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        while (!process.WaitForExit(10))
        {
            Peak = Math.Max(Peak, ProcessGrowth.Of(process.Id));
        }

        GapbsOutput said = GapbsOutput.Parse(output.GetAwaiter().GetResult().Split('\n'));
        Top = said.Top;
        return said.Trials;
    }
}
