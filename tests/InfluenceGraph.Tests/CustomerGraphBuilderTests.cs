using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests;

public sealed class CustomerGraphBuilderTests
{
    private static readonly Customer<string>[] _annBobCat = [new("ann", 10), new("bob", 20), new("cat", 30)];

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void A_permission_outside_0_to_1_is_refused_with_row_and_keys(double permission)
    {
        CustomerDataException error = Assert.Throws<CustomerDataException>(() =>
            CustomerGraph.FromTies([new("ann", "bob", 1), new Tie<string>("bob", "ann", permission)]));

        Assert.Equal((RowKind.Tie, 2L), (error.Kind, error.Row));
        Assert.StartsWith("Tie 2: permission of 'bob' -> 'ann' is", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected 0 (never) to 1 (always)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    [InlineData(1e39)]
    public void A_strength_that_is_no_weight_is_refused(double strength) =>
        Assert.Contains("strength of 'ann' -> 'bob'", RefusedTie(new("ann", "bob", 1, strength)), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 1e-40)]
    [InlineData(1e-30, 1e-30)]
    [InlineData(1e-50, 1)]
    public void A_weight_too_small_for_single_precision_is_refused_rather_than_lost(double permission, double strength) =>
        Assert.Contains("influence weight of 'ann' -> 'bob'", RefusedTie(new("ann", "bob", permission, strength)), StringComparison.Ordinal);

    [Fact]
    public void A_missing_key_or_an_empty_period_is_refused()
    {
        Assert.Contains("From is null", RefusedTie(new(null!, "bob", 1)), StringComparison.Ordinal);
        Assert.Contains("To is null", RefusedTie(new("ann", null!, 1)), StringComparison.Ordinal);
        Assert.Contains("period of 'ann' -> 'bob'", RefusedTie(new("ann", "bob", 1, 1, March, January)), StringComparison.Ordinal);
        Assert.Contains("key is null", Assert.Throws<CustomerDataException>(() => new CustomerGraphBuilder<string>().AddCustomer(null!, 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-5)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e101)]
    public void An_own_value_that_is_no_amount_is_refused(double ownValue)
    {
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies([], [new("ann", 1), new Customer<string>("bob", ownValue)]));

        Assert.Equal((RowKind.Customer, 2L), (error.Kind, error.Row));
        Assert.Contains("own value of 'bob'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_customer_added_twice_is_refused() =>
        Assert.Contains("'ann' was added before", Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies([], [new("ann", 1), new Customer<string>("ann", 1)])).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_customer_is_refused_skipped_or_added_as_the_rule_says()
    {
        Tie<string>[] ties = [new("ann", "bob", 1), new("ann", "eve", 1)];

        CustomerDataException error = Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies(ties, _annBobCat));
        Assert.Equal("Tie 2: 'ann' -> 'eve' names 'eve', who is not among the customers; expected customers only. Add the customer, or choose another OnUnknownCustomer.", error.Message);

        CustomerGraph<string> skipped = CustomerGraph.FromTies(ties, _annBobCat, o => o with { OnUnknownCustomer = UnknownCustomerRule.Skip });
        Assert.Equal([new("naming an unknown customer", 1)], skipped.AsView().Receipt.TiesLeftOut);
        Assert.False(skipped.Contains("eve"));

        CustomerGraph<string> added = CustomerGraph.FromTies(ties, _annBobCat, o => o with { OnUnknownCustomer = UnknownCustomerRule.Add });
        Assert.Equal(new Customer<string>("eve", 0), added["eve"]);
        Assert.Contains(new("customers added because a tie named them, own value 0 each", 1), added.AsView().Receipt.Notes);
    }

    [Fact]
    public void Ties_alone_make_customers_worth_1_each()
    {
        CustomerGraph<long> graph = CustomerGraph.FromTies([new Tie<long>(7, 3, 1)]);

        Assert.Equal([3, 7], graph.Customers);
        Assert.Equal(2, graph.SocialValue().TotalValue);
        Assert.Equal([new("customers added because a tie named them, own value 1 each", 2), new("customers whom nobody can reach", 1)], graph.AsView().Receipt.Notes);
    }

    [Fact]
    public void A_query_that_found_no_customers_does_not_make_up_their_value() =>
        Assert.Contains("who is not among the customers", Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies([new Tie<string>("ann", "bob", 1)], [])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_self_tie_is_skipped_kept_or_refused_as_the_rule_says()
    {
        Tie<string>[] ties = [new("ann", "ann", 1), new("ann", "bob", 1)];

        Assert.Equal([new("from a customer to themselves", 1)], CustomerGraph.FromTies(ties).AsView().Receipt.TiesLeftOut);
        Assert.Equal(2, CustomerGraph.FromTies(ties, o => o with { OnSelfTie = SelfTieRule.Keep }).TieCount);
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies(ties, o => o with { OnSelfTie = SelfTieRule.Refuse }));
        Assert.Equal((RowKind.Tie, 1L), (error.Kind, error.Row));
    }

    [Theory]
    [InlineData(TieMerge.Sum, 0.6, 5)]
    [InlineData(TieMerge.Strongest, 0.5, 4)]
    [InlineData(TieMerge.Latest, 1, 1)]
    public void Parallel_ties_are_merged_as_the_rule_says(TieMerge rule, double permission, double strength)
    {
        Tie<string>[] ties = [new("ann", "bob", 1, 1, Since: March), new("ann", "bob", 0.5, 4, Since: January)];
        foreach (IEnumerable<Tie<string>> order in new[] { ties, ties.Reverse() })
        {
            CustomerGraphView<string> view = CustomerGraph.FromTies(order, o => o with { OnDuplicate = rule }).At(March);

            Tie<string> merged = Assert.Single(view.TiesFrom("ann"));
            Assert.Equal((permission, strength), (Math.Round(merged.Permission, 6), merged.Strength));
            Assert.Equal([new("of a pair that has another row", 1)], view.Receipt.TiesLeftOut);
        }
    }

    [Fact]
    public void Parallel_ties_are_refused_only_where_they_hold_at_the_same_time()
    {
        CustomerGraphOptions Refuse(CustomerGraphOptions o) => o with { OnDuplicate = TieMerge.Refuse };

        CustomerDataException error = Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies([new("ann", "bob", 1), new Tie<string>("ann", "bob", 1)], Refuse));
        Assert.StartsWith("Ties 'ann' -> 'bob': several rows are in force at once", error.Message, StringComparison.Ordinal);
        Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies([new("ann", "bob", 1, 1, January, March), new Tie<string>("ann", "bob", 1, 1, March.AddTicks(-1))], Refuse));
        Assert.Equal(1, CustomerGraph.FromTies([new("ann", "bob", 1, 1, March), new Tie<string>("ann", "bob", 1, 1, January, March)], Refuse).TieCount);
    }

