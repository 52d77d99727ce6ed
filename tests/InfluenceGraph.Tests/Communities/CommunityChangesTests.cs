using Xunit;

namespace InfluenceGraph.Tests.Communities;

public sealed class CommunityChangesTests
{
    [Fact]
    public void Communities_merge_split_continue_die_and_are_born()
    {
        CommunityResult<int> before = Given(30, customer => customer / 5);

        // 0 and 1 merge; 2 splits into 2 and 7; 3 and 5 go on; those of 4 scatter; 30 and 31 are new.
        int[] now = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 7, 7, 3, 3, 3, 3, 3, 3, 3, 0, 5, 2, 5, 5, 5, 5, 5, 30, 30];
        CommunityResult<int> later = Given(32, customer => now[customer]);
        CommunityChanges<int> changes = later.ChangesSince(before);
        Assert.Equal(
            [
                "communities 0, 1 merged into 0; 10 customers",
                "community 2 split into 2, 7; 5 customers",
                "community 3 continues as 3; 5 customers",
                "community 5 continues as 5; 5 customers",
                "community 30 was born",
                "community 4 died",
            ],
            changes.Events.Select(item => item.ToString()));
        Assert.Equal(30, changes.CommonCustomers);

        // Five of 1 (0 goes on as 0, being first of equals), two of 2, and all of 4.
        Assert.Equal([5, 6, 7, 8, 9, 13, 14, 20, 21, 22, 23, 24], changes.Moved);
        Assert.Equal(12 / 30.0, changes.Churn);
    }

    [Fact]
    public void Nothing_changes_between_equal_results()
    {
        CommunityResult<int> before = Given(30, customer => customer / 5);
        CommunityChanges<int> changes = Given(30, customer => 9 - (customer / 5)).ChangesSince(before);
        Assert.All(changes.Events, item => Assert.Equal(CommunityEventKind.Continued, item.Kind));
        Assert.Equal(0, changes.Churn);
        Assert.Empty(changes.Moved);
        Assert.Equal(1, changes.Agreement.Ami);
        Assert.Equal("6 Continued, 0 Born, 0 Merged, 0 Split, 0 Died; 0 of 30 customers moved", changes.ToString());
    }

    [Fact]
    public void Results_without_a_customer_in_common_have_no_churn()
    {
        CommunityResult<int> other = CustomerGraph.FromTies([], [new Customer<int>(99, 1)]).Communities();
        CommunityChanges<int> changes = other.ChangesSince(Given(2, _ => 0));
        Assert.Null(changes.Churn);
        Assert.Null(changes.Agreement.Nmi);
        Assert.Equal(["community 0 was born", "community 0 died"], changes.Events.Select(item => item.ToString()));
    }

    [Fact]
    public void A_warm_start_keeps_ids_and_moves_fewer_customers_than_a_cold_one()
    {
        var random = new Random(1);
        var plain = PlainCommunities.Random(7, 150, 0.04);
        Tie<int>[] ties = [.. plain.Rows()];
        CommunityResult<int> first = Build(ties).Communities(o => o with { Runs = 1 });
        Tie<int>[] changed = [.. ties.Where(_ => random.Next(20) > 0)];
        CommunityResult<int> warm = Build(changed).Communities(o => o with { Start = first });
        CommunityResult<int> cold = Build(changed).Communities(o => o with { Runs = 1, Seed = 77 });
        Assert.True(warm.ChangesSince(first).Churn < cold.ChangesSince(first).Churn / 2, $"{warm.ChangesSince(first)} against {cold.ChangesSince(first)}");

        // Who did not move is in a community of the same id.
        var moved = warm.ChangesSince(first).Moved.ToHashSet();
        Assert.All(warm.Where(pair => !moved.Contains(pair.Key)), pair => Assert.Equal(first[pair.Key], pair.Value));
    }

    [Fact]
    public void Ids_of_communities_that_died_are_not_given_again()
    {
        CommunityResult<int> first = Given(30, customer => customer / 5);
        CustomerGraph<int> fewer = Build(Cliques(20), 20);
        CommunityResult<int> second = fewer.Communities(o => o with { Start = first });
        Assert.All(second.Communities, community => Assert.InRange(community.Id, 0, 3));
        CommunityResult<int> third = Build(Cliques(30), 30).Communities(o => o with { Start = second });
        Assert.Equal([0, 1, 2, 3, 6, 7], third.Communities.Select(community => community.Id).Order());
    }

    private static CommunityResult<int> Given(int customers, Func<int, int> community) =>
        Build(Cliques(customers), customers).AsView().CommunitiesFrom(Enumerable.Range(0, customers).Select(customer => KeyValuePair.Create(customer, community(customer))));

    private static IEnumerable<Tie<int>> Cliques(int customers) =>
        from a in Enumerable.Range(0, customers) from b in Enumerable.Range(0, customers) where a != b && a / 5 == b / 5 select new Tie<int>(a, b, 1);

    private static CustomerGraph<int> Build(IEnumerable<Tie<int>> ties, int customers = 150) =>
        CustomerGraph.FromTies(ties, Enumerable.Range(0, customers).Select(key => new Customer<int>(key, 1)));
}
