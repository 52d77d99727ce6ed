using System.Numerics;
using System.Runtime.Intrinsics;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;
using InfluenceGraph.Tests.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

/// <summary>The parts that simulated worlds are made of, each against the slow way to say the same.</summary>
[Trait("Category", "Bits")]
public sealed class WaveKernelTests
{
    [Fact]
    public void Alias_columns_hold_each_outcome_s_share()
    {
        var random = new Random(1);
        for (int count = 1; count < 60; count++)
        {
            double[] weights = [.. Enumerable.Range(0, count).Select(_ => Math.Pow(10, -4 * random.NextDouble()))];
            uint[] thresholds = new uint[count];
            int[] aliases = new int[count];
            AliasTable.Fill([.. weights], thresholds, aliases);

            double[] shares = new double[count];
            for (int column = 0; column < count; column++)
            {
                shares[column] += thresholds[column] / 4294967296.0 / count;
                shares[aliases[column]] += (1 - (thresholds[column] / 4294967296.0)) / count;
            }

            for (int i = 0; i < count; i++)
            {
                // Each column is exact to 2^-32.
                Assert.Equal(weights[i] / weights.Sum(), shares[i], 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(0.003)]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(5.3)]
    [InlineData(700)]
    [InlineData(1500)]
    public void Poisson_numbers_have_their_mean_their_variance_and_at_least_the_mean_needed(double mean)
    {
        const int Draws = 200_000;
        var random = new CounterRandom(3, 4);
        double drawn = 0;
        double[] numbers = new double[Draws];
        for (int i = 0; i < Draws; i++)
        {
            numbers[i] = PoissonTables.Next(ref random, mean, out drawn);
        }

        Assert.InRange(drawn, mean, Math.Max(1.0 / 128, mean * 1.25));
        double average = numbers.Average();
        Assert.Equal(drawn, average, 5 * Math.Sqrt(drawn / Draws));
        double variance = numbers.Average(number => (number - average) * (number - average));

        // The variance of a Poisson sample's variance is (m + 2 m^2) / n.
        Assert.Equal(drawn, variance, 5 * Math.Sqrt((drawn + (2 * drawn * drawn)) / Draws));
        Assert.Equal(Math.Exp(-drawn), numbers.Count(number => number == 0) / (double)Draws, 5 * Math.Sqrt(Math.Exp(-drawn) / Draws));
    }

    [Fact]
    public void Events_of_a_row_make_each_edge_live_with_its_probability()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            CsrGraph graph = TestCascade.Random(seed, nodes: 12, maxEdges: 60).Forward;
            int[] offsets = Array.ConvertAll(graph.Offsets, offset => (int)offset);
            int[] degrees = [.. Enumerable.Range(0, graph.NodeCount).Select(graph.DegreeOf)];
            EventRows rows = EventRows.Of(offsets, graph.Targets, graph.Weights, degrees);
            for (int u = 0; u < graph.NodeCount; u++)
            {
                var means = new Dictionary<int, double>();
                (int start, int end) = (rows.Rows[u].Start, rows.Rows[u + 1].Start);
                for (int e = start; e < end; e++)
                {
                    double own = rows.Columns.Length == 0 ? 1 : rows.Columns[e].Threshold / 4294967296.0;
                    int alias = rows.Columns.Length == 0 ? rows.Targets[e] : rows.Columns[e].Alias;
                    double column = rows.Rows[u].Mean / (end - start);
                    means[rows.Targets[e]] = means.GetValueOrDefault(rows.Targets[e]) + (column * own);
                    means[alias] = means.GetValueOrDefault(alias) + (column * (1 - own));
                    Assert.Equal(graph.Weights[graph.IndexOf(u, rows.Targets[e])], rows.Thresholds[e] / 4294967296.0, 1e-9);
                }

                foreach ((int target, double mean) in means)
                {
                    Assert.Equal(graph.Weights[graph.IndexOf(u, target)], 1 - Math.Exp(-mean), 1e-8);
                }

                for (int s = rows.Rows[u].StrongStart; s < rows.Rows[u + 1].StrongStart; s++)
                {
                    Assert.Equal(graph.Weights[graph.IndexOf(u, rows.Strong[s].Target)], rows.Strong[s].Threshold / 4294967296.0, 1e-9);
                }

                Assert.Equal(graph.DegreeOf(u), means.Count + rows.Rows[u + 1].StrongStart - rows.Rows[u].StrongStart);
            }
        }
    }

