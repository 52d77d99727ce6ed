using Xunit;

namespace InfluenceGraph.Tests.Tags;

public class CustomerTagTests
{
    private static readonly DateTimeOffset _monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rows_of_one_tag_add_up_whatever_their_spelling_and_order()
    {
        (string Customer, CustomerTag Tag)[] rows =
        [
            ("ann", new("Running", 1.5, IsInferred: true)),
            ("ann", new(" running ", 2)),
            ("ann", new("caf\u00e9")),
            ("ann", new("CAF\u00c9", 3, IsInferred: true)),
            ("bob", new("chess", IsInferred: true)),
        ];
        foreach ((string Customer, CustomerTag Tag)[] order in new[] { rows, [.. rows.Reverse()] })
        {
            CustomerGraphView<string> view = Build(order).AsView();
            Assert.Equal([new("CAF\u00c9", 4), new("Running", 3.5)], view.TagsOf("ann"));
            Assert.Equal([new("chess", IsInferred: true)], view.TagsOf("bob"));
            Assert.Empty(view.TagsOf("cleo"));
        }
    }

    [Fact]
    public void A_tag_counts_only_while_it_is_in_force()
    {
        CustomerGraph<string> graph = Build([("ann", new("moving", Since: _monday, Until: _monday.AddDays(7)))]);
        Assert.Empty(graph.At(_monday.AddTicks(-1)).TagsOf("ann"));
        Assert.Single(graph.At(_monday).TagsOf("ann"));
        Assert.Empty(graph.At(_monday.AddDays(7)).TagsOf("ann"));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => graph.AsView().TagsOf("ann"));
        Assert.Contains("expected a moment", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dated_tags_do_not_keep_a_graph_from_answering_what_asks_for_no_tags() =>
        Assert.Equal(3, Build([("ann", new("moving", Since: _monday))]).SocialValue().Count);

    [Fact]
    public void Tags_of_a_customer_who_is_left_out_are_not_shown()
    {
        CustomerGraph<string> graph = Build([("ann", new("secret")), ("bob", new("chess"))]);
        graph.Consents.Grant("bob", Purpose.Score, Channel.Any, _monday, "form");
        CustomerGraphView<string> view = graph.For(Purpose.Score, _monday);
        Assert.Throws<KeyNotFoundException>(() => view.TagsOf("ann"));
        Assert.Equal(-1, view.Tags.IndexOf("secret"));
        Assert.NotEqual(-1, view.Tags.IndexOf("CHESS"));
    }

    [Theory]
    [InlineData("", 1, "has no name")]
    [InlineData(" ", 1, "has no name")]
    [InlineData("running", double.NaN, "is NaN; expected more than 0")]
    [InlineData("running", 0, "is 0; expected more than 0")]
    [InlineData("running", -1, "is -1; expected more than 0")]
    [InlineData("running", double.PositiveInfinity, "expected more than 0 and at most")]
    [InlineData("running", 1e300, "expected more than 0 and at most")]
    [InlineData("running", 1e-300, "expected more than 0 and at most")]
    public void A_bad_tag_is_refused_and_named(string name, double weight, string problem)
    {
        var builder = new CustomerGraphBuilder<string>();
        builder.AddTag("bob", new("chess"));
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => builder.AddTag("ann", new(name, weight)));
        Assert.Equal((RowKind.Tag, 2L), (error.Kind, error.Row));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("'ann'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_period_is_refused()
    {
        var builder = new CustomerGraphBuilder<string>();
        Assert.Throws<CustomerDataException>(() => builder.AddTag("ann", new("x", Since: _monday, Until: _monday)));
    }

    [Theory]
    [InlineData(UnknownCustomerRule.Skip, 1)]
    [InlineData(UnknownCustomerRule.Add, 2)]
    public void Tags_of_unknown_customers_follow_the_rule(UnknownCustomerRule rule, int customers)
    {
        var builder = new CustomerGraphBuilder<string>(new CustomerGraphOptions { OnUnknownCustomer = rule });
        builder.AddCustomer("ann", 1);
        builder.AddTag("zoe", new("chess"));
        Assert.Equal(customers, builder.Build().CustomerCount);
    }

    [Fact]
    public void A_tag_of_an_unknown_customer_is_refused_by_default()
    {
        var builder = new CustomerGraphBuilder<string>();
        builder.AddCustomer("ann", 1);
        builder.AddTag("zoe", new("chess"));
        CustomerDataException error = Assert.Throws<CustomerDataException>(() => builder.Build());
        Assert.Equal((RowKind.Tag, 1L), (error.Kind, error.Row));
        Assert.Contains("'zoe'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_graph_gives_a_customer_back_with_all_tags()
    {
        CustomerTag[] tags = [new("chess", 2), new("moving", Since: _monday)];
        var builder = new CustomerGraphBuilder<string>();
        builder.AddCustomer(new Customer<string>("ann", 5) { Tags = tags });
        Assert.Equal(tags, builder.Build()["ann"].Tags);
    }

    private static CustomerGraph<string> Build((string Customer, CustomerTag Tag)[] tags)
    {
        var builder = new CustomerGraphBuilder<string>();
        foreach (string name in (string[])["ann", "bob", "cleo"])
        {
            builder.AddCustomer(name, 1);
        }

        foreach ((string customer, CustomerTag tag) in tags)
        {
            builder.AddTag(customer, tag);
        }

        return builder.Build();
    }
}
