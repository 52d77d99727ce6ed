using Xunit;

namespace InfluenceGraph.Tests.Cards;

public sealed class CustomerCardTests
{
    private static readonly string[] _names = ["ann", "bob", "cem", "dia", "secret"];

    private const string NoTag = "No tag is known: give Customer.Tags, or look at view.InferTags().";

    private static readonly KeyValuePair<string, int>[] _groups = [new("ann", 0), new("bob", 0), new("cem", 0), new("dia", 1), new("secret", 0)];

    /// <summary>Everybody may be scored but "secret", who is tied to all, in ann's circle, and would be the strongest of her ties.</summary>
    private static (CustomerGraphView<string> View, ConsentLedger<string> Consents) Shop()
    {
        var consents = new ConsentLedger<string>();
        foreach (string name in _names.Where(name => name != "secret"))
        {
            consents.Grant(name, Purpose.Score, Channel.Any, Moments.January, "form");
        }

        consents.Grant("ann", Purpose.Contact, Channel.Email, Moments.January, "newsletter", Moments.June);
        consents.Grant("ann", Purpose.Contact, Channel.Phone, Moments.January, "call", Moments.March);
        consents.Refuse("ann", Purpose.Contact, Channel.Post, Moments.January, "letter");
        consents.Grant("ann", Purpose.Share, Channel.Any, Moments.June, "form");
        Tie<string>[] ties =
        [
            new("ann", "bob", 0.5, 2, LastContact: Moments.January), new("ann", "cem", 1, 3), new("bob", "ann", 1), new("ann", "ann", 1),
            new("ann", "secret", 1, 99), new("secret", "ann", 1, 99), new("secret", "bob", 1), new("cem", "dia", 0.25), new("dia", "cem", 0),
        ];
        Customer<string>[] customers =
        [
            new("ann", 40)
            {
                Attributes = new Dictionary<string, string> { ["town"] = "Lyon" },
                Tags = [new("running", 2), new("skis", 1, IsInferred: true), new("old", 1, Until: Moments.January)],
                Circles = new Dictionary<string, IReadOnlyList<string>> { ["family"] = ["bob", "secret"] },
            },
            new("bob", 30), new("cem", 20), new("dia", 0), new("secret", 1000),
        ];
        return (CustomerGraph.FromTies(ties, customers, consents: consents).For(Purpose.Score, Moments.March), consents);
    }

    private static CustomerCard<string> FullCard(CustomerGraphView<string> view, string customer)
    {
        SocialValueResult<string> value = view.SocialValue();
        var roles = new Dictionary<string, RolesResult<string>> { ["needs"] = view.Roles(_groups) };
        return view.Card(customer, o => o with
        {
            SocialValue = value,
            Spend = value.AgainstSpend(),
            Roles = roles,
            Index = view.CustomerIndex(i => i with { Roles = roles }),
            Reach = view.CascadeReachOfEach(r => r with { Worlds = 64, Seed = 3 }),
            Segments = new Dictionary<string, SegmentResult<string>> { ["runners"] = view.Segment("tag running"), ["skiers"] = view.Segment("declared tag skis") },
            Numbers = new Dictionary<string, Func<string, CardNumber>>
            {
                ["circle strength"] = _ => new(71.5, 60, 80, 3),
                ["trend"] = _ => new(null, Note: "one moment only"),
            },
            Groups = new Dictionary<string, Func<string, string?>> { ["leads"] = name => name == "ann" ? "running" : null },
        });
    }

    [Fact]
    public void A_card_holds_what_each_result_says_of_the_customer()
    {
        CustomerGraphView<string> view = Shop().View;
        CustomerCard<string> card = FullCard(view, "ann");
        SocialValueResult<string> value = view.SocialValue();

        Assert.Equal(("ann", 40, Moments.March), (card.Customer, card.OwnValue, card.AsOf));
        Assert.Equal("Lyon", card.Attributes["town"]);
        Assert.Equal(value["ann"], card.SocialValue!.SocialValue);
        Assert.Equal(value.AgainstSpend()["ann"], card.Spend);
        Assert.Equal(view.CascadeReachOfEach(r => r with { Worlds = 64, Seed = 3 })["ann"], card.Reach);
        Assert.Equal(0.95, card.ReachConfidence);
        Assert.Equal(card.Index!.Index, card.Index.Parts.Sum(part => part.Points));
        Assert.Equal(view.Roles(_groups)["ann"], card.Roles["needs"]);
        Assert.Equal(["runners"], card.Segments);
        Assert.Equal(71.5, card.Numbers["circle strength"].Value);
        Assert.Equal("running", card.Groups["leads"]);
        Assert.Equal([new CustomerTag("running", 2)], card.DeclaredTags);
        Assert.Equal([new CustomerTag("skis", 1, IsInferred: true)], card.InferredTags);
    }

