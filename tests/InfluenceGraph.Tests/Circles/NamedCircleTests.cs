using Xunit;

namespace InfluenceGraph.Tests.Circles;

public class NamedCircleTests
{
    private static readonly DateTimeOffset _monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rows_of_one_owner_and_name_make_one_circle()
    {
        CustomerGraph<string> graph = Build(default, new("ann", "family", ["cleo"]), new("ann", " family", ["bob", "cleo"]), new("bob", "family", ["ann"]), new("ann", "chess", []));
        IReadOnlyList<Circle<string>> circles = graph.AsView().CirclesOf("ann");
        Assert.Equal(["chess", "family"], circles.Select(circle => circle.Name));
        Assert.Empty(circles[0].Members);
        Assert.Equal(["bob", "cleo"], circles[1].Members);
        Assert.Equal(["ann"], Assert.Single(graph.AsView().CirclesOf("bob")).Members);
        Assert.Empty(graph.AsView().CirclesOf("cleo"));
        Assert.Equal(["bob", "cleo"], graph["ann"].Circles["family"]);
    }

    [Fact]
    public void Owners_in_their_own_circle_and_repeated_members_are_left_out_and_counted()
    {
        CustomerGraph<string> graph = Build(default, new Circle<string>("ann", "family", ["bob", "ann", "bob"]));
        Assert.Equal(["bob"], Assert.Single(graph.AsView().CirclesOf("ann")).Members);
        IReadOnlyList<LeftOut> notes = graph.AsView().NewReceipt([1, 1, 1], UsedFacts.Circles).Notes;
        Assert.Contains(new("owners who stood in their own circle", 1), notes);
        Assert.Contains(new("members who stood twice in a circle", 1), notes);
    }

    [Fact]
    public void A_member_who_is_left_out_is_not_shown()
    {
        CustomerGraph<string> graph = Build(default, new Circle<string>("ann", "family", ["bob", "cleo"]));
        graph.Consents.Grant("ann", Purpose.Score, Channel.Any, _monday, "form");
        graph.Consents.Grant("cleo", Purpose.Score, Channel.Any, _monday, "form");
        Assert.Equal(["cleo"], Assert.Single(graph.For(Purpose.Score, _monday).CirclesOf("ann")).Members);
        Assert.Throws<KeyNotFoundException>(() => graph.For(Purpose.Score, _monday).CirclesOf("bob"));
    }

    [Fact]
    public void Unknown_members_and_owners_are_refused_by_default_and_named()
    {
        CustomerDataException member = Assert.Throws<CustomerDataException>(() => Build(default, new Circle<string>("ann", "family", ["zoe"])));
        Assert.Contains("Circle 'family' of 'ann' names 'zoe'", member.Message, StringComparison.Ordinal);
        CustomerDataException owner = Assert.Throws<CustomerDataException>(() => Build(default, new Circle<string>("zoe", "family", ["ann"])));
        Assert.Contains("Circle 'family' of 'zoe' names 'zoe'", owner.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_members_and_owners_are_counted_when_they_are_skipped()
    {
        CustomerGraph<string> graph = Build(UnknownCustomerRule.Skip, new("ann", "family", ["zoe", "bob"]), new("zoe", "family", ["ann"]));
        Assert.Equal(["bob"], Assert.Single(graph.AsView().CirclesOf("ann")).Members);
        IReadOnlyList<LeftOut> notes = graph.AsView().NewReceipt([1, 1, 1], UsedFacts.Circles).Notes;
        Assert.Contains(new("circles of an unknown owner", 1), notes);
        Assert.Contains(new("members of circles who are unknown", 1), notes);
    }

    [Fact]
    public void A_circle_without_owner_name_or_member_key_is_refused()
    {
        var builder = new CustomerGraphBuilder<string>();
        builder.AddCircle(new("ann", "family", []));
        foreach (Circle<string> bad in new Circle<string>[] { new(null!, "family", []), new("ann", " ", []), new("ann", "family", [null!]), new("ann", "family", null!) })
        {
            CustomerDataException error = Assert.Throws<CustomerDataException>(() => builder.AddCircle(bad));
            Assert.Equal(RowKind.Circle, error.Kind);
        }
    }

    [Fact]
    public void The_data_hash_covers_circles_only_where_they_are_used()
    {
        CustomerGraphView<string> without = Build(default).AsView();
        CustomerGraphView<string> with = Build(default, new Circle<string>("ann", "family", ["bob"])).AsView();
        Assert.Equal(without.NewReceipt([1, 1, 1]).DataHash, with.NewReceipt([1, 1, 1]).DataHash);
        Assert.NotEqual(without.NewReceipt([1, 1, 1], UsedFacts.Circles).DataHash, with.NewReceipt([1, 1, 1], UsedFacts.Circles).DataHash);
    }

    private static CustomerGraph<string> Build(UnknownCustomerRule rule, params Circle<string>[] circles)
    {
        var builder = new CustomerGraphBuilder<string>(new CustomerGraphOptions { OnUnknownCustomer = rule });
        foreach (string name in (string[])["ann", "bob", "cleo"])
        {
            builder.AddCustomer(name, 1);
        }

        foreach (Circle<string> circle in circles)
        {
            builder.AddCircle(circle);
        }

        return builder.Build();
    }
}
