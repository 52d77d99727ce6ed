using Xunit;

namespace InfluenceGraph.Tests.Seeding;

[Trait("Category", "Bits")]
public sealed class SeedBitsTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, null, "45ba092288cef08c951f17cce0a460ef09271e83837139fda49dd01201161d83")]
    [InlineData(CascadeProcess.IndependentCascade, 2, "44fa1cae6a13c34e714134569f918608c9111ab85d0f408bccb49a3ed4231c69")]
    [InlineData(CascadeProcess.LinearThreshold, null, "9a91f3ae7ea19e974180034e3aefd210219e39243c8a77adcccd99985b0db29e")]
    public void A_plan_has_the_same_bits_on_every_machine(CascadeProcess process, int? hops, string expected)
    {
        SeedPlan<int> plan = TestPlans.Graph().Seeds(10, o => o with { Model = new() { Process = process, MaxHops = hops }, Measure = ReachMeasure.OwnValue, Threads = 2 });
        AssertHash(expected, plan);
    }

    [Fact]
    public void A_plan_within_a_time_limit_has_the_same_bits_on_every_machine()
    {
        CascadeModel model = new() { Delay = TieDelay.Exponential(TimeSpan.FromDays(1)), TimeLimit = TimeSpan.FromDays(3), MaxHops = 4, Propensity = Propensity.Trivalency };
        AssertHash("d8c18fddcb76e9476d2f040d1ff5c3d7162cf56c611c9927289364bd5761a26c", TestPlans.Graph().SeedsWithin(9, o => o with { Model = model, Cost = customer => 1 + (customer.Key % 3), Threads = 2 }));
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
