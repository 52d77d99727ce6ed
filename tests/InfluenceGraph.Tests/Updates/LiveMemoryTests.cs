using Xunit;

namespace InfluenceGraph.Tests.Updates;

/// <summary>Measures the managed heap, so nothing else may run at the same time.</summary>
[Collection(nameof(MemoryEstimateTests))]
public sealed class LiveMemoryTests
{
    private const int Customers = 40_000;

    [Fact]
    public void Keeping_takes_at_most_what_was_estimated_and_at_least_a_third_of_it()
    {
        CustomerGraphView<int> view = Graph().AsView();
        long estimate = view.EstimateLiveSocialValueMemory();
        HeapPeak<IterationProgress>.AssertWithin(estimate / 3, estimate, heap =>
        {
            LiveSocialValue<int> live = view.KeepSocialValue(o => o with { Threads = 1, Tolerance = 1e-2 }, heap);
            heap.Look();
            GC.KeepAlive(live);
        });
    }

    [Fact]
    public void Snapshots_share_what_no_batch_changed()
    {
        LiveSocialValue<int> live = Graph().KeepSocialValue(o => o with { Threads = 1, Tolerance = 1e-2 });
        var kept = new List<SocialValueSnapshot<int>>(200);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 200; i++)
        {
            kept.Add(live.Apply([GraphChange.SetOwnValue(i, 1.01)]));
        }

        // Whole copies would be 320 kB each.
        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / kept.Count;
        Assert.InRange(each, 500, 40_000);
        GC.KeepAlive(kept);
    }

    private static CustomerGraph<int> Graph()
    {
        var random = new Random(1);
        return CustomerGraph.FromTies(
            Enumerable.Range(0, 4 * Customers).Select(_ => new Tie<int>(random.Next(Customers), random.Next(Customers), 1)),
            Enumerable.Range(0, Customers).Select(key => new Customer<int>(key, 1)));
    }
}
