using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>Many worlds at once against all worlds gone through one by one.</summary>
public sealed class WaveEngineTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue)]
    [InlineData(CascadeProcess.IndependentCascade, 2)]
    [InlineData(CascadeProcess.LinearThreshold, int.MaxValue)]
    [InlineData(CascadeProcess.LinearThreshold, 2)]
    public void Exact_reach_lies_in_the_interval_as_often_as_it_says_and_on_neither_side_of_it(CascadeProcess process, int maxHops)
    {
        const int Graphs = 50;
        const int Runs = 20;
        (int inside, double off, double variance) = (0, 0, 0);
        for (int i = 0; i < Graphs; i++)
        {
            CascadeGraph graph = TestCascade.Random(i, process: process, maxHops: maxHops);
            int[] seeds = i % 2 == 0 ? [0] : [1, 3];
            double exact = ExactCascade.Reach(graph, seeds);
            for (int run = 0; run < Runs; run++)
            {
                Estimate reach = ReachRun.Reach(ReachRun.Of(graph, seeds, seed: (i * Runs) + run));
                inside += reach.Low - 1e-9 <= exact && exact <= reach.High + 1e-9 ? 1 : 0;
                off += reach.Value - exact;
                variance += reach.StandardError * reach.StandardError;
            }
        }

        Assert.InRange(inside, 930, 1000);

        // Five standard errors of the sum: one wrong alarm in two million. Probabilities are kept in single precision.
        Assert.InRange(off, (-5 * Math.Sqrt(variance)) - 1e-3, (5 * Math.Sqrt(variance)) + 1e-3);
    }

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void Each_number_of_customers_comes_as_often_as_in_all_worlds(CascadeProcess process)
    {
        const int Worlds = 100_000;
        for (int i = 100; i < 106; i++)
        {
            CascadeGraph graph = TestCascade.Random(i, process: process);
            double[] expected = new double[graph.NodeCount + 1];
            foreach ((double probability, List<(int From, int To)> live) in ExactCascade.Worlds(graph))
            {
                expected[ExactCascade.Reached(graph, live, [0, 1]).Count] += probability;
            }

            WorldSample sample = ReachRun.Of(graph, [0, 1], Worlds);
            for (int count = 0; count < expected.Length; count++)
            {
                double share = sample.Counts.Count(count) / (double)Worlds;

                // Five standard errors, and one world for what is almost impossible.
                Assert.Equal(expected[count], share, (5 * Math.Sqrt(expected[count] * (1 - Math.Min(1, expected[count])) / Worlds)) + (1.0 / Worlds) + 1e-6);
            }
        }
    }

    [Fact]
    public void Worth_adds_up_what_each_customer_counts()
    {
        for (int i = 0; i < 10; i++)
        {
            CascadeGraph graph = TestCascade.Random(i);
            double[] worth = [.. Enumerable.Range(0, graph.NodeCount).Select(node => node % 3 == 0 ? 0 : node * 1.5)];
            WorldSample sample = ReachRun.Of(graph, [0, 4], 20_000, worth: worth);
            Estimate reach = ReachRun.Reach(sample);

            Assert.Equal(ExactCascade.Reach(graph, [0, 4], worth), reach.Value, (5 * reach.StandardError) + 1e-6);
            Assert.Equal(ExactCascade.Reach(graph, [0, 4]), SampleMean.Of(sample.Counts).Mean, (5 * SampleMean.Of(sample.Counts).StandardError) + 1e-6);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Curve_has_the_reach_of_each_hop_limit(bool hasWorth)
    {
        for (int i = 0; i < 10; i++)
        {
            CascadeGraph graph = TestCascade.Random(i, nodes: 10, maxEdges: 14);
            double[]? worth = hasWorth ? [.. Enumerable.Range(0, graph.NodeCount).Select(node => 0.5 + node)] : null;
            WorldSample sample = ReachRun.Of(graph, [0, 1], 20_000, worth: worth);
            for (int hop = 0; hop < sample.Curve.Length; hop++)
            {
                var limited = new CascadeGraph(graph.Process, graph.Forward, maxHops: hop);
                Estimate reach = sample.Curve[hop].Estimate(sample.Worlds, 0.95, 0, 1000);

                Assert.Equal(ExactCascade.Reach(limited, [0, 1], worth), reach.Value, (5 * reach.StandardError) + 1e-6);
                Assert.True(hop == 0 || sample.Curve[hop].Sum >= sample.Curve[hop - 1].Sum);
            }

            CurveSums last = sample.Curve[^1];
            Assert.Equal(sample.Values.ToArray().Sum(), last.Sum, 1e-6);
            Assert.Equal(sample.Values.ToArray().Sum(value => value * value), last.Squares, 1e-6);
        }
    }

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void Certain_ties_reach_what_breadth_first_search_reaches(CascadeProcess process)
    {
        // A tree with two roots; under the linear threshold each node has one tie, of probability 1.
        CascadeGraph graph = TestCascade.Of(2000, Enumerable.Range(2, 1998).Select(node => (node / 3, node, 1.0)), process);
        foreach (int hops in new[] { 0, 1, 3, int.MaxValue })
        {
            var limited = new CascadeGraph(process, graph.Forward, maxHops: hops);
            double expected = ExactCascade.Reached(limited, [.. ExactCascade.Edges(limited).Select(edge => (edge.From, edge.To))], [0]).Count;
            WorldSample sample = ReachRun.Of(limited, [0], worlds: 700);

            Assert.All(sample.Counts.ToArray(), count => Assert.Equal(expected, count));
            Assert.Equal(700, sample.Worlds);
        }
    }

    [Fact]
    public void Strong_ties_weak_ones_and_mixed_rows_are_live_as_often_as_they_should()
    {
        double[] probabilities = [0.5, 0.501, 0.75, 0.999, 1, 0.4999, 0.3, 0.3, 0.1, 0.01, 1e-3, 1e-4];
        CascadeGraph graph = TestCascade.Of(14, probabilities.Select((p, i) => (0, i + 1, p)).Append((1, 13, 0.2)));
        foreach (int target in Enumerable.Range(1, 12))
        {
            const int Worlds = 200_000;
            double[] worth = new double[14];
            worth[target] = 1;
            double p = (float)probabilities[target - 1];
            Assert.Equal(p, ReachRun.Reach(ReachRun.Of(graph, [0], Worlds, seed: target, worth: worth)).Value, 5 * Math.Sqrt(p * (1 - p) / Worlds));
        }
    }

    [Theory]
    [InlineData(0.02, 40)]
    [InlineData(0.3, 40)]
    [InlineData(0.01, 600)]
    public void Ties_of_a_row_are_live_independently(double p, int degree)
    {
        const int Worlds = 200_000;
        CascadeGraph graph = TestCascade.Of(degree + 1, Enumerable.Range(1, degree).Select(i => (0, i, p)));
        double[] counts = ReachRun.Of(graph, [0], Worlds).Counts.ToArray();
        double mean = counts.Average();
        double variance = counts.Average(count => (count - mean) * (count - mean));
        double expected = degree * p * (1 - p);
        Assert.Equal(1 + (degree * p), mean, 5 * Math.Sqrt(expected / Worlds));

        // The variance of a variance is about 2 v^2 / n for a binomial that is not too skewed; 4 for this one.
        Assert.Equal(expected, variance, 5 * expected * Math.Sqrt(4.0 / Worlds));
    }

    [Fact]
    public void Ties_left_out_as_useless_change_no_world()
    {
        for (int i = 0; i < 40; i++)
        {
            CascadeGraph graph = TestCascade.Random(i, nodes: 7, maxEdges: 11, maxHops: i % 3 == 0 ? 2 : int.MaxValue);
            int[] seeds = [0, 2];
            ReachSpace space = ReachSpace.Of(graph, seeds);
            HashSet<(int, int)> kept = [.. Enumerable.Range(0, space.Nodes.Length).SelectMany(node =>
                space.Targets[space.Offsets[node]..space.Offsets[node + 1]].Select(target => (space.Nodes[node], space.Nodes[target])))];
            foreach ((_, List<(int From, int To)> live) in ExactCascade.Worlds(graph))
            {
                Assert.Equal(ExactCascade.Reached(graph, live, seeds), ExactCascade.Reached(graph, [.. live.Where(kept.Contains)], seeds));
            }
        }
    }

    [Fact]
    public void Trees_lose_all_ties_upwards_and_seeds_all_ties_to_them()
    {
        CascadeGraph graph = TestCascade.Of(5, new[] { (0, 1), (1, 2), (2, 3), (0, 4) }.SelectMany(tie => new[] { (tie.Item1, tie.Item2, 0.5), (tie.Item2, tie.Item1, 0.5) }));
        ReachSpace space = ReachSpace.Of(graph, [0]);

        Assert.Equal(4, space.Targets.Length);
        Assert.Equal([2, 2, 1, 2, 1], space.Degrees);
        Assert.Equal([0, 1, 4, 2, 3], space.Nodes);
    }

    [Fact]
    public void What_cannot_be_reached_takes_no_room()
    {
        CascadeGraph graph = TestCascade.Of(1000, Enumerable.Range(0, 999).Select(node => (node, node + 1, 0.5)), maxHops: 3);
        Assert.Equal([990, 991, 992, 993], ReachSpace.Of(graph, [990]).Nodes);
    }

    [Fact]
    public void More_customers_than_there_is_room_for_are_refused_in_words()
    {
        WaveEngine.RequireRoom(268_435_448 - 8);
        string message = Assert.Throws<ArgumentException>(() => WaveEngine.RequireRoom(300_000_000)).Message;

        Assert.Contains("can reach 300,000,000 customers; expected at most 268,435,", message, StringComparison.Ordinal);
        Assert.Contains("MaxHops", message, StringComparison.Ordinal);
        Assert.Contains("Delay", message, StringComparison.Ordinal);

        // What is let through fits into arrays: rows of eight words, and what is put around them.
        Assert.InRange((WaveFront.MostNodes + 3L) * 8, 0, Array.MaxLength);
        Assert.Throws<ArgumentException>(() => WaveEngine.RequireRoom(WaveFront.MostNodes + 1L));
    }
}
