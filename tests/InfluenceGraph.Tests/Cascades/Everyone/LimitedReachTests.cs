using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Everyone;

/// <summary>Limits of hops and time against all worlds of tiny graphs, or against plain simulation where delays are drawn.</summary>
public sealed class LimitedReachTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue)]
    [InlineData(CascadeProcess.IndependentCascade, 3)]
    [InlineData(CascadeProcess.LinearThreshold, int.MaxValue)]
    public void Within_a_time_and_fixed_delays_the_exact_reach_is_inside_the_interval(CascadeProcess process, int maxHops)
    {
        (int inside, int all) = (0, 0);
        for (int run = 0; run < 100; run++)
        {
            CascadeGraph graph = Delayed(run % 20, process, maxHops, isExponential: false);
            double[] exact = ExactWithin(graph);
            ReachSolution solution = EveryonesReach.Solve(graph, Ones(graph), new(500, (ulong)run, 1), null, CancellationToken.None);
            for (int u = 0; u < exact.Length; u++)
            {
                inside += Math.Abs(exact[u] - solution.Reach[u]) <= (1.96 * solution.StandardError[u]) + 1e-5 ? 1 : 0;
                all++;
            }
        }

        Assert.True(inside >= 0.93 * all, $"{inside} of {all} intervals hold the exact reach");
    }

    [Fact]
    public void Within_a_time_and_exponential_delays_a_chain_is_reached_as_the_gamma_distribution_says()
    {
        // p = 0.8 each; the third of the chain is there in time with the chance of two exponentials adding up to 1.5 days.
        CascadeGraph tie = TestCascade.Of(3, [(0, 1, 0.8), (1, 2, 0.8)]);
        var graph = new CascadeGraph(CascadeProcess.IndependentCascade, tie.Forward, [1, 1], isDelayExponential: true, timeLimit: 1.5f);
        ReachSolution solution = EveryonesReach.Solve(graph, Ones(graph), new(20_000, 1, 2), null, CancellationToken.None);

        double first = 1 - Math.Exp(-1.5);
        double second = 1 - (Math.Exp(-1.5) * 2.5);
        Assert.Equal(1 + (0.8 * first), solution.Reach[1], 1e-6);
        Assert.Equal(0, solution.StandardError[1]);
        Assert.Equal(1 + (0.8 * first) + (0.64 * second), solution.Reach[0], 5 * solution.StandardError[0]);
        Assert.InRange(solution.StandardError[0], 1e-4, 0.01);
    }

    [Fact]
    public void Without_a_hop_everybody_reaches_themselves_only()
    {
        CascadeGraph graph = TestCascade.Random(3, maxHops: 0);
        ReachSolution solution = EveryonesReach.Solve(graph, Ones(graph), new(10, 1, 1), null, CancellationToken.None);

        Assert.All(solution.Reach, reach => Assert.Equal(1, reach));
        Assert.All(solution.StandardError, error => Assert.Equal(0, error));
    }

    [Fact]
    public void One_hop_is_known_without_a_world()
    {
        CascadeGraph graph = TestCascade.Random(3, maxHops: 1);
        ReachSolution solution = EveryonesReach.Solve(graph, Ones(graph), new(10, 1, 1), null, CancellationToken.None);
        for (int u = 0; u < graph.NodeCount; u++)
        {
            Assert.Equal(ExactCascade.Reach(graph, [u]), solution.Reach[u], 1e-6);
            Assert.Equal(0, solution.StandardError[u]);
        }
    }

    [Fact]
    public void Where_roots_are_much_work_a_part_of_them_gives_the_same_within_its_error()
    {
        // Everybody reaches everybody within two hops: far more work than the graph is large.
        const int Nodes = 600;
        CascadeGraph graph = TestCascade.Of(Nodes, Enumerable.Range(0, Nodes).SelectMany(u => Enumerable.Range(1, 30).Select(i => (u, (u + (i * i)) % Nodes, 0.5))).Where(edge => edge.Item1 != edge.Item2).Distinct(), maxHops: 4);
        ReachSolution solution = EveryonesReach.Solve(graph, Ones(graph), new(200, 1, 2), null, CancellationToken.None);
        (double mean, double error) = new PlainSimulator(graph, 1).Reach([0], 2000);

        Assert.Equal(mean, solution.Reach[0], 5 * Math.Sqrt((error * error) + (solution.StandardError[0] * solution.StandardError[0])));
        Assert.True(solution.StandardError[0] > 0, "Roots were drawn, so that the estimate has an error.");
    }

    private static CascadeGraph Delayed(int seed, CascadeProcess process, int maxHops, bool isExponential)
    {
        CascadeGraph ties = TestCascade.Random(seed, process: process);
        var random = new Random(seed);
        float[] delays = [.. Enumerable.Range(0, ties.EdgeCount).Select(_ => (float)random.Next(4))];
        return new(process, ties.Forward, delays, isExponential, maxHops, timeLimit: 3);
    }

    private static double[] ExactWithin(CascadeGraph graph)
    {
        double[] exact = new double[graph.NodeCount];
        foreach ((double probability, List<(int From, int To)> live) in ExactCascade.Worlds(graph))
        {
            for (int start = 0; start < exact.Length; start++)
            {
                exact[start] += probability * ReachedWithin(graph, live, start);
            }
        }

        return exact;
    }

    /// <summary>Bellman-Ford by hops.</summary>
    private static int ReachedWithin(CascadeGraph graph, List<(int From, int To)> live, int start)
    {
        double[] time = [.. Enumerable.Repeat(double.PositiveInfinity, graph.NodeCount)];
        time[start] = 0;
        for (int hop = 0; hop < Math.Min(graph.MaxHops, graph.NodeCount); hop++)
        {
            double[] next = [.. time];
            foreach ((int from, int to) in live)
            {
                next[to] = Math.Min(next[to], time[from] + graph.Delays![graph.Forward.IndexOf(from, to)]);
            }

            time = next;
        }

        return time.Count(t => t <= graph.TimeLimit);
    }

    private static double[] Ones(CascadeGraph graph) => [.. Enumerable.Repeat(1.0, graph.NodeCount)];
}
