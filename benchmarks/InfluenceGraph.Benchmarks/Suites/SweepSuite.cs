using BenchmarkDotNet.Attributes;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>The kernel alone, on the whole graph and one thread.</summary>
[MemoryDiagnoser]
public class SweepSuite
{
    private CsrGraph _graph = null!;
    private double[] _source = null!;
    private PageRankSolution _solution = null!;
    private double[] _yNext = null!;
    private OrderFreeSum _change;

    [GlobalSetup]
    public void Setup()
    {
        CustomerGraph<long> graph = SeededGraph.Build(SuiteGraph.Edges);
        GraphView view = graph.AsView().Nodes;
        _graph = view.Forward;
        _source = [.. Enumerable.Range(0, view.NodeCount).Select(SeededGraph.OwnValueOf)];
        _solution = PageRank.Solve(view, _source, new(0.85, UnreachedPolicy.Keep, 0, 2, 1), start: null, progress: null, CancellationToken.None);
        _yNext = new double[view.NodeCount];
        _change = new(100 * _solution.Total, view.NodeCount);
    }

    [Benchmark(Description = "one sweep, kernel alone")]
    public double Sweep()
    {
        OrderFreeSum change = _change;
        PullKernel.Sweep(
            _graph.Offsets,
            _graph.Targets,
            _graph.Weights,
            _solution.PassedOn,
            _solution.Arrived,
            _yNext,
            _source,
            _solution.Rate,
            sourceFactor: 1,
            sourceOffset: 0,
            included: [],
            first: 0,
            end: _graph.NodeCount,
            ref change);
        return change.Value;
    }
}
