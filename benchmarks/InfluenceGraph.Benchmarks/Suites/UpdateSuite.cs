using BenchmarkDotNet.Attributes;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Benchmarks.Updates;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>Changes one at a time, each on top of the ones before, as in a customer base that lives.</summary>
[MemoryDiagnoser]
public class UpdateSuite
{
    private LiveSocialValue<long> _live = null!;
    private TieSample _ties = null!;
    private int _change;

    [GlobalSetup]
    public void Setup()
    {
        CustomerGraphView<long> view = SeededGraph.Build(SuiteGraph.Edges).AsView();
        _ties = new(view, seed: 7301);
        _live = view.KeepSocialValue(o => o with { Threads = 1 });
    }

    [Benchmark(Description = "a random tie gets another strength")]
    public long Tie() => _live.Apply(_ties.Stronger(_change++)).Work.TieVisits;

    [Benchmark(Description = "an own value rises")]
    public long OwnValue() => _live.Apply(_ties.OwnValue(_change++)).Work.TieVisits;

    [Benchmark(Description = "best hundred")]
    public int Top() => _live.Current.Top(100).CertainThrough;
}
