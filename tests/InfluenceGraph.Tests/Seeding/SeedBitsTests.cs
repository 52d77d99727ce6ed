using Xunit;

namespace InfluenceGraph.Tests.Seeding;

[Trait("Category", "Bits")]
public sealed class SeedBitsTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, null, "HASH1")]
    [InlineData(CascadeProcess.IndependentCascade, 2, "HASH2")]
    [InlineData(CascadeProcess.LinearThreshold, null, "HASH3")]
    public void A_plan_has_the_same_bits_on_every_machine(CascadeProcess process, int? hops, string expected)
    {
        SeedPlan<int> plan = TestPlans.Graph().Seeds(10, o => o with { Model = new() { Process = process, MaxHops = hops }, Measure = ReachMeasure.OwnValue, Threads = 2 });
        Assert.Equal(expected, TestPlans.HashOf(plan));
    }

    [Fact]
    public void A_plan_within_a_time_limit_has_the_same_bits_on_every_machine()
    {
        CascadeModel model = new() { Delay = TieDelay.Exponential(TimeSpan.FromDays(1)), TimeLimit = TimeSpan.FromDays(3), MaxHops = 4, Propensity = Propensity.Trivalency };
        Assert.Equal("HASH4", TestPlans.HashOf(TestPlans.Graph().SeedsWithin(9, o => o with { Model = model, Cost = customer => 1 + (customer.Key % 3), Threads = 2 })));
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
}
