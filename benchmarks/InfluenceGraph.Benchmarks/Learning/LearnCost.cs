using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Benchmarks.Learning;

/// <summary>How the cost of learning grows: R-MAT graphs of degree 16, one simulated cascade for every eight customers.</summary>
internal static class LearnCost
{
    private const int Repeats = 3;

    internal static void Measure(int mostScale, Action<string> say)
    {
        say("## Cost");
        say("");
        say($"R-MAT of degree 16; weighted cascades from random customers, a hop a day; learned with a window of a day, prior strength 10, 20 steps. Best of {Repeats}; ns are of one thread. A step's work is follow-ups and ties.");
        say("");
        say("| scale | ties | log rows | tries | follow-ups' actions | reading the rows | learning, 1 thread | 2 threads | ns per try and 20 x (follow-up + tie) | peak live bytes a tie, 20 a follow-up taken off |");
        say("|---|---|---|---|---|---|---|---|---|---|");
        for (int scale = mostScale - 4; scale <= mostScale; scale++)
        {
            CascadeGraph cascade = CascadeFixture.Create($"rmat:{scale}", "wc");
            CustomerAction<int>[] rows = Simulate(cascade);
            CustomerGraph<int> graph = CustomerGraph.FromTies(Ties(cascade));
            ActionLog<int> log = ActionLog.FromRows(rows);
            double reading = Best(() => ActionLog.FromRows(rows));
            LearnedPropensities<int> learned = Learn(1);
            double one = Best(() => Learn(1));
            double two = Best(() => Learn(2));
            long live = PeakMemory.While(collecting: true, () => Learn(1)).Heap;
            double work = learned.Tries + (20.0 * (learned.Follows + learned.Count));
            say(string.Create(
                CultureInfo.InvariantCulture,
                $"| {scale} | {learned.Count:#,0} | {learned.RowsUsed:#,0} | {learned.Tries:#,0} | {learned.Followers:#,0} | {reading:0.00} s | {one:0.00} s | {two:0.00} s | {one * 1e9 / work:0.0} | {(live - (20.0 * learned.Follows)) / learned.Count:0} |"));

            LearnedPropensities<int> Learn(int threads) => graph.LearnPropensities(log, o => o with { Window = TimeSpan.FromDays(1), PriorStrength = 10, Tolerance = 0, MaxIterations = 5, Threads = threads });
        }

        say("");
    }

    private static CustomerAction<int>[] Simulate(CascadeGraph cascade)
    {
        var rows = new List<CustomerAction<int>>();
        for (int action = 0; action < cascade.NodeCount / 8; action++)
        {
            var random = new CounterRandom(1, (ulong)action);
            List<int> level = [(int)random.NextBelow((uint)cascade.NodeCount)];
            var reached = new HashSet<int>(level);
            for (int day = 0; level.Count > 0; day++)
            {
                var next = new List<int>();
                foreach (int node in level)
                {
                    rows.Add(new(node, $"{action}", DateTimeOffset.UnixEpoch.AddDays(day)));
                    for (int e = (int)cascade.Forward.Offsets[node]; e < (int)cascade.Forward.Offsets[node + 1]; e++)
                    {
                        if (random.NextUnit() < cascade.Forward.Weights[e] && reached.Add(cascade.Forward.Targets[e]))
                        {
                            next.Add(cascade.Forward.Targets[e]);
                        }
                    }
                }

                level = next;
            }
        }

        return [.. rows];
    }

    private static IEnumerable<Tie<int>> Ties(CascadeGraph cascade)
    {
        for (int u = 0; u < cascade.NodeCount; u++)
        {
            for (int e = (int)cascade.Forward.Offsets[u]; e < (int)cascade.Forward.Offsets[u + 1]; e++)
            {
                yield return new(u, cascade.Forward.Targets[e], 1);
            }
        }
    }

    private static double Best<T>(Func<T> run)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < Repeats; i++)
        {
            var watch = Stopwatch.StartNew();
            _ = run();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }
}