    [Fact]
    public void Ties_are_counted_and_the_strongest_named()
    {
        CardTies<string> ties = Shop().View.Card("ann").Ties;
        Assert.Equal((2, 1, 1), (ties.CanReach, ties.CanBeReachedBy, ties.BothWays));
        Assert.Equal((4, 1), (ties.InfluenceWeightOut, ties.InfluenceWeightIn));
        Assert.Equal(["cem", "bob"], ties.StrongestOut.Select(tie => tie.To));
        Assert.Equal(Moments.January, ties.LastContact);
        Assert.Equal(["cem"], Shop().View.Card("ann", o => o with { NamedPeople = 1 }).Ties.StrongestOut.Select(tie => tie.To));
        Assert.Empty(Shop().View.Card("ann", o => o with { NamedPeople = 0 }).Ties.StrongestOut);

        // A permission of 0 is no tie, whichever side asks.
        Assert.Equal(0, Shop().View.Card("dia").Ties.CanReach);
        Assert.Equal(1, Shop().View.Card("cem").Ties.CanBeReachedBy);
    }

    [Fact]
    public void Consents_say_purpose_channel_standing_and_period()
    {
        CustomerCard<string> card = Shop().View.Card("ann");
        Assert.Equal(
            [
                "contact on email: granted from 2026-01-01 until 2026-06-01",
                "contact on phone: expired from 2026-01-01 until 2026-03-01",
                "contact on post: refused from 2026-01-01",
                "score on any channel: granted from 2026-01-01",
                "share on any channel: not yet in force from 2026-06-01",
            ],
            card.Consents.Select(consent => consent.ToString()));
        Assert.Equal(Moments.June, card.Consents[0].NextChange);
        Assert.Equal("newsletter", card.Consents[0].Source);
        Assert.DoesNotContain(card.Missing, sentence => sentence.StartsWith("No consent", StringComparison.Ordinal));
        Assert.True(card.IsStaleAt(Moments.June));
        Assert.False(card.IsStaleAt(Moments.March));
    }

    [Fact]
    public void Standing_on_every_purpose_and_channel_is_what_a_view_for_it_decides()
    {
        Purpose[] purposes = [Purpose.Score, Purpose.Contact, Purpose.Share];
        Channel[] channels = [Channel.Any, Channel.Email, Channel.Phone];
        var random = new Random(5);
        for (int round = 0; round < 60; round++)
        {
            var consents = new ConsentLedger<string>();
            foreach (int _ in Enumerable.Range(0, random.Next(1, 9)))
            {
                DateTimeOffset from = Moments.January.AddDays(random.Next(120));
                consents.Record(new("ann", purposes[random.Next(3)], channels[random.Next(3)], random.Next(3) > 0, from, random.Next(2) == 0 ? null : from.AddDays(random.Next(1, 60)), "form"));
            }

            var graph = CustomerGraph.FromTies([], [new Customer<string>("ann", 1)], consents: consents);
            CustomerCard<string> card = graph.IgnoringConsent("audit", Moments.March).Card("ann");
            foreach (CardConsent row in card.Consents)
            {
                CustomerGraphView<string> asked = graph.For(row.Purpose, row.Channel, Moments.March);
                Assert.Equal(asked.Contains("ann"), row.Standing == ConsentStanding.Granted);
                Assert.Equal(asked.Receipt.CustomersLeftOut.Any(item => item.Reason.StartsWith("refused", StringComparison.Ordinal)), row.Standing == ConsentStanding.Refused);
                if (row.Standing is ConsentStanding.Granted or ConsentStanding.Refused)
                {
                    Assert.True(row.From <= Moments.March && !(row.Until <= Moments.March));
                    Assert.Contains(consents.EntriesOf("ann"), entry => entry.From == row.From && entry.Until == row.Until && entry.Granted == (row.Standing == ConsentStanding.Granted));
                }
            }
        }
    }

