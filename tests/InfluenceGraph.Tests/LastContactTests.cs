using Xunit;

namespace InfluenceGraph.Tests;

public class LastContactTests
{
    private static readonly DateTimeOffset _monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_several_rows_the_latest_contact_counts()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>(
        [
            new("ann", "bob", 1),
            new("ann", "bob", 1, LastContact: _monday.AddDays(2)),
            new("ann", "bob", 1, LastContact: _monday),
            new("bob", "ann", 1),
        ]);
        Assert.Equal(_monday.AddDays(2), Assert.Single(graph.AsView().TiesFrom("ann")).LastContact);
        Assert.Null(Assert.Single(graph.AsView().TiesFrom("bob")).LastContact);
    }

    [Fact]
    public void A_contact_after_the_moment_asked_about_is_not_known_yet()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1, LastContact: _monday)]);
        Assert.Null(Assert.Single(graph.At(_monday.AddTicks(-1)).TiesFrom("ann")).LastContact);
        Assert.Equal(_monday, Assert.Single(graph.At(_monday).TiesFrom("ann")).LastContact);
    }

    [Fact]
    public void A_dated_tie_keeps_its_contact_and_an_added_one_has_none()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>(
            [new("ann", "bob", 1, Since: _monday, LastContact: _monday), new("cleo", "ann", 1)]);
        CustomerGraphView<string> view = graph.At(_monday).WithPermission("bob", "cleo", 1);
        Assert.Equal(_monday, Assert.Single(view.TiesFrom("ann")).LastContact);
        Assert.Null(Assert.Single(view.TiesFrom("bob")).LastContact);
    }
}
