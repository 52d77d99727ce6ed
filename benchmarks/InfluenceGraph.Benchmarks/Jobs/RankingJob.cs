using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Benchmarks.Seeds;

namespace InfluenceGraph.Benchmarks.Jobs;

/// <summary>One way to do the job: a program whose last argument is the store, run anew each time.</summary>
internal sealed class RankingJob(string name, string program, string[] arguments, string sql)
{
    private readonly List<(double Seconds, long Kibibytes, string Output)> _runs = [];

    internal string Name => name;

    internal Dictionary<string, double> Scores { get; private set; } = [];

    internal double Seconds => Median.Seconds;

    internal long Kibibytes => Median.Kibibytes;

    /// <summary>The median run's steps, as it told them.</summary>
    internal string Steps => string.Join("; ", Median.Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t'))
        .Where(words => words.Length == 3)
        .Select(words => string.Create(CultureInfo.InvariantCulture, $"{words[0]} {double.Parse(words[1], CultureInfo.InvariantCulture):0.00} s ({words[2]} MiB)")));

    private (double Seconds, long Kibibytes, string Output) Median => _runs.OrderBy(run => run.Seconds).ElementAt(_runs.Count / 2);

    internal void RunOnce(string store)
    {
        var watch = Stopwatch.StartNew();
        (string output, long kibibytes) = Programs.RunMeasured(".", program, [.. arguments, store]);
        double seconds = watch.Elapsed.TotalSeconds;
        if (_runs.Count == 0)
        {
            Scores = StoredRanking.Read(store, sql);
        }

        _runs.Add((seconds, kibibytes, output));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {seconds:0.00} s, {kibibytes >> 10} MiB"));
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(store)!, Path.GetFileName(store) + "*"))
        {
            File.Delete(file);
        }
    }
}
