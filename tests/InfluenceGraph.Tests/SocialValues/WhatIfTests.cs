using Xunit;

namespace InfluenceGraph.Tests.SocialValues;

public sealed class WhatIfTests
{
    [Fact]
    public void Without_a_tie_is_a_graph_built_without_it() => TestGraph.ForAll(
        graph =>
        {
            foreach ((int from, int to) in graph.Weights().Keys.Take(3))
            {
                TestGraph without = graph with { Ties = [.. graph.Ties.Where(tie => (tie.From, tie.To) != (from, to))] };
                AssertSame(graph, without, view => view.WithoutTie(from, to));
            }
        },
        tests: 40);

    [Fact]
    public void With_another_permission_is_a_graph_built_with_it() => TestGraph.ForAll(
        graph =>
        {
            foreach (((int from, int to), int i) in graph.Weights().Keys.Take(3).Select((pair, i) => (pair, i)))
            {
                double strength = graph.Build().AsView().TiesFrom(from).Single(tie => tie.To == to).Strength;
                double permission = (i + 1) / 4.0;
                TestGraph changed = graph with { Ties = [.. graph.Ties.Where(tie => (tie.From, tie.To) != (from, to)), new(from, to, permission, strength)] };
                AssertSame(graph, changed, view => view.WithPermission(from, to, permission));
            }
        },
        tests: 40);

    [Fact]
    public void With_a_permission_that_was_not_given_is_a_graph_with_one_more_tie() => TestGraph.ForAll(
        graph =>
        {
            IReadOnlyDictionary<(int From, int To), float> weights = graph.Weights();
            (int, int)[] missing = [.. Enumerable.Range(0, graph.Count).SelectMany(from => Enumerable.Range(0, graph.Count).Select(to => (from, to))).Where(pair => !weights.ContainsKey(pair))];
            foreach ((int from, int to) in missing.Where((_, i) => i % 17 == 0).Take(3))
            {
                TestGraph changed = graph with { Ties = [.. graph.Ties.Where(tie => (tie.From, tie.To) != (from, to)), new(from, to, 0.75, 2)] };
                AssertSame(graph, changed, view => view.WithPermission(from, to, 0.75, 2));
            }
        },
        tests: 40);

    [Fact]
    public void Taking_a_change_back_gives_the_first_answer_bit_for_bit()
    {
        CustomerGraphView<int> view = TestGraph.Seeded(3, 50, 300).Build().AsView();
        Tie<int> tie = view.TiesFrom(0)[0];
        CustomerGraphView<int> back = view.WithoutTie(tie.From, tie.To).WithPermission(tie.From, tie.To, tie.Permission, tie.Strength);

        Assert.Equal(ResultBits.Of(view.SocialValue()), ResultBits.Of(back.SocialValue()));
    }

    [Fact]
    public void A_permission_of_0_is_the_tie_left_out_and_none_where_there_was_none()
    {
        CustomerGraphView<string> view = CustomerGraph.FromTies<string>([new("ann", "bob", 1), new("cat", "bob", 1)]).AsView();

        Assert.Equal(ResultBits.Of(view.WithoutTie("ann", "bob").SocialValue()), ResultBits.Of(view.WithPermission("ann", "bob", 0).SocialValue()));
        Assert.Same(view, view.WithPermission("bob", "ann", 0));
        Assert.Throws<KeyNotFoundException>(() => view.WithoutTie("bob", "ann"));
        Assert.Throws<ArgumentOutOfRangeException>(() => view.WithPermission("ann", "bob", 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => view.WithPermission("ann", "bob", double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => view.WithPermission("ann", "bob", 1, double.PositiveInfinity));
    }

    [Fact]
    public void Largest_differences_come_first_up_or_down()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("a", "b", 1), new("c", "d", 1)], [new("a", 1), new("b", 10), new("c", 1), new("d", 10), new("e", 1)]);
        WhatIf<string> change = graph.SocialValue().WhatIf(view => view.WithoutTie("a", "b"));
        IReadOnlyList<ValueChange<string>> largest = change.Largest(3);

        // Half of a rounding each; the two differences are the same 8.5.
        Assert.Equal(8.5, largest.Single(row => row.Customer == "b").Difference, 1e-12);
        Assert.Equal(-8.5, largest.Single(row => row.Customer == "a").Difference, 1e-12);
        Assert.Equal(3, largest.Count);
        Assert.Equal(5, change.Largest(100).Count);
        Assert.Empty(change.Largest(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => change.Largest(-1));
        Assert.Contains("without tie", change.After.Receipt.ToString(), StringComparison.Ordinal);
    }

    private static void AssertSame(TestGraph graph, TestGraph rebuilt, Func<CustomerGraphView<int>, CustomerGraphView<int>> change)
    {
        CustomerGraphView<int> view = graph.Build().AsView();
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            SocialValueOptions<int> Options(SocialValueOptions<int> options) => options with { Unreached = policy };
            SocialValueResult<int> expected = rebuilt.Build().SocialValue(Options);
            Assert.Equal(ResultBits.Of(expected), ResultBits.Of(change(view).SocialValue(Options)));

            // The what-if starts from the old answer, so it only comes as close as both may be off.
            SocialValueResult<int> warm = view.SocialValue(Options).WhatIf(change).After;
            Assert.True(warm.Converged);
            Assert.True(expected.Sum(pair => Math.Abs(pair.Value - warm[pair.Key])) <= expected.ErrorBound + warm.ErrorBound);
            Assert.Equal(expected.Receipt.DataHash, warm.Receipt.DataHash);
        }
    }
}