    [Fact]
    public void The_kth_fresh_world_is_found_and_none_beyond_the_last()
    {
        var random = new CounterRandom(5, 6);
        var fresh = new FreshWorlds();
        for (int round = 0; round < 200; round++)
        {
            Vector512<ulong> worlds = random.NextVector();
            for (int i = 0; i < round % 7; i++)
            {
                worlds &= random.NextVector();
            }

            fresh.Set(worlds);
            int[] expected = [.. Enumerable.Range(0, 512).Where(world => (worlds.GetElement(world >> 6) >> world & 1) != 0)];
            Assert.Equal(expected.Length, fresh.Count);
            for (int rank = 0; rank < expected.Length; rank++)
            {
                ulong bit = FreshWorlds.Select(fresh.Ends, ref fresh.FirstStart, ref fresh.FirstWord, (ulong)rank, out nint word);
                Assert.Equal(expected[rank], ((int)word * 64) + BitOperations.TrailingZeroCount(bit));
                Assert.Equal(1, BitOperations.PopCount(bit));
            }

            Assert.Equal(0UL, FreshWorlds.Select(fresh.Ends, ref fresh.FirstStart, ref fresh.FirstWord, (ulong)expected.Length, out _));
            Assert.Equal(0UL, FreshWorlds.Select(fresh.Ends, ref fresh.FirstStart, ref fresh.FirstWord, (ulong)expected.Length + 100, out _));
        }
    }

    [Fact]
    public void Upright_counters_count_and_sum_squares()
    {
        var random = new CounterRandom(7, 8);
        var tally = new WorldTally();
        int[] expected = new int[512];
        int[] counts = new int[512];
        for (int round = 0; round < 601; round++)
        {
            Vector512<ulong> worlds = random.NextVector();
            tally.Add(worlds);
            for (int world = 0; world < expected.Length; world++)
            {
                expected[world] += (int)(worlds.GetElement(world >> 6) >> world & 1);
            }

            if (round % 200 < 2)
            {
                tally.CopyTo(counts);
                Assert.Equal(expected, counts);
                Assert.Equal((expected.Sum(count => (long)count), expected.Sum(count => (double)count * count)), tally.Sums());
            }
        }

        tally.Clear();
        tally.CopyTo(counts);
        Assert.All(counts, count => Assert.Equal(0, count));
    }

    [Fact]
    public void Eight_random_numbers_at_once_are_those_that_come_one_by_one()
    {
        var one = new CounterRandom(9, 10);
        var eight = new CounterRandom(9, 10);
        for (int round = 0; round < 100; round++)
        {
            Vector512<ulong> bits = eight.NextVector();
            for (int lane = 0; lane < 8; lane++)
            {
                Assert.Equal(one.Next(), bits.GetElement(lane));
            }
        }
    }

    [Fact]
    public void Threshold_intervals_stand_side_by_side_and_are_as_long_as_the_probabilities()
    {
        float[] probabilities = [0.25f, 0.5f, 1, 0.25f, 1e-30f];
        ThresholdSpan[] spans = ThresholdRows.SpansOf([0, 0, 1, 0, 2], probabilities, 3);

        Assert.True(spans[0].Contains(0) && spans[0].Contains((1UL << 62) - 1) && !spans[0].Contains(1UL << 62));
        Assert.True(spans[1].Contains(1UL << 62) && spans[1].Contains((3UL << 62) - 1) && !spans[1].Contains(3UL << 62));
        Assert.True(spans[3].Contains(3UL << 62) && spans[3].Contains(ulong.MaxValue) && !spans[3].Contains(0));
        Assert.True(spans[2].Contains(0) && spans[2].Contains(ulong.MaxValue));
        Assert.False(spans[4].Contains(0));
    }
}
