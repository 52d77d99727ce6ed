using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Updates;

/// <summary>
/// <c>updates [scale] [tolerance] [changes] [threads]</c>: one changed tie at a time, each with the best hundred read anew, beside a computation
/// from nothing to the same bound, with the check that the scores are within the bound of a computation to the end.
/// </summary>
internal static class UpdatesCommand
{
    private const ulong Seed = 7301;

    internal static int Run(string[] args)
    {
        if (args.Length > 4 || (args.Length > 1 && !double.TryParse(args[1], NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            Console.Error.WriteLine("updates [SCALE 18] [TOLERANCE 1e-4] [CHANGES 1000] [THREADS 1]");
            return 2;
        }

        int scale = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 18;
        double tolerance = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 1e-4;
        int count = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1000;
        int threads = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1;

        CustomerGraph<long> graph = SeededGraph.Build(RMat.Create(scale, 16));
        CustomerGraphView<long> view = graph.AsView();
        var ties = new TieSample(view, Seed);
        double full = Enumerable.Range(0, 3).Min(_ => Seconds(() => view.SocialValue(o => o with { Tolerance = tolerance, Threads = threads }).Top(100)));

        LiveSocialValue<long> live = null!;
        double start = Seconds(() => live = view.KeepSocialValue(o => o with { Tolerance = tolerance, Threads = threads }));
        Console.WriteLine(FormattableString.Invariant(
            $"R-MAT {scale}, {view.CustomerCount} customers, {view.Receipt.TiesUsed} ties, tolerance {tolerance:0.0e+0}, {threads} threads: from nothing {full * 1000:0} ms with its best hundred, start {start * 1000:0} ms"));
        Console.WriteLine("| change | median us | 95th percentile us | mean us | from nothing / mean | of it best hundred us | ties visited, mean | customers rescored, mean |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");

        // The first changes fill what room the tolerance leaves, and compile the code.
        Measure("(first changes)", full, live, Enumerable.Range(0, count).Select(i => ties.Stronger(i)));
        Measure("random tie: strength + 1", full, live, Enumerable.Range(count, count).Select(i => ties.Stronger(i)));
        Measure("random tie removed", full, live, Enumerable.Range(2 * count, count).Select(i => ties.Removed(i)));
        Measure("tie added, at random among those who have ties", full, live, Enumerable.Range(0, count).Select(i => ties.Added(i)));
        Measure("first tie of somebody whom nobody reached", full, live, Enumerable.Range(0, count / 4).Select(i => ties.First(i)));
        Measure("tie into one of the 100 most reached: strength + 1", full, live, Enumerable.Range(0, count / 2).Select(i => ties.AtHub(i)));
        Measure("tie into somebody whom one person reaches: second tie", full, live, Enumerable.Range(0, count / 4).Select(i => ties.AtLeaf(i)));
        Measure("own value + 100", full, live, Enumerable.Range(0, count / 4).Select(i => ties.OwnValue(i)));
        Measure("(random tie: strength + 1, again)", full, live, Enumerable.Range(3 * count, count / 2).Select(i => ties.Stronger(i)));
        Measure("batch of 10 random ties stronger, a change", full, live, Enumerable.Range(0, 50).Select(batch => ties.Batch(batch, 10)), 10);
        Measure("batch of 1000, a change", full, live, Enumerable.Range(50, 5).Select(batch => ties.Batch(batch, 1000)), 1000);
        Measure("batch of 100,000, a change", full, live, Enumerable.Range(60, 1).Select(batch => ties.Batch(batch, 100_000)), 100_000);
        return Check(live) ? 0 : 1;
    }

    private static void Measure(string what, double full, LiveSocialValue<long> live, IEnumerable<GraphChange<long>[]> batches, int size = 1)
    {
        var times = new List<double>();
        (double visits, double rescored, double ranking) = (0, 0, 0);
        foreach (GraphChange<long>[] batch in batches)
        {
            long start = Stopwatch.GetTimestamp();
            SocialValueSnapshot<long> snapshot = live.Apply(batch);
            TimeSpan applied = Stopwatch.GetElapsedTime(start);
            Ranking<long> top = snapshot.Top(100);
            TimeSpan ranked = Stopwatch.GetElapsedTime(start);
            times.Add(ranked.TotalMicroseconds / size);
            ranking += (ranked - applied).TotalMicroseconds;
            visits += snapshot.Work.TieVisits;
            rescored += snapshot.Work.CustomersRescored;
            if (top.Count != 100 || !snapshot.IsWithinTolerance)
            {
                throw new InvalidOperationException($"{snapshot}: expected a hundred within the tolerance.");
            }
        }

        times.Sort();
        double mean = times.Average();
        Console.WriteLine(FormattableString.Invariant(
            $"| {what} | {times[times.Count / 2]:0.0} | {times[times.Count * 95 / 100]:0.0} | {mean:0.0} | {full * 1e6 / mean:0} | {ranking / times.Count:0.0} | {visits / times.Count / size:0} | {rescored / times.Count / size:0} |"));
    }

    /// <summary>The scores beside those of a computation to the end from the graph as it is now.</summary>
    private static bool Check(LiveSocialValue<long> live)
    {
        SocialValueSnapshot<long> snapshot = live.Current;
        SocialValueResult<long> anew = live.ToGraph().SocialValue(o => o with { Tolerance = 1e-12 });
        double[] apart = [.. anew.Select(pair => Math.Abs(pair.Value - snapshot[pair.Key]))];
        bool agrees = apart.Sum() <= snapshot.ErrorBound + anew.ErrorBound && apart.Length == snapshot.Count;
        Ranking<long> best = anew.Top(100);
        Ranking<long> shown = snapshot.Top(100);
        int same = best.Customers.Intersect(shown.Customers).Count();
        int inPlace = Enumerable.Range(0, 100).Count(place => best[place].Customer == shown[place].Customer);
        Console.WriteLine(FormattableString.Invariant(
            $"version {snapshot.Version}: apart {apart.Sum() / anew.TotalValue:0.0e+0} of all value in all, {apart.Max() / anew.TotalValue:0.0e+0} at most for one; bound {snapshot.ErrorBound / anew.TotalValue:0.0e+0}; {(agrees ? "within the bound" : "MORE THAN THE BOUND")}; of the best hundred {same} are the same, {inPlace} in the same place, {shown.CertainThrough} certain"));
        return agrees;
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
