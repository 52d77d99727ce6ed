using Xunit;

namespace InfluenceGraph.Tests.Seeding;

[Trait("Category", "Bits")]
public sealed class SeedBitsTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, null, "fd4b5ee5d43b65453f0599a880924b65176b3a051f6ab7b0feea0e43f19926da")]
    [InlineData(CascadeProcess.IndependentCascade, 2, "28e84349deaef7d513661f26e3f7e97fdb9f7d19364f11bd322564c36efcec60")]
    [InlineData(CascadeProcess.LinearThreshold, null, "71c4b49041a0cc68b094c7bedaedc09184d2f903a32577ff8294f858b9ad5510")]
    public void A_plan_has_the_same_bits_on_every_machine(CascadeProcess process, int? hops, string expected)
    {
        SeedPlan<int> plan = TestPlans.Graph().Seeds(10, o => o with { Model = new() { Process = process, MaxHops = hops }, Measure = ReachMeasure.OwnValue, Threads = 2 });
        AssertHash(expected, plan);
    }

    [Fact]
    public void A_plan_within_a_time_limit_has_the_same_bits_on_every_machine()
    {
        CascadeModel model = new() { Delay = TieDelay.Exponential(TimeSpan.FromDays(1)), TimeLimit = TimeSpan.FromDays(3), MaxHops = 4, Propensity = Propensity.Trivalency };
        AssertHash("d93aefc0c36432c4d521bce867831e758420d85a3e8a95914633fe0289887ca8", TestPlans.Graph().SeedsWithin(9, o => o with { Model = model, Cost = customer => 1 + (customer.Key % 3), Threads = 2 }));
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