    [Fact]
    public void Nobody_is_named_or_counted_who_may_not_be_used()
    {
        CustomerGraphView<string> view = Shop().View;
        foreach (string name in view.Customers)
        {
            CustomerCard<string> card = FullCard(view, name);
            Assert.DoesNotContain("secret", card.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("secret", string.Join(' ', card.Circles.SelectMany(circle => circle.Members)), StringComparison.Ordinal);
            Assert.DoesNotContain("secret", card.SocialValue!.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(["bob"], Assert.Single(view.Card("ann").Circles).Members);
        Assert.Contains("may not be used", Assert.Throws<KeyNotFoundException>(() => view.Card("secret")).Message, StringComparison.Ordinal);
        Assert.Contains("not a customer", Assert.Throws<KeyNotFoundException>(() => view.Card("nobody")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_be_used_leaves_no_trace_on_any_card()
    {
        CustomerGraphView<string> view = Shop().View;
        var consents = new ConsentLedger<string>();
        Tie<string>[] ties = [.. view.Customers.SelectMany(view.TiesFrom)];
        foreach (string name in view.Customers)
        {
            foreach (CardConsent consent in view.Card(name).Consents)
            {
                consents.Record(new(name, consent.Purpose, consent.Channel, consent.Standing != ConsentStanding.Refused, consent.From!.Value, consent.Until, consent.Source!));
            }
        }

        Customer<string>[] customers = [.. view.Customers.Select(name => view.Card(name)).Select(card => new Customer<string>(card.Customer, card.OwnValue)
        {
            Attributes = card.Attributes,
            Tags = [.. card.DeclaredTags, .. card.InferredTags],
            Circles = card.Circles.ToDictionary(circle => circle.Name, circle => circle.Members),
        })];
        CustomerGraphView<string> without = CustomerGraph.FromTies(ties, customers, consents: consents).For(Purpose.Score, Moments.March);
        foreach (string name in view.Customers)
        {
            Assert.Equal(FullCard(without, name).ToString(), FullCard(view, name).ToString());
        }
    }

    [Fact]
    public void Results_of_another_view_are_refused()
    {
        CustomerGraphView<string> view = Shop().View;
        CustomerGraphView<string> wider = Shop().View;
        string message = Assert.Throws<ArgumentException>(() => view.Card("ann", o => o with
        {
            SocialValue = wider.SocialValue(),
            Index = wider.CustomerIndex(),
            Reach = wider.CascadeReachOfEach(r => r with { Worlds = 64 }),
            Roles = new Dictionary<string, RolesResult<string>> { ["needs"] = wider.Roles(_groups) },
            Segments = new Dictionary<string, SegmentResult<string>> { ["runners"] = wider.Segment("tag running") },
            Numbers = null!,
            Groups = new Dictionary<string, Func<string, string?>> { ["g"] = null! },
            NamedPeople = -1,
        })).Message;
        Assert.All(
            ["SocialValue was computed for another view, of another graph", "Index was", "Reach was", "Roles 'needs' was", "Segments 'runners' was", "Numbers is null", "Groups is null or has an entry that is", "NamedPeople is -1"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_missing_is_said_in_sentences()
    {
        CustomerGraphView<string> view = Shop().View;
        Assert.Equal(
            [
                "No consent to contact is in force.", "No last contact is known: give Tie.LastContact.", NoTag, "The customer named no circle.",
                "Not handed in: SocialValue (view.SocialValue()), Spend (value.AgainstSpend()), Index (view.CustomerIndex()), CircleStrength (view.CircleStrength()), EarlierCircleStrength (that of an earlier view), Brokerage (view.Brokerage()), "
                + "Communities (view.Communities()), SharedInterests (view.SharedInterests()), OpinionLeaders (view.OpinionLeaders(topics)), Reach (view.CascadeReachOfEach()), Roles (view.Roles(communities) by name).",
            ],
            view.Card("dia").Missing);
        Assert.Equal(
            [
                "No consent to contact is in force.", "No last contact is known: give Tie.LastContact.", NoTag, "The customer named no circle.",
                "Not enough evidence for a firm index: it rests on 1 ties, fewer than 3.", "Not enough evidence for a role in 'needs': the community has 1 members, fewer than 3.",
                "Not enough evidence for trend: one moment only.", "In no group of 'leads'.",
                "Not handed in: CircleStrength (view.CircleStrength()), EarlierCircleStrength (that of an earlier view), Brokerage (view.Brokerage()), Communities (view.Communities()), SharedInterests (view.SharedInterests()), OpinionLeaders (view.OpinionLeaders(topics)).",
            ],
            FullCard(view, "dia").Missing);

        CustomerCard<string> alone = CustomerGraph.FromTies([], [new Customer<string>("solo", 1)]).Card("solo");
        Assert.Contains("No tie that may be used is known.", alone.Missing);
        Assert.Contains("No consent to contact is in force.", alone.Missing);

        var consents = new ConsentLedger<string>();
        consents.Refuse("solo", Purpose.Contact, Channel.Any, Moments.January, "call");
        CustomerGraph<string> graph = CustomerGraph.FromTies([], [new Customer<string>("solo", 1) { Tags = [new("t", Until: Moments.June)] }], consents: consents);
        Assert.Contains("No consent to contact: refused.", graph.IgnoringConsent("audit", Moments.March).Card("solo").Missing);
        string[] undated = ["Which consents are in force cannot be told: the view has no moment. Ask graph.For(purpose, moment).", "Tags hold for periods, and the view has no moment: ask graph.For(purpose, moment)."];
        Assert.All(undated, sentence => Assert.Contains(sentence, graph.IgnoringConsent("audit").Card("solo").Missing));
        Assert.Throws<InvalidOperationException>(() => graph.Card("solo"));
    }

    [Fact]
    public void Where_no_refusal_is_consent_by_policy_only_a_refusal_on_all_channels_is_told()
    {
        var consents = new ConsentLedger<string>();
        CustomerGraph<string> graph = CustomerGraph.FromTies([], [new Customer<string>("solo", 1)], o => o with { ConsentPolicy = ConsentPolicy.AllowUnlessRefused }, consents);
        bool IsTold() => graph.For(Purpose.Score, Moments.March).Card("solo").Missing.Contains("No consent to contact: refused.");
        Assert.False(IsTold());
        consents.Refuse("solo", Purpose.Contact, Channel.Email, Moments.January, "call");
        Assert.False(IsTold());
        consents.Refuse("solo", Purpose.Contact, Channel.Any, Moments.January, "call");
        Assert.True(IsTold());
        consents.Grant("solo", Purpose.Contact, Channel.Phone, Moments.March, "call");
        Assert.False(IsTold());
    }

    [Fact]
    public void A_revocation_shows()
    {
        (CustomerGraphView<string> view, ConsentLedger<string> consents) = Shop();
        CustomerCard<string> card = view.Card("ann");
        Assert.False(card.IsStale);
        consents.Refuse("bob", Purpose.Score, Channel.Any, Moments.March, "call");
        Assert.True(card.IsStale);
        Assert.Contains("Out of date: 1 refusal of score recorded since. Make a new view and ask it again.", view.Card("ann").Missing);
    }

    [Fact]
    public void The_receipt_covers_tags_circles_and_attributes()
    {
        Receipt receipt = Shop().View.Card("ann").Receipt;
        Assert.NotEqual(Shop().View.Receipt.DataHash, receipt.DataHash);
        Assert.Equal(Shop().View.Card("bob").Receipt.DataHash, receipt.DataHash);
    }

    [Fact]
    public void A_card_reads_well()
    {
        string text = FullCard(Shop().View, "ann").ToString().ReplaceLineEndings("\n");
        Assert.StartsWith("ann, as of 2026-03-01\n  own value     40\n  social value  ", text, StringComparison.Ordinal);
        Assert.All(
            [
                "\n  ties          can reach 2 (most cem, bob); can be reached by 1 (most bob); 1 both ways; last contact 2026-01-01\n",
                "\n  circle strength 71.5 (60 to 80), 3 observations\n", "\n  group         leads: running\n", "\n  segments      runners\n",
                "\n  declared      running 2\n", "\n  inferred      skis\n", "\n  named circle  family: bob\n", "\n  consent       contact on email: granted from 2026-01-01 until 2026-06-01\n",
                "\n  attributes    town Lyon\n", "\n  missing       ", "\n  role          needs: ", "\n  index         ", "\n  reach         ", "\n  quadrant      Champion: spends 40",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("trend:  ", text, StringComparison.Ordinal);
    }
}
