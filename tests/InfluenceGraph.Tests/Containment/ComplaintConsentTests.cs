using Xunit;

namespace InfluenceGraph.Tests.Containment;

/// <summary>Who is left out leaves no trace; who may not be contacted is never answered, though the word travels through them.</summary>
public sealed class ComplaintConsentTests
{
    private static readonly CascadeModel _half = new() { Propensity = Propensity.Constant(0.5) };

    [Fact]
    public void Who_is_left_out_leaves_no_trace()
    {
        Tie<int>[] ties = ComplaintBits.Ties(60, 400);
        var consents = new ConsentLedger<int>();
        bool[] refuses = new bool[60];
        for (int key = 0; key < 60; key++)
        {
            refuses[key] = key % 7 == 3;
            if (!refuses[key])
            {
                consents.Grant(key, Purpose.Score, Channel.Any, Moments.January, source: "test");
            }
        }

        IEnumerable<Customer<int>> customers = Enumerable.Range(0, 60).Select(key => new Customer<int>(key, 1 + (key % 4)));
        CustomerGraphView<int> leftOut = CustomerGraph.FromTies(ties, customers, consents: consents).For(Purpose.Score, Moments.June);
        CustomerGraphView<int> without = CustomerGraph.FromTies(ties.Where(tie => !refuses[tie.From] && !refuses[tie.To]), customers.Where(customer => !refuses[customer.Key])).AsView();

        Assert.Equal(ComplaintBits.Of(without), ComplaintBits.Of(leftOut));
        Assert.Contains("may not be used here", Assert.Throws<KeyNotFoundException>(() => leftOut.Domino([3])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_who_may_be_contacted_is_answered_and_only_who_may_be_asked_is_asked()
    {
        var consents = new ConsentLedger<string>();
        foreach (string customer in new[] { "x", "a", "b", "c", "f", "g" })
        {
            consents.Grant(customer, Purpose.Score, Channel.Any, Moments.January, source: "test");
        }

        consents.Grant("b", Purpose.Contact, Channel.Email, Moments.January, source: "test");
        consents.Grant("c", Purpose.Contact, Channel.Phone, Moments.January, source: "test");
        consents.Grant("g", Purpose.Seed, Channel.Any, Moments.January, source: "test");
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>(
            [new("x", "a", 1), new("a", "b", 1), new("b", "c", 1), new("a", "c", 0.9), new("f", "a", 1), new("g", "c", 1)],
            consents: consents);
        CustomerGraphView<string> view = graph.For(Purpose.Score, Moments.June);
        ContainmentPlan<string> plan = view.Containment(["x"], o => o with
        {
            Model = new() { Propensity = Propensity.Constant(1) },
            MayContact = graph.For(Purpose.Contact, Channel.Email, Moments.June),
            AdvocateCount = 3,
            MayAdvocate = graph.For(Purpose.Seed, Moments.June),
        });

        Assert.Equal([("b", ContainmentAction.AnswerCustomer), ("g", ContainmentAction.AskAdvocate)], plan.Steps.Select(step => (step.Customer, step.Action)));
        Assert.Contains(plan.Receipt.Notes, note => note.Reason == "customers who may not be contacted and are never answered" && note.Count == 5);
        Assert.Contains(plan.Receipt.Notes, note => note.Reason == "customers who may not be asked as advocates" && note.Count == 5);
    }

    [Fact]
    public void A_named_advocate_who_may_not_be_asked_is_counted_on_the_receipt()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("x", "a", 1), new("f", "a", 1), new("g", "a", 1)]);
        ContainmentPlan<string> plan = graph.Containment(["x"], o => o with { Model = _half, Count = 0, AdvocateCount = 2, Advocates = ["f", "x", "g"], Exclude = ["g"] });

        Assert.Equal(["f"], plan.Steps.Select(step => step.Customer));
        Assert.Contains(plan.Receipt.Notes, note => note.Reason == "advocates named who complain, are excluded or may not be asked" && note.Count == 2);
    }

    [Fact]
    public void A_graph_with_consents_wants_a_view()
    {
        var consents = new ConsentLedger<string>();
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("x", "a", 1)], consents: consents);

        Assert.Throws<InvalidOperationException>(() => graph.Domino(["x"]));
        Assert.Throws<InvalidOperationException>(() => graph.Containment(["x"]));
        Assert.Throws<InvalidOperationException>(() => graph.LikeliestPaths("x", "a"));
    }
}
