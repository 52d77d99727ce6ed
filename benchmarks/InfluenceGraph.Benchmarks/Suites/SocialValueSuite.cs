using BenchmarkDotNet.Attributes;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>Whole computations through the public API. What 120 iterations allocate is at most the moves of one round more than what 20 allocate: later rounds use them again.</summary>
[MemoryDiagnoser]
public class SocialValueSuite
{
    private CustomerGraph<long> _graph = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [Params(20, 120)]
    public int Iterations { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _graph = SeededGraph.Build(SuiteGraph.Edges);
        _ = SocialValue();
    }

    [Benchmark(Description = "social value")]
    public double SocialValue() =>
        _graph.SocialValue(o => o with { Tolerance = 0, MaxIterations = Iterations, Threads = Threads }).Residual;
}
