using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using InfluenceGraph.Benchmarks.Compare;
using static InfluenceGraph.Benchmarks.Compare.CompareReport;

namespace InfluenceGraph.Benchmarks.Everyone;

/// <summary>The whole way of a caller: from rows "A retweeted B" to a reach for each user. Influence runs from B to A.</summary>
internal static class RetweetJob
{
    /// <summary>"A B count" a line.</summary>
    private static IEnumerable<(int Who, int Whom, int Times)> Rows(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        while (reader.ReadLine() is string line)
        {
            int[] numbers = Array.ConvertAll(line.Split(' '), part => int.Parse(part, CultureInfo.InvariantCulture));
            yield return (numbers[0], numbers[1], numbers[2]);
        }
    }

    internal static void Run(string path, int worlds, CompareReport report)
    {
        var watch = Stopwatch.StartNew();
        CustomerGraph<int> graph = CustomerGraph.FromTies(
            Rows(path).Where(row => row.Who != row.Whom).Select(row => new Tie<int>(row.Whom, row.Who, Permission: 1, Strength: row.Times)));
        double building = watch.Elapsed.TotalSeconds;
        report.Row("**retweets**", $"{Number(graph.CustomerCount)} customers, {Number(graph.TieCount)} ties, read and built in {Number(building, "0.00")} s");
        foreach (int threads in new[] { 1, 2 })
        {
            watch.Restart();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            (CascadeReachScores<int> scores, long heap, long process) = PeakMemory.While(collecting: false, () => graph.AsView().CascadeReachOfEach(o => o with { Worlds = worlds, Threads = threads }));
            double seconds = watch.Elapsed.TotalSeconds;
            report.Row(
                $"retweets, wc: {Number(worlds)} worlds, {threads} thread{(threads == 1 ? "" : "s")}",
                $"**{Number(seconds, "0.00")} s** ({Number(scores.Timings.Preparing.TotalSeconds, "0.00")} preparing, {Number(scores.Timings.Simulating.TotalSeconds, "0.00")} worlds, {Number(scores.Timings.Combining.TotalSeconds, "0.00")} combining, the rest probabilities of ties), processor {Number((Environment.CpuUsage.TotalTime - before).TotalSeconds, "0.00")} s; peak heap {MiB(heap)}, process {MiB(process)}");
            if (threads == 2)
            {
                CascadeReachRanking<int> top = scores.Top(10);
                report.Row("retweets, wc: answer", $"{scores}; best {top[0].Reach}, order certain through place {top.CertainThrough}; mean relative standard error {Number(100 * scores.Average(score => score.Value.StandardError / score.Value.Value), "0.00")} %");
            }
        }
    }
}
