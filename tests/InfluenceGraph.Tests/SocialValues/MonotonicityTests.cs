using Xunit;

namespace InfluenceGraph.Tests.SocialValues;

/// <summary>
/// What more permission does, and what it does not do. S. Chien, C. Dwork, R. Kumar, D. R. Simon, D. Sivakumar, "Link evolution:
/// analysis and algorithms", Internet Mathematics 1 (2004), prove that an added link never lowers the score of the node it
/// points to; a larger weight is the same change of one column, made smaller.
/// </summary>
public sealed class MonotonicityTests
{
    [Fact]
    public void More_permission_never_lowers_the_receivers_own_social_value() => TestGraph.ForAll(
        graph =>
        {
            foreach ((Tie<int> more, CustomerGraphView<int> changed) in Raised(graph))
            {
                foreach (UnreachedPolicy policy in TestGraph.Policies)
                {
                    SocialValueResult<int> before = Exact(graph.Build().AsView(), policy);
                    SocialValueResult<int> after = Exact(changed, policy);

                    // Both are solved to 1e-14 of the total.
                    Assert.True(
                        after[more.From] >= before[more.From] - before.ErrorBound - after.ErrorBound,
                        $"{policy}: {more.From} falls from {before[more.From]:R} to {after[more.From]:R} with {more}");
                }
            }
        },
        tests: 60,
        mostCustomers: 10);

    [Fact]
    public void More_permission_never_lowers_the_receivers_rank_among_those_who_get_none() => TestGraph.ForAll(
        graph =>
        {
            foreach ((Tie<int> more, CustomerGraphView<int> changed) in Raised(graph))
            {
                foreach (UnreachedPolicy policy in TestGraph.Policies.Where(policy => policy != UnreachedPolicy.Drop && more.From != more.To))
                {
                    SocialValueResult<int> before = Exact(graph.Build().AsView(), policy);
                    SocialValueResult<int> after = Exact(changed, policy);
                    double slack = 2 * (before.ErrorBound + after.ErrorBound);
                    Assert.All(
                        before.Where(pair => pair.Value < before[more.From] - slack),
                        pair => Assert.True(after[pair.Key] <= after[more.From] + slack, $"{policy}: {pair.Key} overtakes {more.From} with {more}"));
                }
            }
        },
        tests: 60,
        mostCustomers: 10);

    [Fact]
    public void Where_it_is_not_monotone_the_grantor_and_a_third_party_lose_value_and_rank()
    {
        // Bob can be reached by ann only, and ann by bob: they keep each other's value. When bob lets eve reach him too,
        // half of what goes on from bob leaves for eve, whom nobody can reach.
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>(
            [new("ann", "bob", 1), new("bob", "ann", 1)],
            [new("ann", 100), new("bob", 100), new("eve", 90)]);
        SocialValueResult<string> before = graph.SocialValue();
        SocialValueResult<string> after = before.WhatIf(view => view.WithPermission("eve", "bob", 1)).After;

        Assert.Equal(["ann", "bob", "eve"], before.Top(3).Customers);
        Assert.True(after["eve"] > before["eve"] + 50, "The receiver gains.");
        Assert.True(after["bob"] < before["bob"] - 10, "The grantor loses.");
        Assert.True(after["ann"] < before["ann"] - 10, "So does a third party, who granted and lost nothing.");
        Assert.Equal(["eve", "bob", "ann"], after.Top(3).Customers);
    }

    [Fact]
    public void A_grantor_whom_nobody_could_reach_loses_what_moves_on_from_then()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([], [new("ann", 100), new("bob", 100)]);
        WhatIf<string> change = graph.SocialValue().WhatIf(view => view.WithPermission("ann", "bob", 0.01));

        // One tie takes all that moves on, whatever its permission: only ratios count. Exact up to rounding.
        Assert.Equal(85, change.Difference("ann"), 1e-10);
        Assert.Equal(-85, change.Difference("bob"), 1e-10);
    }

    private static SocialValueResult<int> Exact(CustomerGraphView<int> view, UnreachedPolicy policy) =>
        view.SocialValue(options => options with { Unreached = policy, Tolerance = 1e-14 });

    /// <summary>One tie with more permission than it had, or a new one.</summary>
    private static IEnumerable<(Tie<int> More, CustomerGraphView<int> Changed)> Raised(TestGraph graph)
    {
        CustomerGraphView<int> view = graph.Build().AsView();
        for (int i = 0; i < 3; i++)
        {
            int from = ((i * 5) + graph.Ties.Length) % graph.Count;
            int to = ((i * 3) + (graph.Ties.Length / 2)) % graph.Count;
            Tie<int>[] has = [.. view.TiesFrom(from).Where(tie => tie.To == to)];
            double strength = has.Length == 0 ? 1 : has[0].Strength;
            double permission = has.Length == 0 ? 0.5 : (1 + has[0].Permission) / 2;
            yield return (new(from, to, permission, strength), view.WithPermission(from, to, permission, strength));
        }
    }
}
