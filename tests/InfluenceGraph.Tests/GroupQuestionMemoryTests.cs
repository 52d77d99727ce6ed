using Xunit;

namespace InfluenceGraph.Tests;

/// <summary>What questions about circles, communities, tags and topics need at most, told beforehand. Measures the managed heap, so nothing else may run at the same time.</summary>
[Collection(nameof(MemoryEstimateTests))]
public sealed class GroupQuestionMemoryTests
{
    private const int Customers = 4_000;

    /// <summary>The bounds take it that no tie goes both ways, that all tags are in force, and that lists which double have just done so.</summary>
    private const int Factor = 5;

    /// <summary>Of a community's ids and levels, and of the graph that a search makes from another, far less is there on a usual graph than could be.</summary>
    private const int SearchFactor = 8;

    private static readonly Topic[] _topics = [Topic.Of("t0"), Topic.Of("t1"), Topic.Of("t2")];

    /// <summary>A graph that nobody has asked yet, so that what a question makes once for a view is measured with it.</summary>
    private static CustomerGraphView<int> View()
    {
        var random = new Random(1);
        Customer<int>[] customers = [.. Enumerable.Range(0, Customers).Select(key => new Customer<int>(key, 1)
        {
            Tags = [.. Enumerable.Range(0, 6).Select(_ => new CustomerTag($"t{(int)(60 * random.NextDouble() * random.NextDouble())}"))],
        })];
        return CustomerGraph
            .FromTies(Enumerable.Range(0, 5 * Customers).Select(_ => new Tie<int>(random.Next(Customers), random.Next(Customers), 0.5, 2, LastContact: Moments.January)), customers)
            .At(Moments.March);
    }

    [Fact]
    public void Circle_strength_takes_at_most_what_was_estimated() =>
        AssertPeak<WorkProgress>(view => view.EstimateCircleStrengthMemory(o => o with { Threads = 1 }), (view, heap) => view.CircleStrength(o => o with { Threads = 1 }, heap), Factor);

    [Fact]
    public void Brokerage_takes_at_most_what_was_estimated() =>
        AssertPeak<WorkProgress>(view => view.EstimateBrokerageMemory(o => o with { Threads = 1 }), (view, heap) => view.Brokerage(o => o with { Threads = 1 }, heap), Factor);

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(4, 0, 0)]
    [InlineData(1, 0.5, 0)]
    [InlineData(1, 0.5, 10)]
    public void Communities_take_at_most_what_was_estimated(int runs, double tagShare, int similar)
    {
        CommunityOptions<int> Configure(CommunityOptions<int> options) => options with { Runs = runs, TagShare = tagShare, SimilarCustomers = similar, Threads = 1 };
        AssertPeak<WorkProgress>(view => view.EstimateCommunitiesMemory(Configure), (view, heap) => view.Communities(Configure, heap), SearchFactor);
    }

    [Fact]
    public void Communities_that_overlap_take_at_most_what_was_estimated() =>
        AssertPeak<WorkProgress>(view => view.EstimateOverlappingCommunitiesMemory(o => o with { Rounds = 20 }), (view, heap) => view.OverlappingCommunities(o => o with { Rounds = 20 }, heap), Factor);

    [Fact]
    public void Shared_interests_take_at_most_what_was_estimated() =>
        AssertPeak<WorkProgress>(view => view.EstimateSharedInterestsMemory(o => o with { Threads = 1 }), (view, heap) => view.SharedInterests(o => o with { Threads = 1 }, heap), SearchFactor);

    [Fact]
    public void Similar_customers_take_at_most_what_was_estimated() =>
        AssertPeak<WorkProgress>(view => view.EstimateSimilarByTagsMemory(), (view, _) => view.SimilarByTags(0, 10), Factor);

    [Fact]
    public void Look_alikes_take_at_most_what_was_estimated() =>
        AssertPeak<IterationProgress>(view => view.EstimateLookAlikesMemory(o => o with { Threads = 1 }), (view, heap) => view.LookAlikes([1, 2, 3], o => o with { Threads = 1 }, heap), Factor);

    [Fact]
    public void Opinion_leaders_take_at_most_what_was_estimated()
    {
        OpinionLeaderOptions Configure(OpinionLeaderOptions options) => options with { Value = options.Value with { Threads = 1 } };
        AssertPeak<WorkProgress>(view => view.EstimateOpinionLeadersMemory(3, Configure), (view, heap) => view.OpinionLeaders(_topics, Configure, heap), SearchFactor);
    }

    [Fact]
    public void More_threads_and_more_of_everything_take_more_and_options_are_checked_beforehand_too()
    {
        CustomerGraphView<int> view = View();
        Assert.True(view.EstimateCircleStrengthMemory(o => o with { Threads = 2 }) > view.EstimateCircleStrengthMemory(o => o with { Threads = 1 }));
        Assert.True(view.EstimateBrokerageMemory(o => o with { Threads = 2 }) > view.EstimateBrokerageMemory(o => o with { Threads = 1 }));
        Assert.True(view.EstimateCommunitiesMemory(o => o with { Runs = 8 }) > view.EstimateCommunitiesMemory(o => o with { Runs = 1 }));
        Assert.True(view.EstimateCommunitiesMemory(o => o with { TagShare = 0.5, SimilarCustomers = 5 }) > view.EstimateCommunitiesMemory(o => o with { TagShare = 0.5 }));
        Assert.Throws<ArgumentException>(() => view.EstimateCommunitiesMemory(o => o with { Resolution = 0 }));
        Assert.True(view.EstimateOverlappingCommunitiesMemory(o => o with { Rounds = 200 }) > view.EstimateOverlappingCommunitiesMemory());
        Assert.True(view.EstimateSharedInterestsMemory(o => o with { Neighbours = 100 }) > view.EstimateSharedInterestsMemory());
        Assert.True(view.EstimateLookAlikesMemory() > view.EstimateLookAlikesMemory(o => o with { TagShare = 0 }));
        Assert.True(view.EstimateOpinionLeadersMemory(100) > view.EstimateOpinionLeadersMemory(1));
        Assert.Throws<ArgumentException>(() => view.EstimateCircleStrengthMemory(o => o with { MinMembers = 0 }));
        Assert.Throws<ArgumentException>(() => view.EstimateBrokerageMemory(o => o with { Threads = 0 }));
        Assert.Throws<ArgumentException>(() => view.EstimateOverlappingCommunitiesMemory(o => o with { Rounds = 0 }));
        Assert.Throws<ArgumentException>(() => view.EstimateSharedInterestsMemory(o => o with { Neighbours = 0 }));
        Assert.Throws<ArgumentException>(() => view.EstimateLookAlikesMemory(o => o with { TagShare = 2 }));
        Assert.Throws<ArgumentException>(() => view.EstimateOpinionLeadersMemory(1, o => o with { Replicates = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => view.EstimateOpinionLeadersMemory(0));
    }

    private static void AssertPeak<T>(Func<CustomerGraphView<int>, long> estimateOf, Func<CustomerGraphView<int>, HeapPeak<T>, object> ask, int factor)
    {
        long estimate = estimateOf(View());
        HeapPeak<T>.AssertWithin(estimate / factor, estimate, View, (view, heap) =>
        {
            // A search tells nothing between its ends, so somebody else looks all the time.
            bool isDone = false;
            var watcher = new Thread(() =>
            {
                while (!Volatile.Read(ref isDone))
                {
                    heap.Look();
                }
            });
            watcher.Start();
            object answer = ask(view, heap);
            heap.Look();
            Volatile.Write(ref isDone, true);
            watcher.Join();
            GC.KeepAlive(answer);
        });
    }
}
