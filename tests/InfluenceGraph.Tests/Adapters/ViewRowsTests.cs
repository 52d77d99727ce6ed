using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Adapters;

public sealed class ViewRowsTests
{
    private static readonly Customer<string>[] _customers =
    [
        new("bob", 20) { Attributes = new Dictionary<string, string> { ["city"] = "Rome" }, Tags = [new("running", 2)], Circles = new Dictionary<string, IReadOnlyList<string>> { ["family"] = ["cat"] } },
        new("ann", 10),
        new("cat", 30),
    ];

    private static readonly Tie<string>[] _ties = [new("bob", "ann", 0.5, 2), new("ann", "cat", 1, 3), new("ann", "bob", 1, 3), new("cat", "bob", 0)];

    [Fact]
    public void Ties_come_in_the_order_of_their_customers()
    {
        CustomerGraphView<string> view = CustomerGraph.FromTies(_ties, _customers).AsView();

        Assert.Equal([new("ann", "bob", 1, 3), new("ann", "cat", 1, 3), new Tie<string>("bob", "ann", 0.5, 2)], view.Ties);
        Assert.Equal(view.Receipt.TiesUsed, view.Ties.Count());
    }

    [Fact]
    public void A_customer_has_what_is_known_but_no_circles()
    {
        Customer<string> bob = CustomerGraph.FromTies(_ties, _customers).AsView()["bob"];

        Assert.Equal((20, "Rome", 2), (bob.OwnValue, bob.Attributes["city"], bob.Tags.Single().Weight));
        Assert.Empty(bob.Circles);
    }

    [Fact]
    public void Who_is_left_out_is_in_no_row()
    {
        var ledger = new ConsentLedger<string>();
        ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        ledger.Grant("cat", Purpose.Score, Channel.Any, January, "form");
        CustomerGraphView<string> view = CustomerGraph.FromTies(_ties, _customers, consents: ledger).For(Purpose.Score, June);

        Assert.Equal([new Tie<string>("ann", "cat", 1, 3)], view.Ties);
        Assert.Contains("without a consent", Assert.Throws<KeyNotFoundException>(() => view["bob"]).Message, StringComparison.Ordinal);
        Assert.Contains("not a customer", Assert.Throws<KeyNotFoundException>(() => view["zoe"]).Message, StringComparison.Ordinal);
    }
}
