using System.Security.Cryptography;
using InfluenceGraph.Benchmarks.Communities;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Communities;
using Xunit;

namespace InfluenceGraph.Tests.Communities;

/// <summary>Moving in batches, which only large graphs do by themselves.</summary>
public sealed class LocalMovingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(500)]
    public void Rounds_of_moves_only_improve_and_end_where_no_move_does(int batch)
    {
        for (int seed = 1; seed <= 8; seed++)
        {
            var plain = PlainCommunities.Random(seed, 40, 0.02 + (seed * 0.02));
            int[] community = Grouping.Each(plain.Count);
            double quality = plain.QualityOf(community, CommunityQuality.Modularity, 1, directed: true);
            int rounds = 0;
            while (Move(plain.Ties(), community, batch, workers: 1 + (seed % 3)))
            {
                double now = plain.QualityOf(community, CommunityQuality.Modularity, 1, directed: true);
                Assert.True(now > quality, $"seed {seed}: from {quality} to {now}");
                Assert.True(++rounds < 100, "does not end");
                quality = now;
            }

            for (int node = 0; node < plain.Count; node++)
            {
                for (int group = 0; group < plain.Count; group++)
                {
                    int[] moved = [.. community];
                    moved[node] = group;
                    Assert.True(plain.QualityOf(moved, CommunityQuality.Modularity, 1, directed: true) <= quality + 1e-9, $"seed {seed}: node {node} to {group}");
                }
            }
        }
    }

    [Fact]
    public void More_threads_change_no_bit_of_a_batch()
    {
        CommunityTies ties = PlainCommunities.Random(2, 300, 0.02).Ties();
        int[] one = Grouping.Each(ties.NodeCount);
        Move(ties, one, 100, 1);
        foreach (int workers in (int[])[2, 3, 8])
        {
            int[] other = Grouping.Each(ties.NodeCount);
            Move(ties, other, 100, workers);
            Assert.Equal(one, other);
        }
    }

    [Fact]
    public void More_threads_change_no_bit_of_a_large_graph()
    {
        var ties = CommunityTies.Of(SymmetricGraph.Of(RMat.Create(16, 4)));
        Assert.True(ties.NodeCount >= VisitOrder.LargeGraph, "not large");
        LeidenSolution one = Solve(ties, 1);
        foreach (int threads in (int[])[2, 3, 8])
        {
            LeidenSolution other = Solve(ties, threads);
            Assert.Equal(one.GroupOf, other.GroupOf);
            Assert.Equal(one.Levels, other.Levels);
            Assert.Equal(BitConverter.DoubleToInt64Bits(one.Quality), BitConverter.DoubleToInt64Bits(other.Quality));
        }

        Assert.All(Components.AreConnected(ties.Graph, one.GroupOf, one.Count), Assert.True);
        Assert.All(one.Levels, level => Assert.All(Components.AreConnected(ties.Graph, level, level.Max() + 1), Assert.True));
    }

    [Theory]
    [InlineData(CommunityQuality.Modularity, 1, false)]
    [InlineData(CommunityQuality.Modularity, 1, true)]
    [InlineData(CommunityQuality.ConstantPotts, 0.05, false)]
    public void A_large_graph_that_starts_from_a_result_gets_no_worse_and_stays_connected_and_nested(CommunityQuality quality, double resolution, bool directed)
    {
        var ties = CommunityTies.Of(SymmetricGraph.Of(RMat.Create(16, 3)));
        LeidenSettings settings = new(quality, resolution, directed, Seed: 5, MaxPasses: 2, Runs: 1, Threads: 2);
        LeidenSolution first = Leiden.Solve(ties, settings, null, CancellationToken.None);
        LeidenSolution next = Leiden.Solve(ties, settings, first.GroupOf, CancellationToken.None);

        // Both sum the same terms in the order of their communities.
        Assert.True(next.Quality >= first.Quality - (1e-12 * Math.Abs(first.Quality)), $"from {first.Quality} to {next.Quality}");
        int[][] levels = [.. next.Levels, next.GroupOf];
        for (int level = 0; level < levels.Length; level++)
        {
            Assert.All(Components.AreConnected(ties.Graph, levels[level], levels[level].Max() + 1), Assert.True);
            if (level > 0)
            {
                Assert.All(levels[level - 1].Zip(levels[level]).GroupBy(pair => pair.First), part => Assert.Single(part.Select(pair => pair.Second).Distinct()));
            }
        }
    }

    [Fact]
    [Trait("Category", "Bits")]
    public void A_large_graph_has_the_same_bits_on_every_machine()
    {
        LeidenSolution solution = Solve(CommunityTies.Of(SymmetricGraph.Of(RMat.Create(16, 4))), 2);
        byte[] bytes = [.. solution.GroupOf.SelectMany(BitConverter.GetBytes), .. BitConverter.GetBytes(solution.Quality)];
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.True(hash == "70c5c199f6a3545cadf50af38338a84a886c511852b3fc16c567ebd26553ed49", hash);
    }

    [Fact]
    public void Cancelling_stops_a_large_graph()
    {
        var ties = CommunityTies.Of(SymmetricGraph.Of(RMat.Create(16, 4)));
        using var source = new CancellationTokenSource();
        source.CancelAfter(TimeSpan.FromMilliseconds(20));
        LeidenSettings settings = new(CommunityQuality.Modularity, 1, Directed: false, Seed: 1, MaxPasses: 1000, Runs: 1000, Threads: 2);
        Assert.ThrowsAny<OperationCanceledException>(() => Leiden.Solve(ties, settings, null, source.Token));
    }

    private static LeidenSolution Solve(CommunityTies ties, int threads) =>
        Leiden.Solve(ties, new(CommunityQuality.Modularity, 1, Directed: false, Seed: 1, MaxPasses: 3, Runs: 1, threads), null, CancellationToken.None);

    private static bool Move(CommunityTies ties, int[] community, int batch, int workers)
    {
        var graph = new LevelGraph<float>(ties.Graph.Offsets, ties.Graph.Targets, ties.Graph.Weights);
        TwoWayMass[] masses = [.. ties.Sent.Zip(ties.Received, (sent, received) => new TwoWayMass(sent, received))];
        var scratch = new LeidenScratch<TwoWayMass>(ties.NodeCount);
        int waiting = 0;
        for (int node = 0; node < ties.NodeCount; node++)
        {
            if (graph.DegreeOf(node) > 0)
            {
                scratch.Queue[waiting++] = node;
            }
        }

        return new LocalMoving<TwoWayMass, float>(graph, masses, community, 1 / ties.Total, scratch).Run(waiting, 0, batch, workers, CancellationToken.None);
    }
}
