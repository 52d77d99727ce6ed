using System.Globalization;
using InfluenceGraph.Benchmarks.Compare;

namespace InfluenceGraph.Benchmarks.Everyone;

/// <summary>The reach of every customer, as whole jobs: time by phases, threads and memory; what the alternatives would cost; and whether the intervals hold.</summary>
internal static class EveryoneCommand
{
    private const string Usage = """
        everyone [--worlds N] [--threads 1,2] [--infuser PROGRAM] [--coverage RUNS] [--judged RUNS]
                   [--out FILE] SOURCE=MODEL[,MODEL...] ...
          SOURCE    rmat:SCALE, an edge list, both:FILE for nethept, or retweets:FILE for the retweet network of higgs
          MODEL     wc, lt, or one probability such as 0.01; of retweets wc alone
          --worlds  how many, 1000 unless given
          --threads  of each run of ours and of the peer, 1,2 unless given
          --infuser  the peer built from ggokturk/infuser, which finds 50 seeds from as many simulations
          --coverage  how often the 95 % interval holds the reach of a run of 20 times the worlds, over so many runs
          --judged    how often the intervals of 200 and of 1,000 worlds hold what a plain simulation in C finds for 300
                      customers, over so many runs
        """;

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        (int worlds, int runs, int judged, string? path, string? infuser) = (1000, 0, 0, null, null);
        int[] threads = [1, 2];
        var jobs = new List<(string Source, string Model)>();
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--worlds":
                    worlds = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
                    break;
                case "--threads":
                    threads = Array.ConvertAll(arguments[++i].Split(','), part => int.Parse(part, CultureInfo.InvariantCulture));
                    break;
                case "--infuser":
                    infuser = Path.GetFullPath(arguments[++i]);
                    break;
                case "--coverage":
                    runs = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
                    break;
                case "--judged":
                    judged = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
                    break;
                case "--out":
                    path = arguments[++i];
                    break;
                case string job when job.Split('=') is [string source, string models]:
                    jobs.AddRange(models.Split(',').Select(model => (source, model)));
                    break;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }

        string command = $"dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- everyone {string.Join(' ', arguments)}";
        var report = new CompareReport("Cascade reach of every customer", command, "not used");
        foreach ((string source, string model) in jobs)
        {
            if (source.StartsWith("retweets:", StringComparison.Ordinal))
            {
                RetweetJob.Run(source["retweets:".Length..], worlds, report);
            }
            else if (judged > 0)
            {
                JudgedJob.Run(source, model, judged, report);
            }
            else if (runs > 0)
            {
                CoverageJob.Run(source, model, worlds, runs, report);
            }
            else
            {
                WorldsJob.Run(source, model, worlds, threads, infuser, report);
            }
        }

        if (path is not null)
        {
            report.Save(path);
        }

        return 0;
    }
}
