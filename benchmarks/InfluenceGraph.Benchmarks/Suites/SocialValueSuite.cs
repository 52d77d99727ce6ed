using BenchmarkDotNet.Attributes;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>Whole computations through the public API. What 110 iterations allocate is what 10 allocate: an iteration allocates nothing.</summary>
[MemoryDiagnoser]
public class SocialValueSuite
{
    private CustomerGraph<long> _graph = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [Params(10, 110)]
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
