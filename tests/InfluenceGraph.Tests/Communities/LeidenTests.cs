using System.Security.Cryptography;
using InfluenceGraph.Communities;
using Xunit;

namespace InfluenceGraph.Tests.Communities;

public sealed class LeidenTests
{
    public static TheoryData<CommunityQuality, double, bool> Kinds => new()
    {
        { CommunityQuality.Modularity, 1, false },
        { CommunityQuality.Modularity, 0.5, false },
        { CommunityQuality.Modularity, 1, true },
        { CommunityQuality.Modularity, 2.5, true },
        { CommunityQuality.ConstantPotts, 0.7, false },
        { CommunityQuality.ConstantPotts, 2, false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_optimum_over_all_groupings_is_never_exceeded_and_mostly_found(CommunityQuality quality, double resolution, bool directed)
    {
        int found = 0;
        const int Graphs = 25;
        for (int seed = 1; seed <= Graphs; seed++)
        {
            var plain = PlainCommunities.Random(seed, 7, 0.35);
            LeidenSolution solution = Solve(plain.Ties(), quality, resolution, directed, runs: 10);
            double optimum = plain.Optimum(quality, resolution, directed);
            double value = plain.QualityOf(solution.GroupOf, quality, resolution, directed);

            // Both sum a few dozen terms of order 1 in other orders.
            Assert.Equal(value, solution.Quality, 1e-10);
            Assert.True(value <= optimum + 1e-10, $"seed {seed}: {value} above {optimum}");
            found += value >= optimum - 1e-10 ? 1 : 0;
        }

        Assert.True(found >= Graphs - 2, $"optimum found {found} times of {Graphs}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Communities_and_the_parts_of_all_levels_are_connected_and_nested(CommunityQuality quality, double resolution, bool directed)
    {
        for (int seed = 1; seed <= 15; seed++)
        {
            var plain = PlainCommunities.Random(seed, 60, 0.01 + (seed % 5 * 0.02), whole: seed % 2 == 0);
            LeidenSolution solution = Solve(plain.Ties(), quality, resolution / (quality == CommunityQuality.ConstantPotts ? 10 : 1), directed);
            int[][] levels = [.. solution.Levels, solution.GroupOf];
            Assert.Equal(solution.Count, solution.GroupOf.Max() + 1);
            for (int level = 0; level < levels.Length; level++)
            {
                Assert.All(Enumerable.Range(0, levels[level].Max() + 1), group => Assert.True(plain.IsConnected(levels[level], group), $"seed {seed}, level {level}, group {group}"));
                if (level > 0)
                {
                    Assert.All(levels[level - 1].Zip(levels[level]).GroupBy(pair => pair.First), part => Assert.Single(part.Select(pair => pair.Second).Distinct()));
                    Assert.True(levels[level].Max() < levels[level - 1].Max(), "a level that joins nothing");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Where_it_converged_no_move_of_one_node_improves(CommunityQuality quality, double resolution, bool directed)
    {
        for (int seed = 1; seed <= 6; seed++)
        {
            var plain = PlainCommunities.Random(seed, 24, 0.12);
            LeidenSolution solution = Solve(plain.Ties(), quality, resolution / (quality == CommunityQuality.ConstantPotts ? 5 : 1), directed);
            double used = resolution / (quality == CommunityQuality.ConstantPotts ? 5 : 1);
            Assert.True(solution.Converged);
            double value = plain.QualityOf(solution.GroupOf, quality, used, directed);
            for (int node = 0; node < plain.Count; node++)
            {
                for (int group = 0; group <= solution.Count; group++)
                {
                    int[] moved = [.. solution.GroupOf];
                    moved[node] = group;
                    Assert.True(plain.QualityOf(moved, quality, used, directed) <= value + 1e-9, $"seed {seed}: node {node} to {group}");
                }
            }
        }
    }

    [Fact]
    public void Planted_groups_are_found()
    {
        var plain = PlainCommunities.Planted(3, 6, 20, 0.6, 0.02);
        LeidenSolution solution = Solve(plain.Ties(), CommunityQuality.Modularity, 1, false);
        Assert.Equal(Enumerable.Range(0, plain.Count).Select(node => node / 20), solution.GroupOf);
    }

    [Fact]
    public void Weights_that_are_huge_or_tiny_make_the_same_communities()
    {
        CommunityTies ties = PlainCommunities.Planted(4, 4, 12, 0.7, 0.1).Ties();
        int[] expected = Solve(ties, CommunityQuality.Modularity, 1, false).GroupOf;
        foreach (float scale in (float[])[1e-44f, 1e-30f, 1e30f, 3e38f])
        {
            var scaled = CommunityTies.Of(ties.Graph.WithWeights(Array.ConvertAll(ties.Graph.Weights, weight => weight / 2 * scale)));
            Assert.Equal(expected, Solve(scaled, CommunityQuality.Modularity, 1, false).GroupOf);
        }
    }

    [Fact]
    public void Weights_of_very_different_sizes_end_and_stay_connected()
    {
        var random = new Random(5);
        double[,] weights = new double[80, 80];
        for (int tie = 0; tie < 400; tie++)
        {
            (int a, int b) = (random.Next(80), random.Next(80));
            weights[a, b] = a == b ? 0 : (float)Math.Pow(10, random.Next(-30, 30));
        }

        var plain = new PlainCommunities(weights);
        foreach (bool directed in (bool[])[false, true])
        {
            LeidenSolution solution = Solve(plain.Ties(), CommunityQuality.Modularity, 1, directed);
            Assert.All(Enumerable.Range(0, solution.Count), group => Assert.True(plain.IsConnected(solution.GroupOf, group)));
        }
    }

    [Fact]
    public void No_ties_leave_each_node_alone_and_no_nodes_make_nothing()
    {
        Assert.Equal([0, 1, 2], Solve(new PlainCommunities(new double[3, 3]).Ties(), CommunityQuality.Modularity, 1, false).GroupOf);
        Assert.Empty(Solve(new PlainCommunities(new double[0, 0]).Ties(), CommunityQuality.ConstantPotts, 1, false).GroupOf);
    }

    [Fact]
    public void A_start_is_where_the_search_begins_and_what_has_no_ties_any_more_falls_apart()
    {
        var plain = PlainCommunities.Planted(3, 6, 20, 0.6, 0.02);
        int[] truth = [.. Enumerable.Range(0, plain.Count).Select(node => node / 20)];
        LeidenSolution kept = Leiden.Solve(plain.Ties(), Settings(CommunityQuality.Modularity, 1, false), truth, CancellationToken.None);
        Assert.Equal(truth, kept.GroupOf);
        Assert.Equal(1, kept.Passes);

        LeidenSolution apart = Leiden.Solve(new PlainCommunities(new double[3, 3]).Ties(), Settings(CommunityQuality.Modularity, 1, false), [0, 0, 0], CancellationToken.None);
        Assert.Equal([0, 1, 2], apart.GroupOf);
    }

    [Fact]
    public void More_threads_change_no_bit()
    {
        CommunityTies ties = PlainCommunities.Random(9, 200, 0.03).Ties();
        LeidenSolution one = Solve(ties, CommunityQuality.Modularity, 1, true, runs: 7);
        foreach (int threads in (int[])[2, 3, 16])
        {
            LeidenSolution other = Solve(ties, CommunityQuality.Modularity, 1, true, runs: 7, threads);
            Assert.Equal(one.GroupOf, other.GroupOf);
            Assert.Equal(BitConverter.DoubleToInt64Bits(one.Quality), BitConverter.DoubleToInt64Bits(other.Quality));
            Assert.Equal(one.Run, other.Run);
        }
    }

    [Fact]
    public void Cancelling_stops_the_search()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Leiden.Solve(PlainCommunities.Random(9, 50, 0.1).Ties(), Settings(CommunityQuality.Modularity, 1, false), null, source.Token));
    }

    [Fact]
    [Trait("Category", "Bits")]
    public void Communities_have_the_same_bits_on_every_machine()
    {
        var bytes = new List<byte>();
        foreach ((CommunityQuality quality, double resolution, bool directed) in ((CommunityQuality, double, bool)[])[(CommunityQuality.Modularity, 1, false), (CommunityQuality.Modularity, 1.5, true), (CommunityQuality.ConstantPotts, 0.1, false)])
        {
            LeidenSolution solution = Solve(TiesOfOurs(600, 3000), quality, resolution, directed, runs: 2);
            bytes.AddRange(solution.GroupOf.SelectMany(BitConverter.GetBytes));
            bytes.AddRange(BitConverter.GetBytes(solution.Quality));
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData([.. bytes]));
        Assert.True(hash == "1649d1faea3a2f04fe1af4712779ef234a98e21e0a183c2a031898992d4bd2fc", hash);
    }

    internal static CommunityTies TiesOfOurs(int nodes, int count)
    {
        // Hashes of our own, as the framework's generator may change with its version.
        double[,] weights = new double[nodes, nodes];
        for (uint tie = 0; tie < count; tie++)
        {
            uint a = tie * 2654435761u % (uint)nodes;
            uint b = (a + 1 + (tie * 40503u % 97)) % (uint)nodes;
            weights[a, b] = 1 + (tie % 7 / 8.0);
        }

        return new PlainCommunities(weights).Ties();
    }

    private static LeidenSolution Solve(CommunityTies ties, CommunityQuality quality, double resolution, bool directed, int runs = 1, int threads = 1) =>
        Leiden.Solve(ties, Settings(quality, resolution, directed) with { Runs = runs, Threads = threads }, null, CancellationToken.None);

    private static LeidenSettings Settings(CommunityQuality quality, double resolution, bool directed) =>
        new(quality, resolution, directed, Seed: 1, MaxPasses: 50, Runs: 1, Threads: 1);
}
