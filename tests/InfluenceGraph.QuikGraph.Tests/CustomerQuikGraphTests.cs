using FsCheck;
using FsCheck.Fluent;
using QuikGraph;
using QuikGraph.Algorithms;
using QuikGraph.Algorithms.Ranking;
using QuikGraph.Algorithms.Search;
using Xunit;

namespace InfluenceGraph.QuikGraphTests;

public sealed class CustomerQuikGraphTests
{
    private const int Customers = 7;

    private static readonly CustomerGraph<string> _chain = CustomerGraph.FromTies<string>([new("ann", "bob", 0.5, 2), new("bob", "cat", 1, 4), new("ann", "cat", 0.125, 1)]);

    [Fact]
    public void It_answers_as_a_copy_in_QuikGraphs_own_graph_does()
    {
        Gen<(int, int)> pair = Gen.Choose(0, Customers - 1).Two();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(pair.ListOf().ToArbitrary(), pairs =>
        {
            CustomerGraphView<int> view = CustomerGraph.From(Enumerable.Range(0, Customers), pairs, p => p.Item1, p => p.Item2, configure: o => o with { OnSelfTie = SelfTieRule.Keep }).AsView();
            CustomerQuikGraph<int> ours = view.ToQuikGraph();
            var copy = new BidirectionalGraph<int, TieEdge<int>>(allowParallelEdges: false);
            copy.AddVertexRange(view.Customers);
            copy.AddEdgeRange(view.Ties.Select(tie => new TieEdge<int>(tie)));

            AssertSame(copy, ours);
        }));
    }

    [Fact]
    public void Edges_carry_permission_strength_and_weight()
    {
        TieEdge<string> edge = _chain.AsView().ToQuikGraph().OutEdge("ann", 0);

        Assert.Equal(("ann", "bob", 0.5, 2.0, 1.0), (edge.Source, edge.Target, edge.Permission, edge.Strength, edge.Weight));
        Assert.Equal("ann -> bob (1)", edge.ToString());
    }

    [Fact]
    public void A_stranger_is_QuikGraphs_own_error()
    {
        CustomerQuikGraph<string> graph = _chain.AsView().ToQuikGraph();

        Assert.Contains("'zoe' is not a customer", Assert.Throws<VertexNotFoundException>(() => graph.OutEdges("zoe")).Message, StringComparison.Ordinal);
        Assert.Throws<VertexNotFoundException>(() => graph.InDegree("zoe"));
        Assert.False(graph.ContainsVertex("zoe"));
        Assert.False(graph.TryGetOutEdges("zoe", out _));
        Assert.False(graph.TryGetInEdges("zoe", out _));
        Assert.False(graph.TryGetEdges("zoe", "ann", out _));
        Assert.False(graph.ContainsEdge("zoe", "ann"));
        Assert.False(graph.ContainsEdge("ann", "zoe"));
        Assert.False(graph.ContainsEdge(default(TieEdge<string>)));
        Assert.Throws<ArgumentNullException>(() => graph.ContainsVertex(null!));
        Assert.Throws<ArgumentNullException>(() => graph.OutEdges(null!));
        Assert.Throws<ArgumentNullException>(() => graph.TryGetEdge("ann", null!, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.OutEdge("ann", 2));
    }

    [Fact]
    public void Whoever_may_not_be_used_is_no_vertex()
    {
        var ledger = new ConsentLedger<string>();
        DateTimeOffset moment = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        ledger.Grant("ann", Purpose.Score, Channel.Any, moment, "form");
        ledger.Grant("cat", Purpose.Score, Channel.Any, moment, "form");
        CustomerGraph<string> graph = CustomerGraph.FromTies(_chain.AsView().Ties, consents: ledger);

        CustomerQuikGraph<string> consenting = graph.For(Purpose.Score, moment).ToQuikGraph();

        Assert.Equal(["ann", "cat"], consenting.Vertices);
        Assert.Equal(["ann -> cat (0.125)"], consenting.Edges.Select(edge => edge.ToString()));
        Assert.Contains("without a consent", Assert.Throws<VertexNotFoundException>(() => consenting.OutEdges("bob")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_algorithms_run_on_it()
    {
        CustomerQuikGraph<string> graph = _chain.AsView().ToQuikGraph();

        Assert.Equal(["ann", "bob", "cat"], graph.TopologicalSort());
        TryFunc<string, IEnumerable<TieEdge<string>>> paths = graph.ShortestPathsDijkstra(edge => 1 / edge.Weight, "ann");
        Assert.True(paths("cat", out IEnumerable<TieEdge<string>> path));
        Assert.Equal(["ann -> bob (1)", "bob -> cat (4)"], path.Select(edge => edge.ToString()));

        var components = new Dictionary<string, int>();
        Assert.Equal(3, graph.StronglyConnectedComponents(components));
        Assert.Equal(["cat"], graph.Sinks());
    }

    [Fact]
    public void Its_PageRank_and_social_value_agree_where_both_are_defined()
    {
        // Everyone can be reached, so that its PageRank leaks nothing; and it knows no weights.
        Gen<(int, int)> pair = Gen.Choose(0, Customers - 1).Two().Where(p => p.Item1 != p.Item2);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(pair.ListOf().ToArbitrary(), pairs =>
        {
            IEnumerable<(int, int)> edges = pairs.Concat(Enumerable.Range(0, Customers).Select(k => (k, (k + 1) % Customers))).Distinct();
            CustomerGraphView<int> view = CustomerGraph.From(Enumerable.Range(0, Customers), edges, p => p.Item1, p => p.Item2).AsView();

            // Value flows back along a tie.
            var reversed = new ReversedBidirectionalGraph<int, TieEdge<int>>(view.ToQuikGraph());
            var pageRank = new PageRankAlgorithm<int, SReversedEdge<int, TieEdge<int>>>(reversed) { Damping = 0.85, Tolerance = 1e-12, MaxIterations = 1000 };
            pageRank.Compute();

            SocialValueResult<int> value = view.SocialValue(o => o with { Tolerance = 1e-14 });
            Assert.All(value, score => Assert.Equal(score.Value, pageRank.Ranks[score.Key], 1e-9));
        }));
    }

    [Fact]
    public void Scores_are_functions_and_actions_of_a_vertex()
    {
        CustomerGraphView<string> view = _chain.AsView();
        SocialValueResult<string> value = view.SocialValue();

        Func<string, double> scoreOf = value.ToVertexFunction();
        Assert.Equal(value["ann"], scoreOf("ann"));
        Assert.Contains("'zoe' has no score", Assert.Throws<KeyNotFoundException>(() => scoreOf("zoe")).Message, StringComparison.Ordinal);
        Assert.Equal(0, value.ToVertexFunction(otherwise: 0)("zoe"));

        var met = new List<(string, double)>();
        var search = new BreadthFirstSearchAlgorithm<string, TieEdge<string>>(view.ToQuikGraph());
        search.DiscoverVertex += value.ToVertexAction((customer, score) => met.Add((customer, score)));
        search.Compute("bob");
        Assert.Equal([("bob", value["bob"]), ("cat", value["cat"])], met);
    }

    private static void AssertSame(BidirectionalGraph<int, TieEdge<int>> copy, CustomerQuikGraph<int> ours)
    {
        Assert.Equal((copy.VertexCount, copy.EdgeCount, copy.IsVerticesEmpty, copy.IsEdgesEmpty), (ours.VertexCount, ours.EdgeCount, ours.IsVerticesEmpty, ours.IsEdgesEmpty));
        Assert.Equal((true, false), (ours.IsDirected, ours.AllowParallelEdges));
        Assert.Equal(copy.Vertices, ours.Vertices);
        Assert.Equal(copy.Edges.ToHashSet(), ours.Edges.ToHashSet());
        Assert.All(copy.Edges, edge => Assert.True(ours.ContainsEdge(edge) && !ours.ContainsEdge(new TieEdge<int>(edge.Tie with { Strength = 9 }))));
        foreach (int vertex in copy.Vertices)
        {
            Assert.True(ours.ContainsVertex(vertex));
            Assert.Equal((copy.OutDegree(vertex), copy.InDegree(vertex), copy.Degree(vertex)), (ours.OutDegree(vertex), ours.InDegree(vertex), ours.Degree(vertex)));
            Assert.Equal((copy.IsOutEdgesEmpty(vertex), copy.IsInEdgesEmpty(vertex)), (ours.IsOutEdgesEmpty(vertex), ours.IsInEdgesEmpty(vertex)));
            Assert.Equal(copy.OutEdges(vertex).ToHashSet(), ours.OutEdges(vertex).ToHashSet());
            Assert.Equal(copy.InEdges(vertex).ToHashSet(), ours.InEdges(vertex).ToHashSet());
            Assert.True(ours.TryGetOutEdges(vertex, out IEnumerable<TieEdge<int>>? outEdges) && outEdges.SequenceEqual(ours.OutEdges(vertex)));
            Assert.True(ours.TryGetInEdges(vertex, out IEnumerable<TieEdge<int>>? inEdges) && inEdges.SequenceEqual(ours.InEdges(vertex)));
            Assert.Equal(ours.OutEdges(vertex), Enumerable.Range(0, ours.OutDegree(vertex)).Select(index => ours.OutEdge(vertex, index)));
            Assert.Equal(ours.InEdges(vertex), Enumerable.Range(0, ours.InDegree(vertex)).Select(index => ours.InEdge(vertex, index)));
            foreach (int other in copy.Vertices)
            {
                Assert.Equal(copy.ContainsEdge(vertex, other), ours.ContainsEdge(vertex, other));
                Assert.Equal(copy.TryGetEdge(vertex, other, out TieEdge<int> expected), ours.TryGetEdge(vertex, other, out TieEdge<int> found));
                Assert.Equal(expected, found);
                Assert.Equal(copy.TryGetEdges(vertex, other, out IEnumerable<TieEdge<int>> all), ours.TryGetEdges(vertex, other, out IEnumerable<TieEdge<int>>? ourAll));
                Assert.Equal(all, ourAll);
            }
        }
    }
}
