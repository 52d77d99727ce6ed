using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;
using InfluenceGraph.Seeding;
using InfluenceGraph.Tests.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Seeding;

public sealed class ReverseSamplerTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue)]
    [InlineData(CascadeProcess.IndependentCascade, 2)]
    [InlineData(CascadeProcess.IndependentCascade, 1)]
    [InlineData(CascadeProcess.IndependentCascade, 0)]
    [InlineData(CascadeProcess.LinearThreshold, int.MaxValue)]
    [InlineData(CascadeProcess.LinearThreshold, 2)]
    [InlineData(CascadeProcess.LinearThreshold, 0)]
    public void Reach_by_reverse_sets_is_the_exact_one_of_all_worlds(CascadeProcess process, int maxHops)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            CascadeGraph graph = TestCascade.Random(seed, nodes: 6, maxEdges: 9, process, maxHops);
            double[] worth = [1, 0, 2.5, 1, 7, 0.25];
            AssertUnbiased(graph, worth, seeds => ExactCascade.Reach(graph, seeds, worth), (ulong)seed);
        }
    }

    [Fact]
    public void Small_probabilities_waste_no_set_and_keep_the_reach_exact()
    {
        CascadeGraph graph = TestCascade.Of(4, [(0, 1, 1e-3), (0, 2, 2e-3), (1, 2, 1e-3), (2, 3, 5e-4), (3, 2, 1e-2)]);
        var roots = ReverseRoots.Of(graph, [1, 1, 1, 1]);
        Assert.All(Sets(graph, roots, 2000, 7), set => Assert.True(set.Length >= 2, $"A set of {set.Length} is a root alone."));
        AssertUnbiased(graph, [1, 1, 1, 1], seeds => ExactCascade.Reach(graph, seeds), 3);
    }

    [Fact]
    public void Rows_of_mixed_probabilities_are_drawn_from_their_own()
    {
        (int From, int To, double P)[] edges = [.. Enumerable.Range(1, 11).Select(u => (u, 0, u % 3 == 0 ? 1e-4 * u : 0.04 * u)), (0, 1, 0.5)];
        CascadeGraph graph = TestCascade.Of(12, edges);
        AssertUnbiased(graph, [.. Enumerable.Repeat(1.0, 12)], seeds => ExactCascade.Reach(graph, seeds), 5);
    }

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue)]
    [InlineData(CascadeProcess.IndependentCascade, 2)]
    [InlineData(CascadeProcess.LinearThreshold, int.MaxValue)]
    [InlineData(CascadeProcess.LinearThreshold, 1)]
    public void A_time_limit_with_fixed_delays_is_kept_exactly(CascadeProcess process, int maxHops)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            CascadeGraph plain = TestCascade.Random(seed, nodes: 6, maxEdges: 9, process);
            float[] delays = [.. Enumerable.Range(0, plain.EdgeCount).Select(edge => (edge * 7 % 5) / 2f)];
            var graph = new CascadeGraph(process, plain.Forward, delays, isDelayExponential: false, maxHops, timeLimit: 2);
            AssertUnbiased(graph, [1, 1, 1, 1, 1, 1], seeds => ReachWithin(graph, seeds), (ulong)seed);
        }
    }

    [Fact]
    public void Exponential_delays_are_drawn_around_their_mean()
    {
        // 0 -> 1 with probability 0.6 and mean delay 2 within 3 days: 0.6 (1 - e^-1.5).
        CascadeGraph plain = TestCascade.Of(2, [(0, 1, 0.6)]);
        var graph = new CascadeGraph(CascadeProcess.IndependentCascade, plain.Forward, [2], isDelayExponential: true, timeLimit: 3);
        AssertUnbiased(graph, [1, 1], seeds => seeds.Contains(0) ? 1 + (seeds.Contains(1) ? 1 : 0.6 * (1 - Math.Exp(-1.5))) : 1, 11);
    }

    [Fact]
    public void Times_that_add_up_to_the_limit_but_for_rounding_are_in_time()
    {
        CascadeGraph plain = TestCascade.Of(4, [(0, 1, 1), (1, 2, 1), (2, 3, 1)]);
        float hour = (float)TimeSpan.FromHours(1).TotalDays;
        var graph = new CascadeGraph(CascadeProcess.IndependentCascade, plain.Forward, [hour, hour, hour], timeLimit: (float)TimeSpan.FromHours(3).TotalDays);
        var roots = ReverseRoots.Of(graph, [0, 0, 0, 1]);
        Assert.All(Sets(graph, roots, 10, 1), set => Assert.Equal([3, 2, 1, 0], set));
    }

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, 1)]
    [InlineData(CascadeProcess.IndependentCascade, 7)]
    [InlineData(CascadeProcess.LinearThreshold, 7)]
    public void Sets_are_as_good_however_many_grow_at_a_time(CascadeProcess process, int atATime)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            CascadeGraph graph = TestCascade.Random(seed, nodes: 6, maxEdges: 9, process);
            AssertUnbiased(graph, [1, 2, 1, 1, 3, 1], seeds => ExactCascade.Reach(graph, seeds, [1, 2, 1, 1, 3, 1]), (ulong)seed, atATime);
        }
    }

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void Growing_ends_soon_after_there_is_no_room_and_leaves_no_trace(CascadeProcess process)
    {
        // A circle of sure ties: every set is everybody.
        CascadeGraph graph = TestCascade.Of(1000, Enumerable.Range(0, 1000).Select(u => (u, (u + 1) % 1000, 1.0)), process);
        var roots = ReverseRoots.Of(graph, [.. Enumerable.Repeat(1.0, 1000)]);
        var sampler = ReverseSampler.Of(graph, roots);
        var places = new SetPlaces();
        var random = new CounterRandom(1, 2);
        sampler.Sample(ref random, places, 0, 64, mostPlaces: 500);
        Assert.InRange(places.Count, 501, 600);
        places.Count = 0;
        sampler.Sample(ref random, places, 64, 2);
        Assert.Equal(2000, places.Count);
    }

    [Theory]
    [InlineData(0.5, 3)]
    [InlineData(0.25, 8)]
    [InlineData(0.02, 90)]
    [InlineData(0.1, 50)]
    [InlineData(0.2, 40)]
    [InlineData(1.0, 4)]
    public void So_many_of_a_row_are_live_and_each_as_often(double p, int degree)
    {
        const int Count = 100_000;
        CascadeGraph graph = TestCascade.Of(degree + 1, Enumerable.Range(1, degree).Select(u => (u, 0, p)));
        List<int[]> sets = Sets(graph, ReverseRoots.Of(graph, [1, .. Enumerable.Repeat(0.0, degree)]), Count, 5);
        double any = 1 - Math.Pow(1 - p, degree);
        double pmf = Math.Pow(1 - p, degree);
        for (int live = 0; live <= degree; live++)
        {
            // Roots are drawn given that an edge is live. Five standard errors.
            double share = live == 0 ? 0 : p == 1 ? (live == degree ? 1 : 0) : pmf / any;
            Assert.Equal(share * Count, sets.Count(set => set.Length == live + 1), 5 * Math.Sqrt(share * Count) + 1);
            pmf *= p / (1 - p) * (degree - live) / (live + 1);
        }

        int[] times = [.. Enumerable.Range(1, degree).Select(u => sets.Count(set => set.Contains(u)))];
        Assert.All(times, count => Assert.Equal(Count * p / any, count, 5 * Math.Sqrt(Count * p / any)));
    }

    [Fact]
    public void No_node_is_twice_in_a_set()
    {
        CascadeGraph graph = TestCascade.Random(9, nodes: 10, maxEdges: 60);
        var roots = ReverseRoots.Of(graph, [.. Enumerable.Repeat(1.0, 10)]);
        Assert.All(Sets(graph, roots, 500, 3), set => Assert.Equal(set.Length, set.Distinct().Count()));
    }

    internal static List<int[]> Sets(CascadeGraph graph, ReverseRoots roots, int count, ulong stream, int atATime = ReverseSampler.MaxAtATime)
    {
        var sets = new List<int[]>(count);
        var sampler = ReverseSampler.Of(graph, roots);
        var places = new SetPlaces();
        var random = new CounterRandom(stream, 0);
        while (sets.Count < count)
        {
            places.Count = 0;
            sampler.Sample(ref random, places, 0, Math.Min(atATime, count - sets.Count));
            int[] nodes = places.AllNodes.ToArray();
            byte[] numbers = places.AllSets.ToArray();
            sets.AddRange(numbers.Zip(nodes).GroupBy(pair => pair.First, pair => pair.Second).OrderBy(group => group.Key).Select(group => group.ToArray()));
        }

        return sets;
    }

    private static void AssertUnbiased(CascadeGraph graph, double[] worth, Func<int[], double> exact, ulong stream, int atATime = ReverseSampler.MaxAtATime)
    {
        const int Count = 20_000;
        var roots = ReverseRoots.Of(graph, worth);
        if (roots.Total == 0)
        {
            return;
        }

        List<int[]> sets = Sets(graph, roots, Count, stream, atATime);
        foreach (int[] seeds in new[] { [0], [1], [2], [graph.NodeCount - 1], new[] { 0, 2 }, [1, 3] }.Where(seeds => seeds.Max() < graph.NodeCount))
        {
            double share = sets.Count(set => set.Any(seeds.Contains)) / (double)Count;
            double estimate = (roots.Total * share) + seeds.Sum(node => roots.Certain[node]);

            // Five standard errors, and single precision where every set is hit.
            double tolerance = (5 * roots.Total * Math.Sqrt(share * (1 - share) / Count)) + (5.0 * roots.Total / Count) + 1e-5;
            Assert.True(Math.Abs(estimate - exact(seeds)) <= tolerance, $"{{{string.Join(", ", seeds)}}}: {estimate} by sets, {exact(seeds)} exactly, tolerance {tolerance}");
        }
    }

    /// <summary>All worlds; in each, level by level of hops, the least time of each node.</summary>
    private static double ReachWithin(CascadeGraph graph, int[] seeds)
    {
        double expected = 0;
        foreach ((double probability, List<(int From, int To)> live) in ExactCascade.Worlds(graph))
        {
            double[] times = [.. Enumerable.Range(0, graph.NodeCount).Select(node => seeds.Contains(node) ? 0 : double.PositiveInfinity)];
            for (int hop = 0; hop < Math.Min(graph.MaxHops, graph.NodeCount); hop++)
            {
                double[] next = [.. times];
                foreach ((int from, int to) in live)
                {
                    next[to] = Math.Min(next[to], times[from] + graph.Delays![graph.Forward.IndexOf(from, to)]);
                }

                times = next;
            }

            expected += probability * times.Count(time => time <= graph.TimeLimit);
        }

        return expected;
    }
}
