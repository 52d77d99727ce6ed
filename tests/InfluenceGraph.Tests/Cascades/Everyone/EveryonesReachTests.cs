using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Everyone;

/// <summary>Everyone's reach against all worlds of tiny graphs.</summary>
public sealed class EveryonesReachTests
{
    private const int FewWorlds = 200;

    public static TheoryData<CascadeProcess, int> Models => new()
    {
        { CascadeProcess.IndependentCascade, int.MaxValue },
        { CascadeProcess.LinearThreshold, int.MaxValue },
        { CascadeProcess.IndependentCascade, 2 },
        { CascadeProcess.LinearThreshold, 2 },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void The_mean_over_many_seeds_is_the_exact_reach(CascadeProcess process, int maxHops)
    {
        for (int shape = 0; shape < 6; shape++)
        {
            CascadeGraph graph = TestCascade.Random(shape, process: process, maxHops: maxHops);
            double[] exact = Exact(graph, Worth(graph, shape));
            const int Runs = 400;
            double[] sum = new double[graph.NodeCount];
            double[] squares = new double[graph.NodeCount];
            for (int run = 0; run < Runs; run++)
            {
                double[] reach = Solve(graph, Worth(graph, shape), worlds: 50, seed: run).Reach;
                for (int u = 0; u < reach.Length; u++)
                {
                    sum[u] += reach[u];
                    squares[u] += reach[u] * reach[u];
                }
            }

            for (int u = 0; u < exact.Length; u++)
            {
                double mean = sum[u] / Runs;
                double error = Math.Sqrt(Math.Max(0, (squares[u] / Runs) - (mean * mean)) / Runs);

                // Five standard errors; probabilities are in single precision.
                Assert.Equal(exact[u], mean, (5 * error) + (1e-6 * exact[u]) + 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_interval_holds_the_exact_reach_as_often_as_it_says(CascadeProcess process, int maxHops)
    {
        var interval = new ReachInterval(0.95, FewWorlds);
        (int inside, int uncertain, int exactly) = (0, 0, 0);
        for (int run = 0; run < 1000; run++)
        {
            CascadeGraph graph = TestCascade.Random(run % 20, process: process, maxHops: maxHops);
            double[] worth = Worth(graph, run);
            double[] exact = Exact(graph, worth);
            ReachSolution solution = Solve(graph, worth, FewWorlds, seed: run);
            for (int u = 0; u < exact.Length; u++)
            {
                Estimate estimate = interval.Around(solution.Reach[u], solution.StandardError[u], solution.Lean[u], 0, worth.Sum());
                bool isInside = exact[u] >= estimate.Low - 1e-5 && exact[u] <= estimate.High + 1e-5;
                bool isUncertain = estimate.StandardError > 0;
                inside += isInside && isUncertain ? 1 : 0;
                exactly += isInside && !isUncertain ? 1 : 0;
                uncertain += isUncertain ? 1 : 0;
            }
        }

        // Who is said to be exact must not hide those whose interval is too short.
        Assert.True(inside >= 0.93 * uncertain, $"{inside} of {uncertain} intervals hold the exact reach");
        Assert.True(inside < 0.99 * uncertain, "Intervals that never miss are too wide.");
        int told = (1000 * 8) - uncertain;
        Assert.True(exactly >= 0.98 * told, $"{exactly} of {told} that are told without an error are exact");
    }

    [Fact]
    public void Estimates_in_place_of_searches_are_without_bias_and_say_how_far_they_are_off()
    {
        (int inside, int all) = (0, 0);
        for (int run = 0; run < 300; run++)
        {
            CascadeGraph graph = TestCascade.Random(run % 10, nodes: 7, maxEdges: 14);
            double[] worth = Worth(graph, run);
            double[] exact = Exact(graph, worth);
            ReachSolution solution = EveryonesReach.Solve(graph, worth, new(400, (ulong)run, 1, SearchBudget: 0), null, CancellationToken.None);
            for (int u = 0; u < exact.Length; u++)
            {
                inside += Math.Abs(exact[u] - solution.Reach[u]) <= (1.96 * solution.StandardError[u]) + 1e-5 ? 1 : 0;
                all++;
            }
        }

        Assert.True(inside >= 0.93 * all, $"{inside} of {all} intervals hold the exact reach");
    }

    [Fact]
    public void With_certain_ties_reach_is_who_can_be_reached_and_nothing_is_uncertain()
    {
        var random = new Random(5);
        for (int shape = 0; shape < 20; shape++)
        {
            int nodes = 200;
            CascadeGraph graph = TestCascade.Of(nodes, Enumerable.Range(0, 80 + (shape * 20)).Select(_ => (From: random.Next(nodes), To: random.Next(nodes), P: 1.0)).Where(edge => edge.From != edge.To).Distinct());
            ReachSolution solution = Solve(graph, Ones(graph), worlds: 20, seed: shape);
            List<(int From, int To)> edges = [.. ExactCascade.Edges(graph).Select(edge => (edge.From, edge.To))];
            for (int u = 0; u < nodes; u++)
            {
                Assert.Equal(NaiveWorld.Reach(edges, nodes, u, Ones(graph)), solution.Reach[u], 0.0);
                Assert.Equal(0, solution.StandardError[u]);
            }
        }
    }

    [Fact]
    public void Who_reaches_nobody_is_worth_what_they_are_worth()
    {
        CascadeGraph graph = TestCascade.Of(4, [(0, 1, 0.5)]);
        ReachSolution solution = Solve(graph, [1, 0.1, 7.3, 0], worlds: 10, seed: 1);

        Assert.Equal([0.1, 7.3, 0], solution.Reach[1..]);
        Assert.Equal([0, 0, 0], solution.StandardError[1..]);
    }

    [Fact]
    public void A_rare_tie_to_somebody_who_reaches_many_is_not_waited_for()
    {
        // 0 -> 1 with one in a million, 1 -> all others: in 100 worlds it will not show. A tie back keeps it from being a tree.
        CascadeGraph graph = TestCascade.Of(102, [(0, 1, 1e-6), (2, 1, 0.1), .. Enumerable.Range(2, 100).Select(to => (1, to, 0.5))]);
        ReachSolution solution = Solve(graph, Ones(graph), worlds: 100, seed: 3);

        Assert.Equal(1 + 51e-6, solution.Reach[0], 5e-6);
        Assert.InRange(solution.StandardError[0], 1e-9, 1e-5);
    }

    [Fact]
    public void An_overlap_that_no_world_showed_is_allowed_for()
    {
        // Two ties of one in a thousand to two who surely reach the same: both at once will hardly show in 100 worlds.
        CascadeGraph graph = TestCascade.Of(103, [(0, 1, 1e-3), (0, 2, 1e-3), .. Enumerable.Range(3, 100).SelectMany(to => new[] { (1, to, 1.0), (2, to, 1.0) })]);
        ReachSolution solution = Solve(graph, Ones(graph), worlds: 100, seed: 3);

        Assert.Equal(1.202, solution.Reach[0], 1e-6);
        Assert.InRange(solution.StandardError[0], 0.005, 0.02);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_number_of_threads_changes_no_bit(int threads)
    {
        foreach (int maxHops in new[] { int.MaxValue, 3 })
        {
            CascadeGraph graph = TestCascade.Random(11, nodes: 300, maxEdges: 900, maxHops: maxHops);
            double[] worth = Worth(graph, 1);
            ReachSolution one = EveryonesReach.Solve(graph, worth, new(200, 9, 1), null, CancellationToken.None);
            ReachSolution more = EveryonesReach.Solve(graph, worth, new(200, 9, threads), null, CancellationToken.None);
            Assert.Equal(one.Reach, more.Reach);
            Assert.Equal(one.StandardError, more.StandardError);
        }
    }

    internal static double[] Worth(CascadeGraph graph, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, graph.NodeCount).Select(_ => random.Next(4) switch { 0 => 0, 1 => random.NextDouble() * 10, _ => 1 })];
    }

    private static double[] Ones(CascadeGraph graph) => [.. Enumerable.Repeat(1.0, graph.NodeCount)];

    private static double[] Exact(CascadeGraph graph, double[] worth)
    {
        double[] exact = new double[graph.NodeCount];
        foreach ((double probability, List<(int From, int To)> live) in ExactCascade.Worlds(graph))
        {
            for (int u = 0; u < exact.Length; u++)
            {
                exact[u] += probability * ExactCascade.Reached(graph, live, [u]).Sum(node => worth[node]);
            }
        }

        return exact;
    }

    private static ReachSolution Solve(CascadeGraph graph, double[] worth, int worlds, int seed) =>
        EveryonesReach.Solve(graph, worth, new(worlds, (ulong)seed, 1), null, CancellationToken.None);
}
