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
    [InlineData(0.0001)]
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
                    Assert.Equal(rows.Targets[e], rows.Columns.Length == 0 ? rows.Targets[e] : rows.Columns[e].Own);
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
        var visit = default(WaveVisit);
        for (int round = 0; round < 200; round++)
        {
            Vector512<ulong> worlds = random.NextVector();
            for (int i = 0; i < round % 7; i++)
            {
                worlds &= random.NextVector();
            }

            ulong[] words = [.. Enumerable.Range(0, 8).Select(word => worlds.GetElement(word))];
            int[] expected = [.. Enumerable.Range(0, 512).Where(world => (words[world >> 6] >> world & 1) != 0)];
            Assert.Equal(expected.Length, visit.SetWorlds(ref words[0]));
            for (int rank = 0; rank < expected.Length; rank++)
            {
                ulong bit = visit.Select((uint)rank, out nint word);
                Assert.Equal(expected[rank], ((int)word * 64) + BitOperations.TrailingZeroCount(bit));
                Assert.Equal(1, BitOperations.PopCount(bit));
            }

            Assert.Equal(0UL, visit.Select((uint)expected.Length, out _));
            Assert.Equal(0UL, visit.Select((uint)expected.Length + 100, out _));
        }
    }

    [Fact]
    public void Fresh_nodes_are_those_that_words_arrived_at_in_worlds_in_which_they_were_not_yet_reached()
    {
        const int Nodes = 300;
        var random = new CounterRandom(11, 12);
        var front = new WaveFront(Nodes);
        var fresh = new FreshNodes(Nodes);
        ulong[] visited = new ulong[Nodes * 8];
        int[] reached = new int[Nodes + 1];
        int reachedCount = 0;
        var known = new HashSet<(int Node, int World)>();
        for (int hop = 0; hop < 10; hop++)
        {
            var arrived = new HashSet<(int Node, int World)>();
            for (int i = 0; i < 40; i++)
            {
                (int node, int world) = ((int)random.NextBelow(Nodes), (int)random.NextBelow(16));
                arrived.Add((node, world));
                front.Arrive(node, world >> 6, 1UL << world);
                front.Arrive((int)random.NextBelow(Nodes), 0, 0);
            }

            front.Collect(ref visited[0], fresh, reached, ref reachedCount);
            (int, int)[] found = [.. Enumerable.Range(0, fresh.Count).SelectMany(place => Enumerable.Range(0, 512)
                .Where(world => (fresh.WorldsOf(place).GetElement(world >> 6) >> world & 1) != 0)
                .Select(world => (fresh.NodeOf(place), world)))];
            arrived.ExceptWith(known);
            known.UnionWith(arrived);

            Assert.Equal(arrived.Order(), found);
            Assert.Equal(arrived.Select(pair => pair.Node).Distinct().Order(), fresh.Nodes.ToArray());
            Assert.Equal(known.Select(pair => pair.Node).Distinct().Order(), reached[..reachedCount].Order());
        }
    }

    [Fact]
    public void Edges_that_are_almost_never_live_are_live_as_often_as_they_should_be()
    {
        const int Times = 400_000;
        const double Probability = 1e-6;
        var tries = new IndependentTries(EventRows.Of([0, 1, 1], [1], [(float)Probability], [1, 0]));
        tries.Start(13, 14);
        var front = new WaveFront(2);
        var fresh = new FreshNodes(2);
        ulong[] visited = new ulong[16];
        int[] nodes = new int[3];
        long live = 0;
        for (int time = 0; time < Times; time++)
        {
            int reached = 0;
            fresh.Clear();
            fresh.Add(0, Vector512<ulong>.AllBitsSet);
            tries.PassOn(fresh, front);
            front.Collect(ref visited[0], fresh, nodes, ref reached);
            live += fresh.Count;
            Array.Clear(visited);
        }

        double expected = Times * 512 * Probability;
        Assert.Equal(expected, live, 5 * Math.Sqrt(expected));
    }

    [Fact]
    public void Upright_counters_count_and_sum_squares()
    {
        var random = new CounterRandom(7, 8);
        var tally = new WorldTally();
        var fresh = new FreshNodes(20);
        int[] expected = new int[512];
        int[] counts = new int[512];
        for (int round = 0; round < 601; round++)
        {
            fresh.Clear();
            for (int i = 0; i < round % 20; i++)
            {
                Vector512<ulong> worlds = random.NextVector();
                fresh.Add(i, worlds);
                for (int world = 0; world < expected.Length; world++)
                {
                    expected[world] += (int)(worlds.GetElement(world >> 6) >> world & 1);
                }
            }

            tally.Add(fresh);
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
