using Xunit;

namespace InfluenceGraph.Tests.Seeding;

[Trait("Category", "Bits")]
public sealed class SeedBitsTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, null, "8feb68a7acb942818de3f0fa359f37491526d0345cdde8a4f00f79ede7b5873c")]
    [InlineData(CascadeProcess.IndependentCascade, 2, "7c86129133a787682d099521edc37bd485a5f4be6eb00d40ec472754966717ad")]
    [InlineData(CascadeProcess.LinearThreshold, null, "17c848d518d92afefcb5aeb8ba3a4cbd0402bde91ef2692456fdc60802d78b75")]
    public void A_plan_has_the_same_bits_on_every_machine(CascadeProcess process, int? hops, string expected)
    {
        SeedPlan<int> plan = TestPlans.Graph().Seeds(10, o => o with { Model = new() { Process = process, MaxHops = hops }, Measure = ReachMeasure.OwnValue, Threads = 2 });
        AssertHash(expected, plan);
    }

    [Fact]
    public void A_plan_within_a_time_limit_has_the_same_bits_on_every_machine()
    {
        CascadeModel model = new() { Delay = TieDelay.Exponential(TimeSpan.FromDays(1)), TimeLimit = TimeSpan.FromDays(3), MaxHops = 4, Propensity = Propensity.Trivalency };
        AssertHash("5b200aa3436213ecace5f4cccbc77477d4e55a9d91610ccf6572bf2422ae29d9", TestPlans.Graph().SeedsWithin(9, o => o with { Model = model, Cost = customer => 1 + (customer.Key % 3), Threads = 2 }));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void A_plan_has_the_same_bits_for_any_number_of_threads(int threads)
    {
        CustomerGraph<int> graph = TestPlans.Graph();
        Assert.Equal(
            TestPlans.BitsOf(graph.Seeds(10, o => o with { Threads = 1 })),
            TestPlans.BitsOf(graph.Seeds(10, o => o with { Threads = threads })));
        Assert.Equal(
            TestPlans.BitsOf(graph.Seeds(10, o => o with { Threads = 1, MaxMemory = 1 << 17, Refine = true, RefineTolerance = 1e-9 })),
            TestPlans.BitsOf(graph.Seeds(10, o => o with { Threads = threads, MaxMemory = 1 << 17, Refine = true, RefineTolerance = 1e-9 })));
    }

    private static void AssertHash(string expected, SeedPlan<int> plan)
    {
        string hash = TestPlans.HashOf(plan);
        Assert.True(expected == hash, $"The hash is {hash}; expected {expected}.");
    }
}
