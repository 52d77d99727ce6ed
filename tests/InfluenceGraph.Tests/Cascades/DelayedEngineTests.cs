using InfluenceGraph.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Cascades;

public sealed class DelayedEngineTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue, double.PositiveInfinity)]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue, 4)]
    [InlineData(CascadeProcess.IndependentCascade, 2, 5)]
    [InlineData(CascadeProcess.IndependentCascade, 2, double.PositiveInfinity)]
    [InlineData(CascadeProcess.LinearThreshold, 3, 5)]
    [InlineData(CascadeProcess.LinearThreshold, int.MaxValue, 3)]
    public void Hops_and_time_are_limited_as_in_all_worlds(CascadeProcess process, int maxHops, double timeLimit)
    {
        for (int i = 0; i < 15; i++)
        {
            CascadeGraph graph = WithDelays(TestCascade.Random(i, process: process), maxHops, (float)timeLimit);
            Estimate reach = ReachRun.Reach(ReachRun.Of(graph, [0, 1], 20_000, seed: i));

            Assert.Equal(Exact(graph, [0, 1]), reach.Value, (5 * reach.StandardError) + 1e-5);
        }
    }

    [Fact]
    public void A_late_word_over_fewer_hops_is_passed_on_where_an_early_one_was_not()
    {
        // 0 -> 1 -> 2 in two days, 0 -> 2 in five; only the second may go on to 3 within two hops.
        CascadeGraph ties = TestCascade.Of(4, [(0, 1, 1), (0, 2, 1), (1, 2, 1), (2, 3, 1)]);
        CascadeGraph InTime(float limit) => new(ties.Process, ties.Forward, [1, 5, 1, 1], maxHops: 2, timeLimit: limit);

        Assert.Equal(4, ReachRun.Of(InTime(6), [0], 64).Counts[0]);
        Assert.Equal(3, ReachRun.Of(InTime(5.5f), [0], 64).Counts[0]);
    }

    [Fact]
    public void Curve_over_time_has_the_reach_of_each_time_limit()
    {
        for (int i = 0; i < 8; i++)
        {
            CascadeGraph graph = WithDelays(TestCascade.Random(i), int.MaxValue, float.PositiveInfinity);
            double[] worth = [.. Enumerable.Range(0, graph.NodeCount).Select(node => 1.0 + (node % 3))];
            WorldSample sample = ReachRun.Of(graph, [0], 20_000, seed: i, worth: worth, curveStep: 2);
            for (int step = 0; step < sample.Curve.Length; step++)
            {
                Estimate reach = sample.Curve[step].Estimate(sample.Worlds, 0.95, 0, 100);
                Assert.Equal(Exact(WithDelays(graph, int.MaxValue, 2 * step), [0], worth), reach.Value, (5 * reach.StandardError) + 1e-5);
            }
        }
    }

    [Fact]
    public void Exponential_delays_are_those_of_a_chain_of_memoryless_steps()
    {
        CascadeGraph chain = TestCascade.Of(3, [(0, 1, 1), (1, 2, 1)]);
        var graph = new CascadeGraph(chain.Process, chain.Forward, [2, 2], isDelayExponential: true, timeLimit: 3);
        Estimate reach = ReachRun.Reach(ReachRun.Of(graph, [0], 100_000));

        // P(first within 3 days) + P(both within 3 days), with a mean of 2 days each: Erlang's distribution.
        double expected = 1 + (1 - Math.Exp(-1.5)) + (1 - (Math.Exp(-1.5) * 2.5));
        Assert.Equal(expected, reach.Value, 5 * reach.StandardError);
    }

    [Fact]
    public void Without_limits_delays_change_nothing_but_the_way()
    {
        CascadeGraph graph = TestCascade.Random(5, nodes: 40, maxEdges: 150);
        Estimate waves = ReachRun.Reach(ReachRun.Of(graph, [0, 1, 2], 50_000));
        Estimate delayed = ReachRun.Reach(ReachRun.Of(WithDelays(graph, int.MaxValue, float.PositiveInfinity), [0, 1, 2], 50_000));

        Assert.Equal(waves.Value, delayed.Value, 5 * Math.Sqrt((waves.StandardError * waves.StandardError) + (delayed.StandardError * delayed.StandardError)));
    }

    private static CascadeGraph WithDelays(CascadeGraph graph, int maxHops, float timeLimit) =>
        new(graph.Process, graph.Forward, [.. Enumerable.Range(0, graph.EdgeCount).Select(edge => (float)(edge * 7 % 4))], maxHops: maxHops, timeLimit: timeLimit);

    /// <summary>All worlds, and in each the least time to each node over at most so many edges, by trying all edges hop after hop (Bellman-Ford).</summary>
    private static double Exact(CascadeGraph graph, int[] seeds, double[]? worth = null)
    {
        double expected = 0;
        foreach ((double probability, List<(int From, int To)> live) in ExactCascade.Worlds(graph))
        {
            double[] times = new double[graph.NodeCount];
            Array.Fill(times, double.PositiveInfinity);
            foreach (int seed in seeds)
            {
                times[seed] = 0;
            }

            for (int hop = 0; hop < Math.Min(graph.MaxHops, graph.NodeCount); hop++)
            {
                double[] next = [.. times];
                foreach ((int from, int to) in live)
                {
                    next[to] = Math.Min(next[to], times[from] + graph.Delays![graph.Forward.IndexOf(from, to)]);
                }

                times = next;
            }

            expected += probability * times.Select((time, node) => time <= graph.TimeLimit && double.IsFinite(time) ? worth?[node] ?? 1 : 0).Sum();
        }

        return expected;
    }
}
