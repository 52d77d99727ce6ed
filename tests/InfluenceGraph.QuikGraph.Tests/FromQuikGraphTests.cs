using QuikGraph;
using QuikGraph.Algorithms;
using Xunit;

namespace InfluenceGraph.QuikGraphTests;

public sealed class FromQuikGraphTests
{
    private static readonly string[] _vertices = ["ann", "bob", "cat", "dan"];

    [Fact]
    public void Plain_edges_run_from_whoever_reaches()
    {
        var graph = new AdjacencyGraph<string, Edge<string>>();
        graph.AddVertexRange(_vertices);
        graph.AddEdgeRange([new("ann", "bob"), new("ann", "cat")]);

        CustomerGraph<string> customers = graph.ToCustomerGraph();

        Assert.Equal(_vertices, customers.Customers);
        Assert.Equal([new Tie<string>("ann", "bob", 1), new("ann", "cat", 1)], customers.AsView().Ties);
        Assert.Equal(4, customers.SocialValue().TotalValue);
    }

    [Fact]
    public void Tags_are_strengths_or_permissions()
    {
        var graph = new BidirectionalGraph<string, TaggedEdge<string, double>>();
        graph.AddVerticesAndEdge(new("ann", "bob", 3));
        Assert.Equal([new Tie<string>("ann", "bob", 1, 3)], graph.ToCustomerGraph(strength: e => e.Tag).AsView().Ties);

        var structs = new ArrayBidirectionalGraph<string, STaggedEdge<string, (double Permission, double Calls)>>(Tagged());
        Assert.Equal([new Tie<string>("ann", "bob", 0.5, 7)], structs.ToCustomerGraph(e => e.Tag.Permission, e => e.Tag.Calls).AsView().Ties);

        static BidirectionalGraph<string, STaggedEdge<string, (double, double)>> Tagged()
        {
            var tagged = new BidirectionalGraph<string, STaggedEdge<string, (double, double)>>();
            tagged.AddVerticesAndEdge(new("ann", "bob", (0.5, 7)));
            return tagged;
        }
    }

    [Fact]
    public void Weight_functions_are_strengths()
    {
        var graph = new AdjacencyGraph<int, SEquatableEdge<int>>();
        graph.AddVerticesAndEdgeRange([new(1, 2), new(2, 3)]);
        var weights = new Dictionary<SEquatableEdge<int>, double> { [new(1, 2)] = 4, [new(2, 3)] = 5 };

        CustomerGraph<int> customers = graph.ToCustomerGraph(strength: AlgorithmExtensions.GetIndexer(weights), ownValue: vertex => vertex * 10);

        Assert.Equal([new Tie<int>(1, 2, 1, 4), new(2, 3, 1, 5)], customers.AsView().Ties);
        Assert.Equal(30, customers[3].OwnValue);
    }

    [Fact]
    public void Edges_without_direction_make_ties_both_ways()
    {
        var graph = new UndirectedGraph<string, UndirectedEdge<string>>();
        graph.AddVerticesAndEdge(new("ann", "bob"));
        graph.AddVerticesAndEdge(new("cat", "cat"));

        Assert.Equal(["ann -> bob", "bob -> ann"], TiesOf(graph.ToCustomerGraph()));
        Assert.Equal(["ann -> bob"], TiesOf(graph.ToCustomerGraph(direction: _ => TieDirection.FromReachesTo)));
    }

    [Fact]
    public void A_direction_may_be_turned()
    {
        var graph = new EdgeListGraph<string, SEdge<string>>();
        graph.AddVerticesAndEdge(new("follower", "followed"));

        Assert.Equal(["followed -> follower"], TiesOf(graph.ToCustomerGraph(direction: _ => TieDirection.ToReachesFrom)));
    }

    [Fact]
    public void The_rules_of_every_graph_hold()
    {
        var graph = new AdjacencyGraph<string, TaggedEdge<string, double>>(allowParallelEdges: true);
        graph.AddVerticesAndEdgeRange([new("ann", "bob", 1), new("ann", "bob", 2), new("bob", "bob", 5)]);

        Assert.Equal([new Tie<string>("ann", "bob", 1, 3)], graph.ToCustomerGraph(strength: e => e.Tag).AsView().Ties);
        Assert.Equal([new Tie<string>("ann", "bob", 1, 2)], graph.ToCustomerGraph(strength: e => e.Tag, configure: o => o with { OnDuplicate = TieMerge.Strongest }).AsView().Ties);
        Assert.Contains("strength of 'ann' -> 'bob' is -1", Assert.Throws<CustomerDataException>(() => graph.ToCustomerGraph(strength: e => -e.Tag)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => graph.ToCustomerGraph(consents: new()).SocialValue());
        Assert.Throws<OperationCanceledException>(() => graph.ToCustomerGraph(cancellationToken: new(canceled: true)));
        Assert.Throws<ArgumentNullException>(() => QuikGraphAdapter.ToCustomerGraph<string, Edge<string>>(null!));
    }

    private static IEnumerable<string> TiesOf(CustomerGraph<string> graph) => graph.AsView().Ties.Select(tie => $"{tie.From} -> {tie.To}");
}
