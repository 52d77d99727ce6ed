using BenchmarkDotNet.Attributes;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>Questions put to a result.</summary>
[MemoryDiagnoser]
public class ExplainSuite
{
    private SocialValueResult<long> _result = null!;
    private long _hub;
    private long _typical;
    private long _reached;

    [GlobalSetup]
    public void Setup()
    {
        CustomerGraph<long> graph = SeededGraph.Build(SuiteGraph.Edges);
        _result = graph.SocialValue();
        (_hub, _typical) = TypicalCustomers.Of(graph.AsView(), _result);
        _reached = _result.Explain(_hub).Ties[0].Customer;
    }

    [Benchmark(Description = "explain the top customer")]
    public long ExplainHub() => _result.Explain(_hub).TieVisits;

    [Benchmark(Description = "explain the median customer")]
    public long ExplainTypical() => _result.Explain(_typical).TieVisits;

    [Benchmark(Description = "what if: without the top customer's best tie")]
    public double WhatIf() => _result.WhatIf(view => view.WithoutTie(_hub, _reached)).Difference(_hub);

    [Benchmark(Description = "top 10")]
    public int Top() => _result.Top(10).CertainThrough;
}
