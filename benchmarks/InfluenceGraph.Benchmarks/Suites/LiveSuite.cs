using BenchmarkDotNet.Attributes;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>Social value that is kept up to date.</summary>
[MemoryDiagnoser]
public class LiveSuite
{
    private const double Tolerance = 1e-4;
    private CustomerGraphView<long> _view = null!;
    private LiveSocialValue<long> _live = null!;
    private (int From, int To)[] _ties = [];
    private int _changes;

    [GlobalSetup]
    public void Setup()
    {
        _view = SeededGraph.Build(SuiteGraph.Edges).AsView();
        _live = Start();
        _ties = [.. SuiteGraph.Edges.Edges.Where(edge => edge.From != edge.To).Take(1024)];
    }

    [Benchmark(Description = "start")]
    public LiveSocialValue<long> Start() => _view.KeepSocialValue(o => o with { Threads = 1, Tolerance = Tolerance });

    [Benchmark(Description = "one changed tie, and the best hundred")]
    public int Change()
    {
        (int from, int to) = _ties[_changes++ % _ties.Length];
        double strength = 2 + (_changes / _ties.Length % 2);
        return _live.Apply([new TieSet<long>(from, to, 1, strength)]).Top(100).Count;
    }
}
