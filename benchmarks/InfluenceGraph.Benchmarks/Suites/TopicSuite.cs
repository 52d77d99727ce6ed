using BenchmarkDotNet.Attributes;
using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Suites;

/// <summary>Many questions side by side as lanes, and one of them alone.</summary>
[MemoryDiagnoser]
public class TopicSuite
{
    private const int Topics = 16;
    private const double Tolerance = 1e-6;
    private CustomerGraphView<long> _view = null!;
    private string[] _names = [];
    private Dictionary<long, double> _prior = [];

    [GlobalSetup]
    public void Setup()
    {
        EdgeSource edges = SuiteGraph.Edges;
        _names = [.. Enumerable.Range(0, Topics).Select(topic => $"topic{topic}")];
        CustomerTag[][] tags = Array.ConvertAll(_names, name => (CustomerTag[])[new(name)]);
        IEnumerable<Customer<long>> customers = Enumerable.Range(0, edges.NodeCount).Select(node => new Customer<long>(node, SeededGraph.OwnValueOf(node)) { Tags = tags[node % Topics] });
        _view = CustomerGraph.FromTies(edges.Edges.Select(edge => new Tie<long>(edge.From, edge.To, 1)), customers).AsView();
        _prior = _view.Customers.Where(customer => customer % Topics == 0).ToDictionary(customer => customer, customer => SeededGraph.OwnValueOf((int)customer));
        _ = Together();
    }

    [Benchmark(Description = "16 topics at once")]
    public bool Together() => _view.SocialValueByTopic(_names, o => o with { Threads = 1, Tolerance = Tolerance }).Converged;

    [Benchmark(Description = "one topic alone")]
    public bool Alone() => _view.SocialValue(o => o with { Threads = 1, Tolerance = Tolerance, Prior = _prior }).Converged;
}
