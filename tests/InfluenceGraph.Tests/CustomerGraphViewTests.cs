using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests;

public sealed class CustomerGraphViewTests
{
    private readonly ConsentLedger<string> _ledger = new();

    [Fact]
    public void Those_left_out_are_counted_by_reason_and_their_ties_with_them()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        _ledger.Grant("bob", Purpose.Score, Channel.Any, January, "form");
        _ledger.Refuse("cat", Purpose.Score, Channel.Any, January, "call");
        _ledger.Grant("dan", Purpose.Score, Channel.Any, January, "form", until: March);
        _ledger.Grant("eve", Purpose.Score, Channel.Any, June.AddDays(1), "form");
        _ledger.Grant("zoe", Purpose.Score, Channel.Any, January, "form");
        CustomerGraph<string> graph = Graph("ann", "bob", "cat", "dan", "eve", "fay");

        Receipt receipt = graph.For(Purpose.Score, June).Receipt;

        Assert.Equal(
            [
                new("without a consent to score", 1),
                new("whose consent to score is not yet in force", 1),
                new("whose consent to score has expired", 1),
                new("refused score", 1),
            ],
            receipt.CustomersLeftOut);
        Assert.Equal(2, receipt.CustomersUsed);
        Assert.Equal(1, receipt.TiesUsed);
        Assert.Equal([new("of a customer who is left out", 4)], receipt.TiesLeftOut);
        Assert.Equal([new("customers whom nobody can reach", 1), new("consents of customers whom the graph does not have", 1)], receipt.Notes);
        Assert.Equal(June.AddDays(1), receipt.ValidUntil);
    }

    [Fact]
    public void A_person_left_out_is_in_no_answer()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        _ledger.Grant("bob", Purpose.Score, Channel.Any, January, "form");
        _ledger.Refuse("cat", Purpose.Score, Channel.Any, January, "call");
        CustomerGraphView<string> view = Graph("ann", "bob", "cat").For(Purpose.Score, June);
        SocialValueResult<string> value = view.SocialValue();

        Assert.DoesNotContain("cat", view.Customers);
        Assert.Empty(view.TiesFrom("bob"));
        Assert.DoesNotContain(value, pair => pair.Key == "cat");
        Assert.DoesNotContain(value.Breakdown(), row => row.Customer == "cat");
        Assert.DoesNotContain("cat", value.Top(10).Customers);
        Assert.DoesNotContain(value.Explain("bob").Ties, tie => tie.Customer == "cat");
        Assert.False(value.TryGetValue("cat", out _));
        Assert.Contains("refused score", Assert.Throws<KeyNotFoundException>(() => value["cat"]).Message, StringComparison.Ordinal);
        Assert.Contains("not a customer", Assert.Throws<KeyNotFoundException>(() => value["nobody"]).Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => view.WithPermission("ann", "cat", 1));
    }

    [Fact]
    public void A_decision_after_the_build_takes_effect_in_new_views_and_makes_old_results_stale()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        _ledger.Grant("bob", Purpose.Score, Channel.Any, January, "form");
        CustomerGraph<string> graph = Graph("ann", "bob");
        SocialValueResult<string> before = graph.For(Purpose.Score, June).SocialValue();
        Assert.False(before.IsStale);

        graph.Consents.Refuse("bob", Purpose.Contact, Channel.Any, March, "call");
        Assert.False(before.IsStale);

        graph.Consents.Refuse("bob", Purpose.Score, Channel.Email, March, "call");
        Assert.False(before.IsStale);

        graph.Consents.Refuse("bob", Purpose.Score, Channel.Any, March, "call");
        Assert.True(before.IsStale);
        Assert.Equal(["ann"], graph.For(Purpose.Score, June).Customers);

        graph.Consents.Grant("bob", Purpose.Score, Channel.Any, March.AddDays(1), "form");
        Assert.Equal(["ann", "bob"], graph.For(Purpose.Score, June).Customers);
    }

    [Fact]
    public void A_warm_start_leaves_no_trace_of_people_who_are_left_out_since()
    {
        foreach (string customer in new[] { "ann", "bob", "cat" })
        {
            _ledger.Grant(customer, Purpose.Score, Channel.Any, January, "form");
        }

        CustomerGraph<string> graph = Graph("ann", "bob", "cat");
        SocialValueResult<string> before = graph.For(Purpose.Score, June).SocialValue();
        Assert.EndsWith(", WarmStart", graph.For(Purpose.Score, June).SocialValue(o => o with { WarmStart = before }).Receipt.Options, StringComparison.Ordinal);

        graph.Consents.Refuse("cat", Purpose.Score, Channel.Any, March, "call");
        SocialValueResult<string> cold = graph.For(Purpose.Score, June).SocialValue(o => o with { Tolerance = 0.1 });
        SocialValueResult<string> warm = graph.For(Purpose.Score, June).SocialValue(o => o with { Tolerance = 0.1, WarmStart = before });

        Assert.Equal(cold, warm);
        Assert.EndsWith("not used, as it knew customers who are not here", warm.Receipt.Options, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_is_stale_at_a_moment_when_something_recorded_has_ended_by_then()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form", until: June);
        SocialValueResult<string> value = Graph("ann", "bob").For(Purpose.Score, March).SocialValue();

        Assert.False(value.IsStaleAt(June.AddTicks(-1)));
        Assert.True(value.IsStaleAt(June));
    }

    [Fact]
    public void Once_a_consent_is_recorded_the_graph_answers_only_for_a_purpose_or_with_a_reason()
    {
        CustomerGraph<string> graph = Chain("ann", "bob");
        SocialValueResult<string> before = graph.SocialValue();
        Assert.False(before.IsStale);

        graph.Consents.Grant("ann", Purpose.Score, Channel.Any, January, "form");

        Assert.True(before.IsStale);
        Assert.Contains("graph.For", Assert.Throws<InvalidOperationException>(() => graph.SocialValue()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => graph.At(June));
        Assert.Throws<InvalidOperationException>(() => graph.AsView());
        Assert.Throws<ArgumentException>(() => graph.IgnoringConsent(" "));
        Assert.Throws<ArgumentException>(() => graph.For(default, June));
        Assert.Contains("ignored: audit 7", graph.IgnoringConsent("audit 7").SocialValue().Receipt.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_that_came_back_empty_is_asked_all_the_same()
    {
        CustomerGraph<string> graph = Graph("ann", "bob");

        Assert.Throws<InvalidOperationException>(() => graph.SocialValue());
        Assert.Equal(0, graph.For(Purpose.Score, June).CustomerCount);
    }

    [Fact]
    public void Consents_for_another_channel_are_told_apart_from_none()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Email, January, "form");
        Receipt receipt = Graph("ann", "bob").For(Purpose.Score, June).Receipt;

        Assert.Equal([new("without a consent to score", 2)], receipt.CustomersLeftOut);
        Assert.Contains(new("consents for another channel, which do not answer here", 1), receipt.Notes);
    }

    [Fact]
    public void When_everybody_is_left_out_the_answer_is_empty()
    {
        _ledger.Refuse("ann", Purpose.Score, Channel.Any, January, "call");
        SocialValueResult<string> value = Graph("ann", "bob").For(Purpose.Score, June).SocialValue();

        Assert.Empty(value);
        Assert.Empty(value.Top(5));
        Assert.Equal(0, value.TotalValue);
        Assert.Equal(2, value.Receipt.CustomersLeftOut.Sum(item => item.Count));
    }

    [Fact]
    public void A_view_shares_the_storage_of_its_graph()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        CustomerGraph<string> graph = Graph("ann", "bob");

        Graphs(graph.For(Purpose.Score, June), graph.IgnoringConsent("test"), (a, b) => Assert.Same(a, b));

        static void Graphs(CustomerGraphView<string> first, CustomerGraphView<string> second, Action<object, object> check)
        {
            check(first.Nodes.Forward, second.Nodes.Forward);
            check(first.Nodes.Backward.Value, second.Nodes.Backward.Value);
        }
    }

    [Fact]
    public void A_dated_tie_counts_only_while_it_is_in_force()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(
            [new Tie<string>("ann", "bob", 0.5, 2, January, March), new Tie<string>("ann", "bob", 1, 1, March, June), new Tie<string>("bob", "ann", 1)]);

        Assert.Equal(new Tie<string>("ann", "bob", 0.5, 2), Assert.Single(graph.At(January).TiesFrom("ann")));
        Assert.Equal(new Tie<string>("ann", "bob", 1, 1), Assert.Single(graph.At(March).TiesFrom("ann")));
        Assert.Empty(graph.At(June).TiesFrom("ann"));
        Assert.Equal([new("of a pair that has another row", 1), new("not in force at the moment", 1)], graph.At(June).Receipt.TiesLeftOut);
        Assert.Equal(March, graph.At(January).Receipt.ValidUntil);
        Assert.Null(graph.At(June).Receipt.ValidUntil);
    }

    [Fact]
    public void Dates_of_people_who_are_left_out_say_nothing_about_how_long_an_answer_holds()
    {
        _ledger.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        _ledger.Grant("bob", Purpose.Score, Channel.Any, January, "form");
        CustomerGraph<string> graph = CustomerGraph.FromTies(
            [new Tie<string>("ann", "bob", 1, 1, January, June), new Tie<string>("cat", "ann", 1, 1, January, March), new Tie<string>("ann", "cat", 1, 1, January, March)],
            consents: _ledger);

        Assert.Equal(June, graph.For(Purpose.Score, January).Receipt.ValidUntil);
    }

    [Fact]
    public void A_graph_with_dated_ties_wants_a_moment()
    {
        Tie<string>[] ties = [new("ann", "bob", 1, 1, January, March)];

        Assert.Contains("moment", Assert.Throws<InvalidOperationException>(() => CustomerGraph.FromTies(ties).SocialValue()).Message, StringComparison.Ordinal);
        Assert.Single(CustomerGraph.FromTies(ties, o => o with { AsOf = January }).AsView().TiesFrom("ann"));
    }

    [Fact]
    public void What_if_questions_leave_the_graph_as_it_is()
    {
        CustomerGraphView<string> view = Chain("ann", "bob", "cat").AsView();

        Assert.Empty(view.WithoutTie("ann", "bob").TiesFrom("ann"));
        Assert.Empty(view.WithPermission("ann", "bob", 0).TiesFrom("ann"));
        Assert.Equal(new Tie<string>("ann", "bob", 0.25), Assert.Single(view.WithPermission("ann", "bob", 0.25).TiesFrom("ann")));
        Assert.Equal(2, view.WithPermission("ann", "cat", 0.5, 4).TiesFrom("ann").Count);
        Assert.Equal(new Tie<string>("ann", "cat", 0.5, 4), view.WithPermission("ann", "cat", 0.5, 4).TiesTo("cat")[0]);
        Assert.Same(view, view.WithPermission("ann", "cat", 0));
        Assert.Equal(new Tie<string>("ann", "bob", 1), Assert.Single(view.TiesFrom("ann")));
    }

    [Fact]
    public void What_if_questions_about_nothing_are_refused()
    {
        CustomerGraphView<string> view = Chain("ann", "bob", "cat").AsView();

        Assert.Contains("'ann' -> 'cat'", Assert.Throws<KeyNotFoundException>(() => view.WithoutTie("ann", "cat")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => view.WithPermission("ann", "bob", 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => view.WithPermission("ann", "bob", 1, double.NaN));
        Assert.Throws<KeyNotFoundException>(() => view.WithPermission("ann", "nobody", 1));
    }

    [Fact]
    public void A_what_if_is_about_the_view_of_the_result()
    {
        CustomerGraph<string> graph = Chain("ann", "bob", "cat");
        SocialValueResult<string> value = graph.SocialValue();

        Assert.Contains("no view of this graph", Assert.Throws<ArgumentException>(() => value.WhatIf(_ => null!)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => value.WhatIf(_ => Chain("ann", "bob", "cat").AsView()));
        Assert.Throws<ArgumentException>(() => value.WhatIf(_ => graph.IgnoringConsent("another question")));
    }

    [Fact]
    public void A_result_does_not_change_with_the_prior_it_was_given()
    {
        var prior = new Dictionary<string, double> { ["ann"] = 1 };
        SocialValueResult<string> value = Chain("ann", "bob").SocialValue(o => o with { Prior = prior });
        prior["bob"] = 1000;

        Assert.Equal(1, value.WhatIf(view => view.WithoutTie("ann", "bob")).After.TotalValue);
    }

    [Fact]
    public void Dates_of_a_tie_that_a_what_if_took_away_say_nothing_more()
    {
        CustomerGraphView<string> view = CustomerGraph.FromTies([new Tie<string>("ann", "bob", 1, 1, January, June)]).At(March);

        Assert.Equal(June, view.Receipt.ValidUntil);
        Assert.Null(view.WithoutTie("ann", "bob").Receipt.ValidUntil);
        Assert.Null(view.WithPermission("ann", "bob", 0.5).Receipt.ValidUntil);
    }

    [Fact]
    public void A_wrong_strength_is_named_as_the_strength() =>
        Assert.Equal("strength", Assert.Throws<ArgumentOutOfRangeException>(() => Chain("ann", "bob").AsView().WithPermission("ann", "bob", 0.5, -1)).ParamName);

    [Fact]
    public void A_what_if_stands_in_the_receipt()
    {
        CustomerGraphView<string> view = Chain("ann", "bob", "cat").AsView().WithoutTie("ann", "bob").WithPermission("cat", "ann", 0.5);
        Receipt receipt = view.Receipt;

        Assert.Equal(receipt.TieRows, receipt.TiesUsed + receipt.TiesLeftOut.Sum(item => item.Count));
        Assert.Equal(["what-if: ann -> bob without tie", "what-if: cat -> ann with permission 0.5, strength 1"], receipt.Notes.Select(note => note.Reason).TakeLast(2));
    }

    /// <summary>A chain in which each customer can reach the next.</summary>
    private CustomerGraph<string> Graph(params string[] customers) => CustomerGraph.FromTies(
        customers.Zip(customers.Skip(1), (from, to) => new Tie<string>(from, to, 1)),
        customers.Select(customer => new Customer<string>(customer, 10)),
        consents: _ledger);

    /// <summary>The same chain without a ledger.</summary>
    private static CustomerGraph<string> Chain(params string[] customers) => CustomerGraph.FromTies(
        customers.Zip(customers.Skip(1), (from, to) => new Tie<string>(from, to, 1)),
        customers.Select(customer => new Customer<string>(customer, 10)));
}
