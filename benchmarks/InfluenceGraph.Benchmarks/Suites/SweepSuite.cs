using BenchmarkDotNet.Attributes;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>The kernel alone, on the whole graph and one thread, and what makes the graph ready for it.</summary>
[MemoryDiagnoser]
public class SweepSuite
{
    private GraphView _view = null!;
    private SlicedRows _rows = null!;
    private float[] _single = null!;
    private double[] _double = null!;
    private double[] _sums = null!;

    [GlobalSetup]
    public void Setup()
    {
        CustomerGraph<long> graph = SeededGraph.Build(SuiteGraph.Edges);
        _view = graph.AsView().Nodes;
        _rows = Locality.Of(_view, 1, CancellationToken.None).Rows;
        _double = [.. Enumerable.Range(0, _rows.SlotCount).Select(SeededGraph.OwnValueOf), 0];
        _single = Array.ConvertAll(_double, value => (float)value);
        _sums = new double[_rows.SlotCount];
    }

    [Benchmark(Description = "sweep, values in single precision")]
    public double SweepSingle()
    {
        SlicedPull.Sum(_rows, 0, _rows.SliceCount, _single, _sums);
        return _sums[0];
    }

    [Benchmark(Description = "sweep, values in double precision")]
    public double SweepDouble()
    {
        SlicedPull.Sum(_rows, 0, _rows.SliceCount, _double, _sums);
        return _sums[0];
    }

    [Benchmark(Description = "layout for sweeps")]
    public int Layout() => Locality.Of(new GraphView(_view.Forward, _view.Backward, []), 1, CancellationToken.None).NodeAt.Length;
}
