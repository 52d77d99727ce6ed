using Xunit;

namespace InfluenceGraph.Tests.Communities;

public sealed class OverlappingCommunityTests
{
    [Fact]
    public void A_membership_reads_well() => Assert.Equal("ann: community 3, share 0.25", new Membership<string>("ann", 3, 0.25).ToString());

    [Fact]
    public void Planted_overlaps_are_found()
    {
        // Three groups of 12 in a row, dense inside; customers 10, 11 also belong to the second, 22, 23 to the third.
        int[][] groups = [[.. Enumerable.Range(0, 12)], [.. Enumerable.Range(10, 14)], [.. Enumerable.Range(22, 12)]];
        OverlappingCommunityResult<int> found = Build(groups, 0.9, 34, seed: 2).OverlappingCommunities();
        Assert.Equal(3, found.CommunityCount);
        Assert.All(groups, group => Assert.Contains(found.Communities, community => community.Select(member => member.Customer).SequenceEqual(group)));
        Assert.Equal(4, found.SharedCustomers);
        Assert.Equal(2, found[10].Count);
        Assert.Single(found[0]);
        Assert.InRange(found[10][0].Share, 0.4, 0.65);
        Assert.All(Enumerable.Range(0, 34), customer => Assert.Equal(1, found[customer].Sum(membership => membership.Share), 1e-12));
        Assert.Equal(38, found.AsGrouping().Count());
        Assert.Equal("3 communities of 34 customers, 4 of them in several", found.ToString());
    }

    [Fact]
    public void The_seed_decides_and_the_same_seed_gives_the_same()
    {
        CustomerGraph<int> graph = PlainCommunities.Random(3, 100, 0.05).Build();
        IEnumerable<Membership<int>> Of(int seed) => graph.OverlappingCommunities(o => o with { Seed = seed, Rounds = 30 }).Communities.SelectMany(members => members);
        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    [Fact]
    public void Communities_hang_together_and_none_lies_within_another()
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            var plain = PlainCommunities.Random(seed, 60, 0.04);
            OverlappingCommunityResult<int> found = plain.Build().OverlappingCommunities(o => o with { Rounds = 30, Seed = seed, Threshold = 0.05 });
            var sets = found.Communities.Select(community => community.Select(member => member.Customer).ToHashSet()).ToList();
            Assert.All(sets, set => Assert.True(plain.IsConnected([.. Enumerable.Range(0, 60).Select(node => set.Contains(node) ? 1 : 0)], 1)));
            Assert.All(sets, set => Assert.DoesNotContain(sets, other => !ReferenceEquals(set, other) && set.IsSubsetOf(other)));
            Assert.Equal(60, sets.SelectMany(set => set).Distinct().Count());
        }
    }

    [Fact]
    public void Customers_without_ties_are_alone()
    {
        OverlappingCommunityResult<int> found = CustomerGraph.FromTies([], [new Customer<int>(1, 5), new Customer<int>(2, 7)]).OverlappingCommunities();
        Assert.Equal(2, found.CommunityCount);
        Assert.Equal(1, Assert.Single(found[2]).Share);
        Assert.Throws<KeyNotFoundException>(() => found[3]);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => CommunityResultTests.Friends().OverlappingCommunities(o => o with { Rounds = 1, Threshold = double.NaN }));
        Assert.Contains("Rounds is 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("Threshold is NaN", error.Message, StringComparison.Ordinal);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => CommunityResultTests.Friends().OverlappingCommunities(cancellationToken: source.Token));
    }

    private static CustomerGraph<int> Build(int[][] groups, double density, int count, int seed)
    {
        var random = new Random(seed);
        var ties = groups.SelectMany(members => from a in members from b in members where a < b && random.NextDouble() < density select (a, b)).Distinct().ToArray();
        return CustomerGraph.FromTies(ties.Select(tie => new Tie<int>(tie.a, tie.b, 1)), Enumerable.Range(0, count).Select(key => new Customer<int>(key, 1)));
    }
}
