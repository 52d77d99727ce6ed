using BenchmarkDotNet.Attributes;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>From rows to a graph, and from a graph to a view.</summary>
[MemoryDiagnoser]
public class BuildSuite
{
    private static readonly DateTimeOffset _moment = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private EdgeSource _edges = null!;
    private CustomerGraph<long> _consenting = null!;

    [GlobalSetup]
    public void Setup()
    {
        _edges = SuiteGraph.Edges with { Edges = [.. SuiteGraph.Edges.Edges] };
        _consenting = SeededGraph.Build(_edges);
        Consenting.Record(_consenting, _moment);
    }

    [Benchmark(Description = "build, permission and strength 1 a row")]
    public int BuildCounts() => SeededGraph.Build(_edges).TieCount;

    [Benchmark(Description = "build, both vary")]
    public int BuildIrrational() => SeededGraph.Build(_edges, TieFacts.Irrational).TieCount;

    [Benchmark(Description = "view, 9 of 10 customers consent")]
    public int View() => _consenting.For(Purpose.Score, _moment).CustomerCount;
}