    [Theory]
    [InlineData(TieMerge.Sum)]
    [InlineData(TieMerge.Strongest)]
    public void An_explicit_no_among_parallel_ties_wins(TieMerge rule)
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies([new("ann", "bob", 1, 9), new Tie<string>("ann", "bob", 0)], o => o with { OnDuplicate = rule });

        Assert.Empty(graph.AsView().TiesFrom("ann"));
        Assert.Equal([new("of a pair that has another row", 1), new("denied by permission 0", 1)], graph.AsView().Receipt.TiesLeftOut);
    }

    [Fact]
    public void Of_rows_of_one_moment_the_latest_is_the_no_else_the_strongest()
    {
        CustomerGraphOptions Latest(CustomerGraphOptions o) => o with { OnDuplicate = TieMerge.Latest };
        Tie<string> no = new("ann", "bob", 0, 5), idle = new("ann", "bob", 1, 0), weak = new("ann", "bob", 0.5), strong = new("ann", "bob", 1);

        foreach (Tie<string>[] rows in new Tie<string>[][] { [no, strong], [strong, no], [weak, no, idle], [idle, no, strong] })
        {
            Assert.Contains(new("denied by permission 0", 1), CustomerGraph.FromTies(rows, Latest).AsView().Receipt.TiesLeftOut);
        }

        Assert.Equal(strong, Assert.Single(CustomerGraph.FromTies([strong, weak], Latest).AsView().TiesFrom("ann")));
        Assert.Equal(strong with { Since = null }, Assert.Single(CustomerGraph.FromTies([strong with { Since = March }, no with { Since = January }], Latest).At(March).TiesFrom("ann")));
    }

    [Fact]
    public void Strengths_that_add_up_beyond_single_precision_are_refused() =>
        Assert.Contains("'ann' -> 'bob': strengths of 2 rows", Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies([new("ann", "bob", 1, 3e38), new Tie<string>("ann", "bob", 1, 3e38)])).Message, StringComparison.Ordinal);

    [Fact]
    public void An_expired_permission_is_skipped_or_refused_as_the_rule_says()
    {
        Tie<string>[] ties = [new("ann", "bob", 1, 1, Until: January)];

        CustomerGraph<string> skipped = CustomerGraph.FromTies(ties, o => o with { AsOf = March });
        Assert.Equal([new("not in force at the moment", 1)], skipped.AsView().Receipt.TiesLeftOut);

        CustomerDataException error = Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies(ties, o => o with { AsOf = March, OnExpired = ExpiredTieRule.Refuse }));
        Assert.Equal((RowKind.Tie, 1L), (error.Kind, error.Row));
        Assert.Equal(1, CustomerGraph.FromTies(ties, o => o with { AsOf = January.AddTicks(-1), OnExpired = ExpiredTieRule.Refuse }).TieCount);
    }

    [Fact]
    public void Wrong_options_are_named_in_one_message()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new CustomerGraphBuilder<string>(new CustomerGraphOptions { OnDuplicate = (TieMerge)9, OnSelfTie = (SelfTieRule)9, OnExpired = ExpiredTieRule.Refuse }));

        Assert.Contains("OnDuplicate is 9; expected one of Sum, Strongest, Latest, Refuse", error.Message, StringComparison.Ordinal);
        Assert.Contains("OnSelfTie is 9", error.Message, StringComparison.Ordinal);
        Assert.Contains("AsOf is not set", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_customers_or_ties_than_one_graph_holds_are_refused_by_the_row_that_is_too_many()
    {
        var few = new CustomerGraphBuilder<int>(null, null, maxRows: 2);
        few.AddCustomer(1, 1);
        few.AddTie(new(1, 2, 1));
        Assert.Contains("more than 2 customers", Assert.Throws<CustomerDataException>(() => few.AddCustomer(3, 1)).Message, StringComparison.Ordinal);
        few.AddTie(new(2, 1, 1));
        Assert.Equal(3, Assert.Throws<CustomerDataException>(() => few.AddTie(new(1, 2, 1))).Row);
    }

    [Theory]
    [InlineData(1L << 31, 1)]
    [InlineData(1, 1L << 31)]
    [InlineData(-1, 1)]
    public void An_estimate_beyond_the_limits_is_refused(long customers, long ties) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CustomerGraph.EstimateMemory<string>(customers, ties));

    [Fact]
    public void A_builder_builds_once()
    {
        var builder = new CustomerGraphBuilder<int>();
        builder.Build(TestContext.Current.CancellationToken);

        Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Throws<InvalidOperationException>(() => builder.AddTie(new(1, 2, 1)));
        Assert.Throws<InvalidOperationException>(() => builder.AddCustomer(1, 1));
    }

    [Fact]
    public void A_row_that_was_refused_leaves_no_trace_in_what_comes_after()
    {
        var builder = new CustomerGraphBuilder<string>(new CustomerGraphOptions { OnUnknownCustomer = UnknownCustomerRule.Add });
        builder.AddCustomer("ann", 1);
        Assert.Throws<CustomerDataException>(() => builder.AddCustomer("bob", -1));
        Assert.Throws<CustomerDataException>(() => builder.AddCustomer("ann", 1));
        Assert.Throws<CustomerDataException>(() => builder.AddTie(new("ann", "eve", 2)));
        Assert.Equal(2, Assert.Throws<CustomerDataException>(() => builder.AddCustomer("bob", -1)).Row);
        builder.AddTie(new("ann", "cat", 1));
        CustomerGraph<string> graph = builder.Build(TestContext.Current.CancellationToken);

        Assert.Equal(["ann", "cat"], graph.Customers);
        Assert.Contains(new("customers added because a tie named them, own value 0 each", 1), graph.AsView().Receipt.Notes);
        Assert.Equal(1, graph.AsView().Receipt.TieRows);
    }

    [Fact]
    public void A_cancelled_build_throws() =>
        Assert.Throws<OperationCanceledException>(() => CustomerGraph.FromTies([new Tie<int>(1, 2, 1)], cancellationToken: new(canceled: true)));

    [Fact]
    public void Attributes_come_back_with_the_customer()
    {
        var ann = new Customer<string>("ann", 10) { Attributes = new Dictionary<string, string> { ["city"] = "Florence" } };
        CustomerGraph<string> graph = CustomerGraph.FromTies([], [new("bob", 1), ann]);

        Assert.Equal("Florence", graph["ann"].Attributes["city"]);
        Assert.Empty(graph["bob"].Attributes);
        Assert.Throws<KeyNotFoundException>(() => graph["eve"]);
    }

    [Fact]
    public void A_customer_kept_by_the_caller_and_changed_later_does_not_change_the_graph()
    {
        var attributes = new Dictionary<string, string> { ["city"] = "Florence" };
        CustomerGraph<string> graph = CustomerGraph.FromTies([], [new Customer<string>("ann", 10) { Attributes = attributes }]);
        attributes["city"] = "Siena";

        Assert.Equal("Florence", graph["ann"].Attributes["city"]);
    }

    [Fact]
    public void After_a_build_that_refused_a_row_the_missing_customer_can_be_added()
    {
        var builder = new CustomerGraphBuilder<string>();
        builder.AddTie(new("ann", "bob", 1));
        builder.AddCustomer("ann", 1);
        Assert.Throws<CustomerDataException>(() => builder.Build());
        builder.AddCustomer("bob", 1);

        Assert.Equal(1, builder.Build(TestContext.Current.CancellationToken).TieCount);
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        IEnumerable<Tie<int>> Endless()
        {
            for (int i = 0; ; i++)
            {
                if (i == 1000)
                {
                    stop.Cancel();
                }

                yield return new(i, i + 1, 1);
            }
        }

        Assert.Throws<OperationCanceledException>(() => CustomerGraph.FromTies(Endless(), cancellationToken: stop.Token));
    }

    [Fact]
    public void Keys_that_only_claim_to_be_comparable_are_refused_by_name() =>
        Assert.Contains("cannot be put in order", Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies([new Tie<(Opaque, int)>((new("a"), 1), (new("b"), 1), 1)])).Message, StringComparison.Ordinal);

    [Fact]
    public void Keys_that_cannot_be_compared_keep_the_order_in_which_they_came()
    {
        CustomerGraph<Opaque> graph = CustomerGraph.FromTies([new Tie<Opaque>(new("b"), new("a"), 1)]);

        Assert.Equal([new("b"), new("a")], graph.Customers);
        Assert.Equal(2, graph.SocialValue().Sum(pair => pair.Value), 1e-9);
    }

    [Fact]
    public void Strings_are_ordered_by_ordinal()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies([new Tie<string>("a", "B", 1), new Tie<string>("ä", "_", 1)]);

        Assert.Equal(["B", "_", "a", "ä"], graph.Customers);
    }

    private static string RefusedTie(Tie<string> tie)
    {
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => CustomerGraph.FromTies([tie]));
        Assert.Equal(tie.FindProblem(), error.Problem);
        return error.Message;
    }

    private sealed record Opaque(string Name);
}
