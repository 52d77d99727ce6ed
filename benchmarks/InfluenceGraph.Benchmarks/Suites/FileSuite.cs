using BenchmarkDotNet.Attributes;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>A graph to a file and back.</summary>
[MemoryDiagnoser]
public class FileSuite
{
    private string _folder = "";
    private string _path = "";
    private CustomerGraph<long> _graph = null!;

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("influencegraph-").FullName;
        _path = Path.Combine(_folder, "suite.cgraph");
        _graph = SeededGraph.Build(SuiteGraph.Edges);
        Save();
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Description = "save")]
    public void Save() => _graph.Save(_path);

    [Benchmark(Description = "load")]
    public int Load() => CustomerGraph.Load<long>(_path).TieCount;

    [Benchmark(Description = "open")]
    public long Open()
    {
        using var file = CustomerGraphFile.Open<long>(_path);
        return file.TieCount;
    }
}
