using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Updates;

/// <summary>A live social value obeys the consents of the view it was made from, and says when they moved on.</summary>
public sealed class LiveConsentTests
{
    private readonly ConsentLedger<string> _ledger = new();

    public LiveConsentTests()
    {
        foreach (string customer in new[] { "ann", "bob", "cat" })
        {
            _ledger.Grant(customer, Purpose.Score, Channel.Any, January, "form");
        }

        _ledger.Refuse("dan", Purpose.Score, Channel.Any, January, "call");
    }

    private CustomerGraph<string> Graph => CustomerGraph.FromTies(
        [new Tie<string>("ann", "bob", 1), new("bob", "cat", 1), new("dan", "cat", 1), new("cat", "dan", 1), new("cat", "ann", 1)],
        [new("ann", 1), new("bob", 2), new("cat", 3), new("dan", 4)],
        consents: _ledger);

    [Fact]
    public void A_graph_that_keeps_consents_wants_a_purpose() =>
        Assert.Throws<InvalidOperationException>(() => Graph.KeepSocialValue());

    [Fact]
    public void Who_is_left_out_is_no_customer_here_and_influences_nothing()
    {
        CustomerGraphView<string> view = Graph.For(Purpose.Score, March);
        LiveSocialValue<string> live = view.KeepSocialValue(o => o with { Tolerance = 1e-12 });

        Assert.All(view.SocialValue(), pair => Assert.Equal(pair.Value, live.Current[pair.Key], 1e-9));
        Assert.Equal((3, 3L), (live.Current.Count, live.Current.TieCount));
        Assert.False(live.Current.Contains("dan"));
        Assert.Contains("tie of 'dan', who is not a customer here", Assert.Throws<GraphChangeException>(() => live.Apply([GraphChange.SetTie("dan", "ann", 1)])).Message, StringComparison.Ordinal);
        Assert.Equal(view.Receipt.DataHash, live.ToGraph().For(Purpose.Score, March).Receipt.DataHash);
    }

    [Fact]
    public void Who_joins_needs_a_consent()
    {
        LiveSocialValue<string> live = Graph.For(Purpose.Score, March).KeepSocialValue();

        string message = Assert.Throws<GraphChangeException>(() => live.Apply([GraphChange.AddCustomer("eve", 1.0)])).Message;
        Assert.Contains("'eve' may not be used here: one of those without a consent to score", message, StringComparison.OrdinalIgnoreCase);
        message = Assert.Throws<GraphChangeException>(() => live.Apply([GraphChange.AddCustomer("dan", 1.0)])).Message;
        Assert.Contains("'dan' may not be used here: one of those refused score", message, StringComparison.OrdinalIgnoreCase);

        _ledger.Grant("eve", Purpose.Score, Channel.Any, March, "form", until: June);
        SocialValueSnapshot<string> snapshot = live.Apply([GraphChange.AddCustomer("eve", 1.0)]);
        Assert.True(snapshot.Contains("eve"));
        Assert.False(live.IsStale);
        Assert.False(live.IsStaleAt(June.AddDays(-1)));
        Assert.True(live.IsStaleAt(June));
    }

    [Fact]
    public void It_is_stale_until_who_refused_is_removed_and_who_granted_is_added()
    {
        LiveSocialValue<string> live = Graph.For(Purpose.Score, March).KeepSocialValue();
        Assert.False(live.IsStale);

        _ledger.Record(new("ann", Purpose.Contact, Channel.Any, Granted: false, January, Until: null, "call"));
        Assert.False(live.IsStale);

        _ledger.Refuse("ann", Purpose.Score, Channel.Any, March, "call");
        SocialValueSnapshot<string> before = live.Current;
        Assert.True(live.IsStale);
        live.Apply([GraphChange.RemoveCustomer("ann")]);
        Assert.False(live.IsStale);
        Assert.True(before.IsStale);
        Assert.True(live.Graphless("ann"));

        _ledger.Grant("dan", Purpose.Score, Channel.Any, March, "form");
        Assert.True(live.IsStale);
        live.Apply([GraphChange.AddCustomer("dan", 4.0), GraphChange.SetTie("dan", "cat", 1), GraphChange.SetTie("cat", "dan", 1)]);
        Assert.False(live.IsStale);

        CustomerGraphView<string> anew = Graph.For(Purpose.Score, March);
        Assert.Equal(anew.Receipt.DataHash, live.ToGraph().For(Purpose.Score, March).Receipt.DataHash);
    }

    [Fact]
    public void The_graph_given_out_goes_on_asking_for_consent()
    {
        CustomerGraph<string> now = Graph.For(Purpose.Score, March).KeepSocialValue().ToGraph();

        Assert.Throws<InvalidOperationException>(() => now.SocialValue());
        Assert.Same(_ledger, now.Consents);
    }

    [Fact]
    public void Consent_that_is_ignored_for_a_reason_is_ignored_for_who_joins_too()
    {
        LiveSocialValue<string> live = Graph.IgnoringConsent("audit", March).KeepSocialValue();
        _ledger.Refuse("ann", Purpose.Score, Channel.Any, March, "call");

        Assert.Equal(5, live.Apply([GraphChange.AddCustomer("eve", 1.0)]).Count);
        Assert.False(live.IsStale);
    }

    [Fact]
    public void A_first_consent_makes_what_never_asked_stale()
    {
        var graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1)]);
        LiveSocialValue<string> live = graph.KeepSocialValue();
        graph.Consents.Grant("ann", Purpose.Score, Channel.Any, January, "form");

        Assert.True(live.IsStale);
    }
}

/// <summary>Shorthand for the tests above.</summary>
file static class LiveExtensions
{
    /// <summary>Whether the graph given out knows nothing of a customer.</summary>
    internal static bool Graphless(this LiveSocialValue<string> live, string customer) => !live.ToGraph().Contains(customer);
}
