using Xunit;

namespace InfluenceGraph.Tests.Seeding;

[Trait("Category", "Bits")]
public sealed class SeedBitsTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, null, "4a6efa0b8a362f177a16a0b1136ea7a2b0644fb4e253eeab6b66af547ad19b40")]
    [InlineData(CascadeProcess.IndependentCascade, 2, "3fad308148b532dbcad004015f14a1180b746c44c7858c34f05604f1904f6879")]
    [InlineData(CascadeProcess.LinearThreshold, null, "a152c70603a16ab0303c2fa60ccc631220d5d7b1b3c9b9291c23b675d88192c5")]
    public void A_plan_has_the_same_bits_on_every_machine(CascadeProcess process, int? hops, string expected)
    {
        SeedPlan<int> plan = TestPlans.Graph().Seeds(10, o => o with { Model = new() { Process = process, MaxHops = hops }, Measure = ReachMeasure.OwnValue, Threads = 2 });
        AssertHash(expected, plan);
    }

    [Fact]
    public void A_plan_within_a_time_limit_has_the_same_bits_on_every_machine()
    {
        CascadeModel model = new() { Delay = TieDelay.Exponential(TimeSpan.FromDays(1)), TimeLimit = TimeSpan.FromDays(3), MaxHops = 4, Propensity = Propensity.Trivalency };
        AssertHash("90fce282d03444ffb5e5bd509ef3d0f796a24a5b5de8433c6c86c1cf31c0d24f", TestPlans.Graph().SeedsWithin(9, o => o with { Model = model, Cost = customer => 1 + (customer.Key % 3), Threads = 2 }));
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
