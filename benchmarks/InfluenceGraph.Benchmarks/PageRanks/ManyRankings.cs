using System.Diagnostics;
using InfluenceGraph.Benchmarks.Compare;

namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>Many personalised rankings at once beside one: topics whose customers are all different.</summary>
internal static class ManyRankings
{
    internal static List<string> Run(OurGraph ours, double[] ownValues, int topics, int[] threads, int repeats, CompareReport report)
    {
        string[] names = [.. Enumerable.Range(0, topics).Select(OurGraph.NameOf)];
        Dictionary<long, double> first = Enumerable.Range(0, ownValues.Length)
            .Where(customer => OurGraph.TopicOf(customer, topics) == 0)
            .ToDictionary(customer => (long)customer, customer => ownValues[customer]);
        var wrong = new List<string>();
        report.Say($"**{topics} personalised rankings at once (`SocialValueByTopic`) beside one (`SocialValue` with such a start)**");
        report.Table("threads", "median s, all", "median s, one", "all / one", "sweeps a topic, all", "sweeps, one", "answer", "all s");
        foreach (int count in threads)
        {
            var all = new List<double>();
            var one = new List<double>();
            TopicValueResult<long> together = null!;
            SocialValueResult<long> alone = null!;
            for (int turn = 0; turn < repeats; turn++)
            {
                one.Add(Seconds(() => alone = ours.View.SocialValue(o => o with { Prior = first, Unreached = UnreachedPolicy.Prior, Tolerance = Question.OurTolerance, Threads = count })));
                all.Add(Seconds(() => together = ours.View.SocialValueByTopic(names, o => o with { Unreached = UnreachedPolicy.Prior, Tolerance = Question.OurTolerance, Threads = count })));
            }

            double apart = ours.View.Customers.Sum(customer => Math.Abs(together.Topics[0][customer] - alone[customer]));
            if (!together.Converged || !alone.Converged || apart > together.Topics[0].ErrorBound + alone.ErrorBound)
            {
                wrong.Add($"{topics} rankings at once: the first one is apart by {apart} from the one alone; expected no more than both error bounds");
            }

            (double manySeconds, double oneSeconds) = (Median(all), Median(one));
            report.Cells(
                $"{count}",
                CompareReport.Number(manySeconds, "0.000"),
                CompareReport.Number(oneSeconds, "0.000"),
                $"**{CompareReport.Number(manySeconds / oneSeconds, "0.0")}**",
                CompareReport.Number(together.Topics.Average(topic => topic.Iterations), "0.0"),
                $"{alone.Iterations}",
                $"first topic apart {CompareReport.Number(apart / alone.TotalValue, "0.0e+0")} of its value",
                string.Join(", ", all.Select(seconds => CompareReport.Number(seconds, "0.000"))));
        }

        return wrong;
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
