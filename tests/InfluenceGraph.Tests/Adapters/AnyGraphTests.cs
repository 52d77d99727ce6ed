using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace InfluenceGraph.Tests.Adapters;

public sealed class AnyGraphTests
{
    private sealed record Line(string Start, string End, double Share = 1, double Calls = 1);

    [Fact]
    public void Any_edges_make_a_graph_in_one_line()
    {
        (int, int)[] edges = [(1, 2), (2, 3), (1, 3)];

        CustomerGraph<int> graph = CustomerGraph.From([1, 2, 3, 4], edges, e => e.Item1, e => e.Item2);

        Assert.Equal([1, 2, 3, 4], graph.Customers);
        Assert.Equal([new Tie<int>(1, 2, 1), new(1, 3, 1)], graph.AsView().TiesFrom(1));
        Assert.Equal([new Tie<int>(1, 3, 1), new(2, 3, 1)], graph.AsView().TiesTo(3));
        Assert.Equal(4, graph.SocialValue().TotalValue);
    }

    [Fact]
    public void Selectors_say_what_an_edge_and_a_vertex_mean()
    {
        Line[] lines = [new("ann", "bob", 0.5, 3), new("bob", "cat", 0.25, 2)];

        CustomerGraph<string> graph = CustomerGraph.From(
            ["ann", "bob", "cat"],
            lines,
            e => e.Start,
            e => e.End,
            permission: e => e.Share,
            strength: e => e.Calls,
            ownValue: vertex => vertex == "cat" ? 10 : 0,
            direction: _ => TieDirection.ToReachesFrom);

        Assert.Equal([new Tie<string>("bob", "ann", 0.5, 3)], graph.AsView().TiesFrom("bob"));
        Assert.Equal([new Tie<string>("cat", "bob", 0.25, 2)], graph.AsView().TiesFrom("cat"));
        Assert.Equal(10, graph["cat"].OwnValue);
        Assert.Equal(0, graph["ann"].OwnValue);
    }

    [Fact]
    public void Each_edge_may_have_its_own_direction()
    {
        Line[] lines = [new("a", "b"), new("b", "c"), new("c", "d"), new("e", "e")];

        CustomerGraph<string> graph = CustomerGraph.From(
            lines,
            e => e.Start,
            e => e.End,
            direction: e => e.Start == "a" ? TieDirection.FromReachesTo : e.Start == "b" ? TieDirection.ToReachesFrom : TieDirection.BothWays,
            configure: o => o with { OnSelfTie = SelfTieRule.Keep });

        Assert.Equal(["a -> b", "c -> b", "c -> d", "d -> c", "e -> e"], TiesOf(graph));
        Assert.Equal(1, graph.AsView().TiesFrom("e").Single().Strength);
    }

    [Fact]
    public void Edges_alone_name_their_customers()
    {
        CustomerGraph<string> graph = CustomerGraph.From([new Line("a", "b")], e => e.Start, e => e.End);

        Assert.Equal(["a", "b"], graph.Customers);
        Assert.Equal(1, graph["a"].OwnValue);
    }

    [Fact]
    public void The_rules_of_every_graph_hold()
    {
        Line[] lines = [new("a", "b"), new("a", "b", Calls: 3), new("a", "a")];

        CustomerGraph<string> graph = CustomerGraph.From(["a", "b"], lines, e => e.Start, e => e.End, strength: e => e.Calls);

        Assert.Equal([new Tie<string>("a", "b", 1, 4)], graph.AsView().TiesFrom("a"));
        Assert.Contains(new LeftOut("from a customer to themselves", 1), graph.AsView().Receipt.TiesLeftOut);
        Assert.Contains("'z'", Assert.Throws<CustomerDataException>(() => CustomerGraph.From(["a"], [new Line("a", "z")], e => e.Start, e => e.End)).Message, StringComparison.Ordinal);
        Assert.Contains("added before", Assert.Throws<CustomerDataException>(() => CustomerGraph.From(["a", "a"], lines, e => e.Start, e => e.End)).Message, StringComparison.Ordinal);
        Assert.Contains("the key is null", Assert.Throws<CustomerDataException>(() => CustomerGraph.From([null!], lines, e => e.Start, e => e.End, ownValue: vertex => vertex.Length)).Message, StringComparison.Ordinal);
        Assert.Contains("permission of 'a' -> 'b' is 50", Assert.Throws<CustomerDataException>(() => CustomerGraph.From(lines, e => e.Start, e => e.End, permission: _ => 50)).Message, StringComparison.Ordinal);
        Assert.Contains("direction of 'a' -> 'b' is 7", Assert.Throws<ArgumentException>(() => CustomerGraph.From(lines, e => e.Start, e => e.End, direction: _ => (TieDirection)7)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_is_obeyed_and_a_cancelled_build_stops()
    {
        Line[] lines = [new("a", "b")];
        CustomerGraph<string> graph = CustomerGraph.From(lines, e => e.Start, e => e.End, consents: new());

        Assert.Throws<InvalidOperationException>(() => graph.SocialValue());
        Assert.Throws<OperationCanceledException>(() => CustomerGraph.From(lines, e => e.Start, e => e.End, cancellationToken: new(canceled: true)));
    }

    [Fact]
    public void What_is_missing_is_named_before_anything_is_read()
    {
        Line[] lines = [new("a", "b")];

        Assert.Equal("edges", Assert.Throws<ArgumentNullException>(() => CustomerGraph.From((IEnumerable<Line>)null!, e => e.Start, e => e.End)).ParamName);
        Assert.Equal("vertices", Assert.Throws<ArgumentNullException>(() => CustomerGraph.From(null!, lines, e => e.Start, e => e.End)).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(() => CustomerGraph.From<string, Line>(lines, null!, e => e.End)).ParamName);
        Assert.Equal("target", Assert.Throws<ArgumentNullException>(() => CustomerGraph.From(lines, e => e.Start, null!)).ParamName);
    }

    [Fact]
    public void It_is_the_graph_that_the_ties_make()
    {
        Gen<(int, int, double)> edge =
            from source in Gen.Choose(0, 9)
            from target in Gen.Choose(0, 9)
            from calls in Gen.Choose(1, 5)
            select (source, target, (double)calls);
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(edge.ListOf().ToArbitrary(), edges =>
        {
            CustomerGraph<int> from = CustomerGraph.From(Enumerable.Range(0, 10), edges, e => e.Item1, e => e.Item2, strength: e => e.Item3, ownValue: vertex => vertex + 1);
            CustomerGraph<int> ties = CustomerGraph.FromTies(edges.Select(e => new Tie<int>(e.Item1, e.Item2, 1, e.Item3)), Enumerable.Range(0, 10).Select(vertex => new Customer<int>(vertex, vertex + 1)));
            Assert.Equal(ties.AsView().Receipt.DataHash, from.AsView().Receipt.DataHash);
        }));
    }

    private static IEnumerable<string> TiesOf(CustomerGraph<string> graph) =>
        graph.Customers.SelectMany(graph.AsView().TiesFrom).Select(tie => $"{tie.From} -> {tie.To}");
}
