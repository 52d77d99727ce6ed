using Xunit;

namespace InfluenceGraph.Tests.SocialValues;

public sealed class SocialValueResultTests
{
    [Fact]
    public void Value_is_conserved() => TestGraph.ForAll(graph =>
    {
        CustomerGraph<int> built = graph.Build();
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            foreach (double tolerance in new[] { 1e-12, 1e-2 })
            {
                SocialValueResult<int> value = built.SocialValue(options => options with { Unreached = policy, Tolerance = tolerance });
                double sum = value.Sum(pair => pair.Value) + value.DroppedValue;

                // What is still on its way, and the rounding of this sum.
                Assert.Equal(graph.Total, sum, value.ErrorBound + (1e-14 * graph.Total));
                Assert.Equal(graph.Total, value.TotalValue, 1e-15 * graph.Total);
                Assert.True(policy == UnreachedPolicy.Drop || value.DroppedValue == 0);
            }
        }
    });

    [Fact]
    public void A_customer_without_ties_is_worth_exactly_their_own_value() => TestGraph.ForAll(graph =>
    {
        var tied = graph.Weights().Keys.SelectMany(pair => new[] { pair.From, pair.To }).ToHashSet();
        SocialValueResult<int> value = graph.Build().SocialValue();
        Assert.All(value.Where(pair => !tied.Contains(pair.Key)), pair => Assert.Equal(graph.OwnValues[pair.Key], pair.Value));
    });

    [Fact]
    public void Every_customer_put_in_comes_out()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([], [new("only", 12.5)]);
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            SocialValueResult<string> value = graph.SocialValue(options => options with { Unreached = policy });

            // What the result says of itself.
            Assert.Equal(policy == UnreachedPolicy.Drop ? 0.15 * 12.5 : 12.5, value["only"], value.ErrorBound);
            Assert.Equal(("only", 1), (value.Top(3)[0].Customer, value.Top(3).CertainThrough));
        }
    }

    [Fact]
    public void Ties_of_permission_0_only_make_a_graph_without_ties()
    {
        SocialValueResult<string> value = CustomerGraph.FromTies<string>([new("ann", "bob", 0), new("bob", "ann", 0)], [new("ann", 3), new("bob", 4)]).SocialValue();
        Assert.Equal([KeyValuePair.Create("ann", 3.0), KeyValuePair.Create("bob", 4.0)], value);
    }

    [Fact]
    public void Certain_places_are_never_wrong() => TestGraph.ForAll(
        graph =>
        {
            foreach (UnreachedPolicy policy in TestGraph.Policies)
            {
                double[] exact = DenseReference.Of(graph, 0.85, policy).Scores;
                foreach (double tolerance in new[] { 0.9, 0.1, 1e-2, 1e-4, 1e-10 })
                {
                    Ranking<int> ranking = graph.Build().SocialValue(options => options with { Unreached = policy, Tolerance = tolerance }).Top(graph.Count);
                    for (int place = 0; place < ranking.CertainThrough; place++)
                    {
                        // Every customer of a later place really has less, but for the rounding of the dense solve.
                        double least = exact[ranking[place].Customer] + (1e-13 * graph.Total);
                        Assert.All(ranking.Skip(place + 1), later => Assert.True(exact[later.Customer] <= least));
                    }
                }
            }
        },
        tests: 60);

    [Fact]
    public void Places_are_certain_where_the_gaps_are_wide_and_not_where_scores_are_equal()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([], [new("a", 5), new("b", 3), new("c", 3), new("d", 1)]);
        Ranking<string> ranking = graph.SocialValue().Top(4);

        Assert.Equal(["a", "b", "c", "d"], ranking.Customers);
        Assert.Equal(1, ranking.CertainThrough);
        Assert.Equal(1, graph.SocialValue().Top(1).CertainThrough);
        Assert.Equal(0, graph.SocialValue().Top(0).CertainThrough);
        Assert.Equal(4, graph.SocialValue().Top(int.MaxValue).Count);
    }

    [Fact]
    public void The_whole_ranking_is_certain_when_scores_differ_clearly() =>
        Assert.Equal(3, CustomerGraph.FromTies<string>([new("a", "b", 1)], [new("a", 5), new("b", 3), new("c", 1)]).SocialValue().Top(3).CertainThrough);

    [Fact]
    public void Breakdown_ranks_parts_and_scores_agree() => TestGraph.ForAll(
        graph =>
        {
            SocialValueResult<int> value = graph.Build().SocialValue();
            SocialValueParts<int>[] rows = [.. value.Breakdown()];
            Assert.Equal(value.Top(graph.Count).Select(place => (place.Rank, place.Customer, place.Score)), rows.Select(row => (row.Rank, row.Customer, row.SocialValue)));
            Assert.Equal(rows.OrderByDescending(row => row.SocialValue).ThenBy(row => row.Customer).Select(row => row.Customer), rows.Select(row => row.Customer));
            Assert.All(rows, row =>
            {
                // Three parts of one number: rounding only.
                Assert.Equal(row.SocialValue, row.OwnPart + row.CirclePart + row.BeyondPart, 1e-9 * row.SocialValue);
                Assert.Equal(graph.OwnValues[row.Customer], row.OwnValue);
                Assert.Equal(row.Rank, value.Explain(row.Customer, options => options with { MaxTieVisits = 0 }).Rank);
            });
        },
        tests: 60);

    [Fact]
    public void Parts_are_those_of_the_definition() => TestGraph.ForAll(
        graph =>
        {
            IReadOnlyDictionary<(int From, int To), float> weights = graph.Weights();
            foreach (UnreachedPolicy policy in TestGraph.Policies)
            {
                var dense = DenseReference.Of(graph, 0.85, policy);
                foreach (SocialValueParts<int> row in graph.Build().SocialValue(options => options with { Unreached = policy }).Breakdown())
                {
                    double circle = weights
                        .Where(pair => pair.Key.From == row.Customer)
                        .Sum(pair => 0.85 * graph.OwnValues[pair.Key.To] * pair.Value / weights.Where(other => other.Key.To == pair.Key.To).Sum(other => (double)other.Value));

                    // The same few products in another order.
                    Assert.Equal(dense.StopShare(row.Customer) * graph.OwnValues[row.Customer], row.OwnPart, 1e-13 * graph.Total);
                    Assert.Equal(dense.StopShare(row.Customer) * circle, row.CirclePart, 1e-13 * graph.Total);
                }
            }
        },
        tests: 60);
}
