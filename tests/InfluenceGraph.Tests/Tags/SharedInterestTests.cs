using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;
using InfluenceGraph.Tags;
using InfluenceGraph.Tests.Topics;
using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Tags;

public sealed class SharedInterestTests
{
    [Fact]
    public void Customers_who_are_about_the_same_are_together_though_they_never_met()
    {
        SharedInterestResult<string> result = Hobbies().SharedInterests();
        Assert.Equal(2, result.Groups.Count);
        SharedInterestGroup<string> runners = result.Groups[0];
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"runner{i}"), runners.Members);
        Assert.Equal("running", runners.Tags[0].Name);
        Assert.Equal(1, runners.Tags[0].ShareInGroup);
        Assert.Equal(28, runners.PairCount);
        Assert.Equal(1, runners.TiedPairs);
        Assert.InRange(runners.Cohesion, 0.5, 1);
        Assert.Equal(6, result.Groups[1].Members.Count);
        Assert.Equal(0, result.Groups[1].TiedPairs);
        Assert.Equal(["odd"], result.LeftOver);
        Assert.Equal(1, result.WithoutTags);
        Assert.Same(runners, result.GroupOf("runner3"));
        Assert.Null(result.GroupOf("odd"));
        Assert.Null(result.GroupOf("nothing"));
        Assert.Equal(14, result.Memberships.Count());
        Assert.Contains("1 of 28 pairs tied", runners.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 groups", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rare_tags_are_merged_upward_and_listed()
    {
        SharedInterestResult<string> result = Hobbies().SharedInterests();

        // "marathon" and "trail" have one or two holders, who all run.
        Assert.Equal([new MergedTag("marathon", "running"), new("trail", "running")], result.MergedTags);
        Assert.Empty(Hobbies().SharedInterests(o => o with { MinTagCount = 1 }).MergedTags);
        Assert.Contains(new("rare tags that no other tag stands beside", 1), result.Receipt.Notes);
    }

    [Fact]
    public void A_small_group_joins_the_most_similar_one()
    {
        // Three groups given: runners, walkers (two, who also run a little) and readers.
        CustomerGraphView<int> view = CustomerGraph.FromTies(
            [],
            Enumerable.Range(0, 12).Select(key => new Customer<int>(key, 1)
            {
                Tags = key < 5 ? [new("running")] : key < 7 ? [new("walking"), new("running", 0.5)] : [new("reading"), new("music")],
            })).AsView();
        Partition Given(CsrGraph graph, SharedInterestOptions options, CancellationToken cancellationToken) => Partition.Of([.. Enumerable.Range(0, graph.NodeCount).Select(node => node < 5 ? 0 : node < 7 ? 1 : 2)]);
        SharedInterestResult<int> merged = view.SharedInterestsBy(Given, o => o with { MinTagCount = 1 }, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], merged.Groups[0].Members);
        Assert.Equal([7, 8, 9, 10, 11], merged.Groups[1].Members);
        SharedInterestResult<int> strict = view.SharedInterestsBy(Given, o => o with { MinTagCount = 1, MinSimilarity = 0.9 }, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal([5, 6], strict.LeftOver);
        Assert.Equal(2, strict.Groups.Count);
    }

    [Fact]
    public void Each_customer_with_tags_is_in_one_group_or_left_over_and_groups_are_large_enough()
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            Customer<int>[] customers = TestTags.Customers([.. Enumerable.Repeat(1.0, 150)], 30, seed);
            CustomerGraphView<int> view = CustomerGraph.FromTies([new Tie<int>(1, 2, 1)], customers).AsView();
            SharedInterestResult<int> result = view.SharedInterests(o => o with { MinGroupSize = 4, Neighbours = 3, Threads = 1 + (seed % 3) });
            Assert.All(result.Groups, group => Assert.True(group.Members.Count >= 4));
            int[] placed = [.. result.Groups.SelectMany(group => group.Members), .. result.LeftOver];
            Assert.Equal(customers.Where(customer => customer.Tags.Count > 0).Select(customer => customer.Key), placed.Order());
            Assert.Equal(customers.Count(customer => customer.Tags.Count == 0), result.WithoutTags);
            foreach (SharedInterestGroup<int> group in result.Groups)
            {
                // The mean of all pairs, written out; tags as merged.
                Assert.InRange(group.Cohesion, 0, 1);
                Assert.Equal(group.Members.Contains(1) && group.Members.Contains(2) ? 1 : 0, group.TiedPairs);
            }

            SharedInterestResult<int> again = view.SharedInterests(o => o with { MinGroupSize = 4, Neighbours = 3, Threads = 4 });
            Assert.Equal(result.Memberships, again.Memberships);
            Assert.Equal(result.Groups.Select(group => group.Cohesion), again.Groups.Select(group => group.Cohesion));
        }
    }

    [Fact]
    public void Cohesion_is_the_mean_similarity_of_all_pairs()
    {
        CustomerGraphView<int> view = CustomerGraph.FromTies([], TestTags.Customers([.. Enumerable.Repeat(1.0, 30)], 6, 3)).AsView();
        int[] nodes = [.. Enumerable.Range(0, 30).Where(node => view.TagsOf(node).Count > 0)];
        double mean = nodes.Sum(node => view.SimilarByTags(node, 30).Nearest.Sum(other => other.Similarity)) / (nodes.Length * (nodes.Length - 1.0));
        Assert.Equal(mean, InterestGroups.CohesionOf(view.TagVectorsFor(true), nodes), 1e-12);
    }

    [Fact]
    public void Who_is_left_out_changes_nothing()
    {
        Customer<int>[] customers = TestTags.Customers([.. Enumerable.Repeat(1.0, 120)], 12, 7);
        CustomerGraph<int> all = CustomerGraph.FromTies([], customers);
        foreach (Customer<int> customer in customers.Where(customer => customer.Key % 5 != 0))
        {
            all.Consents.Grant(customer.Key, Purpose.Score, Channel.Any, January, "form");
        }

        SharedInterestResult<int> ofView = all.For(Purpose.Score, June).SharedInterests();
        SharedInterestResult<int> ofSome = CustomerGraph.FromTies([], customers.Where(customer => customer.Key % 5 != 0)).At(June).SharedInterests();
        Assert.Equal(ofSome.Memberships, ofView.Memberships);
        Assert.Equal(ofSome.MergedTags, ofView.MergedTags);
        Assert.Equal(ofSome.Groups.Select(group => group.ToString()), ofView.Groups.Select(group => group.ToString()));
        Assert.Equal(ofSome.Receipt.DataHash, ofView.Receipt.DataHash);
    }

    [Fact]
    public void Bad_options_are_refused_together()
    {
        string message = Assert.Throws<ArgumentException>(() => Hobbies().SharedInterests(o => o with { MinGroupSize = 1, MinTagCount = 0, Neighbours = 0, MinSimilarity = 2, Tags = 0, Threads = 0 })).Message;
        foreach (string option in (string[])["MinGroupSize", "MinTagCount", "Neighbours", "MinSimilarity", "Tags", "Threads"])
        {
            Assert.Contains($"{option} is", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Real_listeners_fall_into_groups_that_are_more_alike_than_all()
    {
        CustomerGraphView<string> view = CustomerGraph.FromTies(LastFm.Friends(), LastFm.Customers()).AsView();
        SharedInterestResult<string> result = view.SharedInterests();
        TestContext.Current.TestOutputHelper?.WriteLine($"{result}");
        Assert.InRange(result.Groups.Count, 10, 400);
        double all = InterestGroups.CohesionOf(view.TagVectorsFor(true), [.. Enumerable.Range(0, view.Used.Count)]);
        double inGroups = result.Groups.Sum(group => group.Cohesion * group.Members.Count) / result.Groups.Sum(group => group.Members.Count);
        Assert.True(inGroups > 2 * all, $"cohesion {inGroups} in groups, {all} of all");
        Assert.True(result.LeftOver.Count < 0.1 * view.CustomerCount, $"{result.LeftOver.Count} left over");
    }

    private static CustomerGraph<string> Hobbies() => CustomerGraph.FromTies(
        [new Tie<string>("runner0", "runner1", 1), new("runner1", "runner0", 1), new("runner0", "reader0", 1)],
        [
            .. Enumerable.Range(0, 8).Select(i => new Customer<string>($"runner{i}", 1) { Tags = [new("running", 2), new(i == 3 ? "marathon" : i < 2 ? "trail" : "health")] }),
            .. Enumerable.Range(0, 6).Select(i => new Customer<string>($"reader{i}", 1) { Tags = [new("reading"), new("music")] }),
            new("odd", 1) { Tags = [new("falconry")] },
            new("nothing", 1),
        ]);
}
