using BenchmarkDotNet.Attributes;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>Ties from one form to another.</summary>
[MemoryDiagnoser]
public class StorageSuite
{
    private CsrGraph _forward = null!;

    [GlobalSetup]
    public void Setup() => _forward = SeededGraph.Build(SuiteGraph.Edges).AsView().Nodes.Forward;

    [Benchmark(Description = "transpose")]
    public int Transpose() => _forward.Transpose().EdgeCount;
}
