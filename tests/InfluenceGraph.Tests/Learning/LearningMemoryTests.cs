using Xunit;

namespace InfluenceGraph.Tests.Learning;

/// <summary>Measures the managed heap, so nothing else may run at the same time.</summary>
[Collection(nameof(MemoryEstimateTests))]
public sealed class LearningMemoryTests
{
    [Theory]
    [InlineData(100, null)]
    [InlineData(2000, 10.0)]
    public void Learning_takes_at_most_what_was_estimated(int actions, double? priorStrength)
    {
        var random = new Random(1);
        CustomerGraph<int> graph = CustomerGraph.FromTies(Enumerable.Range(0, 200_000).Select(_ => new Tie<int>(random.Next(20_000), random.Next(20_000), 1)));
        var log = ActionLog.FromRows(Enumerable.Range(0, actions * 50).Select(i => new CustomerAction<int>(random.Next(20_000), $"{i % actions}", ToyLog.Start.AddMinutes(random.Next(10_000)))));
        CustomerGraphView<int> view = graph.AsView();
        long estimate = view.EstimateLearningMemory(log);
        var heap = new Heap();
        LearnedPropensities<int> learned = view.LearnPropensities(log, o => o with { PriorStrength = priorStrength, MaxIterations = 3, Threads = 1 }, heap);

        // The bound takes it that everybody follows whom they can; here, few do.
        Assert.InRange(heap.Peak, estimate / 8, estimate);
        GC.KeepAlive(learned);
    }

    private sealed class Heap : IProgress<WorkProgress>
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

        internal long Peak { get; private set; }

        public void Report(WorkProgress value)
        {
            if (value.Phase != "reading the log" || value.Fraction == 1)
            {
                Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true) - _before);
            }
        }
    }
}
