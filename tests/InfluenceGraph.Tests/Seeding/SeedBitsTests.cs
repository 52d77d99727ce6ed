using Xunit;

namespace InfluenceGraph.Tests.Seeding;

[Trait("Category", "Bits")]
public sealed class SeedBitsTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, null, "51899e259fecfe2e2f1be996a0ea6713be6168c52091cc60a5501afa388674ff")]
    [InlineData(CascadeProcess.IndependentCascade, 2, "6ed841ad7d2e4cbaf2ded3dbe491973a005d29427310ad8f8774844a46e6e735")]
    [InlineData(CascadeProcess.LinearThreshold, null, "9bd908e77147a10e47399602dfb3a3b6d1512d98c09d7cb25e6246fab701e0de")]
    public void A_plan_has_the_same_bits_on_every_machine(CascadeProcess process, int? hops, string expected)
    {
        SeedPlan<int> plan = TestPlans.Graph().Seeds(10, o => o with { Model = new() { Process = process, MaxHops = hops }, Measure = ReachMeasure.OwnValue, Threads = 2 });
        AssertHash(expected, plan);
    }

    [Fact]
    public void A_plan_within_a_time_limit_has_the_same_bits_on_every_machine()
    {
        CascadeModel model = new() { Delay = TieDelay.Exponential(TimeSpan.FromDays(1)), TimeLimit = TimeSpan.FromDays(3), MaxHops = 4, Propensity = Propensity.Trivalency };
        AssertHash("d3c25b959d8a5e6682e6307b1f359a45f4789db0fda008b2ae40454d1eaf3c28", TestPlans.Graph().SeedsWithin(9, o => o with { Model = model, Cost = customer => 1 + (customer.Key % 3), Threads = 2 }));
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
