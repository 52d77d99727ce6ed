using Xunit;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>What questions need at most, told beforehand. Measures the managed heap, so nothing else may run at the same time.</summary>
[Collection(nameof(MemoryEstimateTests))]
public sealed class QuestionMemoryTests
{
    private const int Customers = 4_000;

    /// <summary>The bound takes it that a word comes to everybody who can hear of anything, and that lists that double have just done so; under the linear threshold few hear.</summary>
    private const int Factor = 12;

    private static readonly CascadeModel _half = new() { Propensity = Propensity.Constant(0.5) };

    /// <summary>In which who would reach a customer are few, so that sets fill the memory bit by bit.</summary>
    private static readonly CascadeModel _shy = new() { Propensity = Propensity.Constant(0.15) };

    public static TheoryData<string> Models => ["hops", "limited", "days", "threshold"];

    private static CustomerGraphView<int> View
    {
        get
        {
            var random = new Random(1);
            return CustomerGraph.FromTies(Enumerable.Range(0, 5 * Customers).Select(_ => new Tie<int>(random.Next(Customers), random.Next(Customers), 1))).AsView();
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_domino_takes_at_most_what_was_estimated(string model)
    {
        CustomerGraphView<int> view = View;
        DominoOptions Configure(DominoOptions options) => options with { Model = ModelOf(model, _half), Worlds = 200, Threads = 1, Top = 10 };
        long estimate = view.EstimateDominoMemory(Configure);
        DominoResult<int>? domino = null;
        HeapPeak<WorkProgress>.AssertWithin(estimate / Factor, estimate, heap => domino = view.Domino([0, 1, 2], Configure, heap));
        GC.KeepAlive(domino);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Answers_take_at_most_what_was_estimated(string model)
    {
        CustomerGraphView<int> view = View;
        ContainmentOptions<int> Configure(ContainmentOptions<int> options) => options with { Model = ModelOf(model, _half), Worlds = 12, Threads = 1, Count = 1 };
        long estimate = view.EstimateContainmentMemory(Configure);
        ContainmentPlan<int>? plan = null;
        HeapPeak<WorkProgress>.AssertWithin(model == "threshold" ? 0 : estimate / Factor, estimate, heap => plan = view.Containment([0, 1, 2], Configure, heap));
        // Under the linear threshold the complaint comes to few: a small part of the bound.
        GC.KeepAlive(plan);
    }

    [Fact]
    public void Worlds_take_no_more_than_they_may()
    {
        CustomerGraphView<int> view = View;
        ContainmentOptions<int> Configure(ContainmentOptions<int> options) => options with { Model = _half, Worlds = 400, Threads = 1, Count = 1, MaxMemory = 4 << 20 };
        long estimate = view.EstimateContainmentMemory(Configure);
        // All worlds would take over 30 MiB.
        HeapPeak<WorkProgress>.AssertWithin(4 << 20, estimate, heap => view.Containment([0, 1, 2], Configure, heap));
        Assert.InRange(view.EstimateContainmentMemory(o => Configure(o) with { MaxMemory = 1L << 40 }) - estimate, 30 << 20, 1L << 30);
    }

    [Fact]
    public void Sets_for_advocates_take_no_more_than_they_may_while_they_are_drawn_too()
    {
        CustomerGraphView<int> view = View;
        ContainmentOptions<int> Configure(ContainmentOptions<int> options) => options with { Model = _half, Worlds = 400, Threads = 1, Count = 0, AdvocateCount = 2, MaxMemory = 8 << 20 };
        long estimate = view.EstimateContainmentMemory(Configure);
        ContainmentPlan<int>? plan = null;
        HeapPeak<WorkProgress>.AssertWithin(estimate / Factor, estimate, heap => plan = view.Containment([0, 1, 2], Configure, heap));
        Assert.InRange(plan!.AdvocateWorlds, 2, 399);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_search_for_seeds_takes_at_most_what_was_estimated(string model)
    {
        CustomerGraphView<int> view = View;
        SeedOptions<int> Configure(SeedOptions<int> options) => options with { Model = ModelOf(model, _shy), Threads = 1, MaxMemory = 4 << 20, RefineTolerance = 1e-6 };
        long estimate = view.EstimateSeedsMemory(Configure);
        SeedPlan<int>? plan = null;
        HeapPeak<SeedProgress>.AssertWithin(estimate / Factor, estimate, heap => plan = view.Seeds(20, Configure, heap));
        Assert.Equal(SeedStop.MaxMemory, plan!.StoppedBy);
    }

    [Theory]
    [InlineData(3, UnreachedPolicy.Keep)]
    [InlineData(40, UnreachedPolicy.Uniform)]
    public void Topics_take_at_most_what_was_estimated(int tags, UnreachedPolicy policy)
    {
        var random = new Random(1);
        CustomerGraphView<int> view = CustomerGraph.FromTies(
            Enumerable.Range(0, 5 * Customers).Select(_ => new Tie<int>(random.Next(Customers), random.Next(Customers), 1)),
            Enumerable.Range(0, Customers).Select(key => new Customer<int>(key, 1) { Tags = [new($"tag{key % tags}"), new($"tag{key * 7 % tags}")] })).AsView();
        Topic[] topics = [.. Enumerable.Range(0, tags).Select(tag => Topic.Of($"tag{tag}")), new("all", [.. Enumerable.Range(0, tags).Select(tag => $"tag{tag}")]), Topic.Of("nobody's")];
        TopicValueOptions Configure(TopicValueOptions options) => options with { Unreached = policy, Threads = 1 };
        long estimate = view.EstimateSocialValueByTopicMemory(topics, Configure);
        TopicValueResult<int>? values = null;
        HeapPeak<IterationProgress>.AssertWithin(estimate / 3, estimate, heap => values = view.SocialValueByTopic(topics, Configure, heap));
        GC.KeepAlive(values);
        Assert.InRange(view.EstimateSocialValueByTopicMemory([.. topics, Topic.Of("tag0 again")], Configure) - estimate, 0, 2000);
        Assert.Equal(view.EstimateSocialValueByTopicMemory(topics[..tags]), view.EstimateSocialValueByTopicMemory(topics[..tags].Select(topic => topic.Name)));
        Assert.Throws<ArgumentException>(() => view.EstimateSocialValueByTopicMemory(topics, o => o with { Damping = 1 }));
        Assert.Throws<ArgumentException>(() => view.EstimateSocialValueByTopicMemory(Array.Empty<Topic>()));
    }

    [Fact]
    public void More_threads_take_more_and_options_are_checked_beforehand_too()
    {
        CustomerGraphView<int> view = View;

        Assert.True(view.EstimateDominoMemory(o => o with { Threads = 2 }) > view.EstimateDominoMemory(o => o with { Threads = 1 }));
        Assert.True(view.EstimateContainmentMemory(o => o with { Threads = 2 }) > view.EstimateContainmentMemory(o => o with { Threads = 1 }));
        Assert.True(view.EstimateSeedsMemory(o => o with { Threads = 2 }) > view.EstimateSeedsMemory(o => o with { Threads = 1 }));
        Assert.Equal(1 << 20, view.EstimateSeedsMemory(o => o with { MaxMemory = 2 << 20 }) - view.EstimateSeedsMemory(o => o with { MaxMemory = 1 << 20 }));
        Assert.Throws<ArgumentException>(() => view.EstimateDominoMemory(o => o with { Worlds = 0 }));
        Assert.Throws<ArgumentException>(() => view.EstimateContainmentMemory(o => o with { Worlds = 0 }));
        Assert.Throws<ArgumentException>(() => view.EstimateSeedsMemory(o => o with { MaxMemory = 0 }));
    }

    private static CascadeModel ModelOf(string name, CascadeModel model) => name switch
    {
        "hops" => model,
        "limited" => model with { MaxHops = 12 },
        "days" => model with { Delay = TieDelay.Exponential(TimeSpan.FromDays(1)), TimeLimit = TimeSpan.FromDays(20) },
        _ => new() { Process = CascadeProcess.LinearThreshold, Propensity = Propensity.ShareOfInfluence, UsePermission = false },
    };
}
