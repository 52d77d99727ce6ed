using Xunit;

namespace InfluenceGraph.Tests.Cards;

/// <summary>What becomes of results that are handed in for a card.</summary>
public sealed class CardResultsTests
{
    private static readonly string[] _names = ["ann", "bob", "cem", "dia", "eva", "fay", "gus"];

    private static readonly Topic[] _topics = [Topic.Of("running"), Topic.Of("chess")];

    /// <summary>ann knows three who mostly know each other, eva hangs on dia, fay on eva, and gus knows nobody.</summary>
    private static CustomerGraph<string> Club(ConsentLedger<string>? consents = null)
    {
        (string, string, double)[] pairs = [("ann", "bob", 1), ("ann", "cem", 0.5), ("ann", "dia", 0.8), ("bob", "cem", 1), ("cem", "dia", 0.4), ("dia", "eva", 1), ("eva", "fay", 1)];
        Tie<string>[] ties = [.. pairs.SelectMany(pair => new Tie<string>[] { new(pair.Item1, pair.Item2, pair.Item3, 2), new(pair.Item2, pair.Item1, 0.5, LastContact: Moments.January) })];
        Customer<string>[] customers = [.. _names.Select((name, i) => new Customer<string>(name, 10 * (i + 1))
        {
            Tags = i < 4 ? [new("running", i + 1), new("chess")] : i < 6 ? [new("chess")] : [],
            Circles = name == "ann" ? new Dictionary<string, IReadOnlyList<string>> { ["family"] = ["bob", "cem", "dia"], ["work"] = ["eva"] } : new Dictionary<string, IReadOnlyList<string>>(),
        })];
        return CustomerGraph.FromTies(ties, customers, consents: consents);
    }

    private static CardOptions<string> Everything(CustomerGraphView<string> view)
    {
        CommunityResult<string> communities = view.Communities();
        return new()
        {
            CircleStrength = view.CircleStrength(),
            Brokerage = view.Brokerage(),
            Communities = communities,
            Roles = new Dictionary<string, RolesResult<string>> { ["found"] = view.Roles(communities) },
            SharedInterests = view.SharedInterests(o => o with { MinGroupSize = 2, MinTagCount = 1 }),
            OpinionLeaders = view.OpinionLeaders(_topics, o => o with { Replicates = 64 }),
            Index = view.CustomerIndex(),
            Reach = view.CascadeReachOfEach(o => o with { Worlds = 64 }),
        };
    }

    [Fact]
    public void Each_result_stands_on_the_card_as_it_was_computed()
    {
        CustomerGraphView<string> view = Club().At(Moments.March);
        CardOptions<string> known = Everything(view);
        CustomerCard<string> card = view.Card("ann", _ => known);

        Assert.Equal(known.CircleStrength!["ann"], card.CircleStrength);
        Assert.NotNull(card.CircleStrength!.Score);
        Assert.Equal([known.CircleStrength.OfCircle("ann", "family"), known.CircleStrength.OfCircle("ann", "work")], card.NamedCircles);
        Assert.Equal(known.CircleStrength.WhatWouldStrengthen("ann", 3), card.WouldStrengthen);
        Assert.NotEmpty(card.WouldStrengthen);
        Assert.Equal(known.Brokerage!["ann"], card.Brokerage);
        Assert.Same(known.Communities!.CommunityOf(known.Communities["ann"]), card.Community);
        Assert.Same(known.SharedInterests!.GroupOf("ann"), card.SharedInterests);
        Assert.Equal(known.Roles["found"]["ann"], card.Roles["found"]);
        foreach (CardLead<string> lead in view.Card("dia", _ => known).Leads)
        {
            Assert.Same(Assert.Single(known.OpinionLeaders![lead.Topic.Name].Leaders, leader => leader.Customer == "dia"), lead.Leader);
        }

        Assert.Contains(_names, name => view.Card(name, _ => known).Leads.Count > 0);
        Assert.Empty(view.Card("gus", _ => known).Leads);
    }

    [Fact]
    public void A_place_counts_who_has_more_among_those_who_have_the_number()
    {
        CustomerGraphView<string> view = Club().At(Moments.March);
        CardOptions<string> known = Everything(view);
        foreach (string name in _names)
        {
            CustomerCard<string> card = view.Card(name, _ => known);
            Assert.Equal(Place(known.CircleStrength!.Select(circle => circle.Score), known.CircleStrength![name].Score), card.CirclePlace);
            Assert.Equal(Place(known.Brokerage!.Select(place => place.EffectiveSize), known.Brokerage![name].EffectiveSize), card.BridgingPlace);
            Assert.Equal(Place(known.Index!.Select(pair => (double?)pair.Value), (double)known.Index![name].Index), card.IndexPlace);
            Assert.Equal(Place(known.Reach!.Select(pair => (double?)pair.Value.Value), known.Reach![name].Value), card.ReachPlace);
        }

        Assert.Null(view.Card("gus", _ => known).CirclePlace);
        Assert.Equal("place 2 of 3", new CardPlace(2, 3).ToString());

        static CardPlace? Place(IEnumerable<double?> all, double? own) => own is null ? null : new(1 + all.Count(other => other > own), all.Count(other => other is not null));
    }

    [Fact]
    public void What_rests_on_too_little_is_missing_and_not_zero()
    {
        CustomerGraphView<string> view = Club().At(Moments.March);
        CardOptions<string> known = Everything(view);
        string[] ofGus = [.. view.Card("gus", _ => known).Missing];
        Assert.Contains("Not enough evidence for the circle's strength: 0 members who may be used, fewer than 3.", ofGus);
        Assert.Contains("Brokerage is not defined without contacts.", ofGus);
        Assert.Contains("In no group of shared interests: no tag is known.", ofGus);
        Assert.Contains("Not enough evidence for the circle 'work': 1 member who may be used, fewer than 3.", view.Card("ann", _ => known).Missing);
        Assert.DoesNotContain(view.Card("gus", _ => known).ToString().Split(Environment.NewLine), line => line.StartsWith("  circle ", StringComparison.Ordinal) || line.StartsWith("  bridges", StringComparison.Ordinal));
    }

    [Fact]
    public void A_result_of_a_view_that_asks_the_same_is_taken()
    {
        CustomerGraph<string> graph = Club();
        CustomerGraphView<string> view = graph.At(Moments.March);
        CircleStrengthResult<string> ofAnother = graph.At(Moments.March).CircleStrength();
        Assert.Equal(view.Card("ann", o => o with { CircleStrength = view.CircleStrength() }).ToString(), view.Card("ann", o => o with { CircleStrength = ofAnother }).ToString());

        // So it is with roles and the index.
        CommunityResult<string> communities = view.Communities();
        SocialValueResult<string> value = graph.At(Moments.March).SocialValue();
        var roles = new Dictionary<string, RolesResult<string>> { ["found"] = graph.At(Moments.March).Roles(communities, o => o with { SocialValue = value }) };
        Assert.Equal(
            view.CustomerIndex(o => o with { Roles = new Dictionary<string, RolesResult<string>> { ["found"] = view.Roles(communities) } })["ann"].Index,
            view.CustomerIndex(o => o with { Roles = roles })["ann"].Index);
        Assert.Contains("Roles of 'found' are of another view, as of 2026-03-01", Assert.Throws<ArgumentException>(() => graph.At(Moments.June).CustomerIndex(o => o with { Roles = roles })).Message, StringComparison.Ordinal);
        Assert.Contains("SocialValue was computed for another view, as of 2026-03-01", Assert.Throws<ArgumentException>(() => graph.At(Moments.June).Roles(communities, o => o with { SocialValue = value })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void How_the_circle_changed_stands_on_the_card_unless_it_rests_on_somebody_who_may_not_be_used_now()
    {
        var consents = new ConsentLedger<string>();
        foreach (string name in _names)
        {
            consents.Grant(name, Purpose.Score, Channel.Any, Moments.January, "form");
        }

        CustomerGraph<string> graph = Club(consents);
        CircleStrengthResult<string> before = graph.For(Purpose.Score, Moments.March).CircleStrength();
        CustomerGraphView<string> view = graph.For(Purpose.Score, Moments.June);
        CircleStrengthResult<string> now = view.CircleStrength();
        CustomerCard<string> card = view.Card("ann", o => o with { CircleStrength = now, EarlierCircleStrength = before });
        Assert.Equal(now.ChangesSince(before).Single(change => change is { Owner: "ann", Name: null }), card.CircleChange);
        Assert.True(card.CircleChange!.Value.Change < 0);
        Assert.Contains($"changed {now["ann"].Score - card.CircleChange.Value.Change:0.0} to {now["ann"].Score:0.0} (-", card.ToString(), StringComparison.Ordinal);
        Assert.Contains("; recency ", card.ToString(), StringComparison.Ordinal);
        Assert.Null(view.Card("gus", o => o with { CircleStrength = now, EarlierCircleStrength = before }).CircleChange);

        // fay is no contact of ann's, and her ties count in ann's seclusion all the same.
        consents.Refuse("fay", Purpose.Score, Channel.Any, Moments.June, "call");
        CustomerGraphView<string> later = graph.For(Purpose.Score, Moments.June);
        CustomerCard<string> silent = later.Card("ann", o => o with { CircleStrength = later.CircleStrength(), EarlierCircleStrength = before });
        Assert.Null(silent.CircleChange);
        Assert.Contains("How the circle changed is not told: the earlier strengths used somebody who may not be used now.", silent.Missing);
        Assert.Contains("expected CircleStrength too", Assert.Throws<ArgumentException>(() => view.Card("ann", o => o with { EarlierCircleStrength = before })).Message, StringComparison.Ordinal);
        Assert.Contains("expected the same options", Assert.Throws<ArgumentException>(() => view.Card("ann", o => o with { CircleStrength = view.CircleStrength(c => c with { MinMembers = 4 }), EarlierCircleStrength = before })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_of_another_question_is_refused_and_the_error_says_in_what_it_differs()
    {
        CustomerGraph<string> graph = Club();
        CustomerGraphView<string> view = graph.At(Moments.March);
        AssertRefused("of another graph", Club().At(Moments.March));
        AssertRefused("as of 2026-06-01T00:00:00.0000000+00:00 and not 2026-03-01", graph.At(Moments.June));
        AssertRefused("with other ties, changed to see what if", view.WithoutTie("ann", "bob"));
        AssertRefused("with the consent 'ignored: audit' and not 'none recorded, none applied'", graph.IgnoringConsent("audit", Moments.March));

        var consents = new ConsentLedger<string>();
        foreach (string name in _names)
        {
            consents.Grant(name, Purpose.Score, Channel.Any, Moments.January, "form");
        }

        CustomerGraph<string> careful = Club(consents);
        CustomerGraphView<string> before = careful.For(Purpose.Score, Moments.March);
        consents.Refuse("bob", Purpose.Score, Channel.Any, Moments.March, "call");
        view = careful.For(Purpose.Score, Moments.March);
        AssertRefused("made before or after this one, with 1 refusal of score recorded since", before);

        void AssertRefused(string difference, CustomerGraphView<string> other)
        {
            string message = Assert.Throws<ArgumentException>(() => view.Card("ann", o => o with { Brokerage = other.Brokerage() })).Message;
            Assert.Contains($"Brokerage was computed for another view, {difference}", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_card_out_of_date_says_what_changed_and_names_nobody()
    {
        var consents = new ConsentLedger<string>();
        foreach (string name in _names)
        {
            consents.Grant(name, Purpose.Score, Channel.Any, Moments.January, "form");
            consents.Grant(name, Purpose.Contact, Channel.Any, Moments.January, "form");
        }

        CustomerGraphView<string> view = Club(consents).For(Purpose.Score, Moments.March);
        var known = new CardOptions<string> { Segments = new Dictionary<string, SegmentResult<string>> { ["may be called"] = view.Segment("consents to contact") } };
        CustomerCard<string> card = view.Card("ann", _ => known);
        Assert.False(card.IsStale);

        // What only a result rests on.
        consents.Refuse("bob", Purpose.Contact, Channel.Any, Moments.March, "call");
        Assert.True(card.IsStale);
        Assert.Contains("Out of date: Segments 'may be called', as a consent was recorded since to what they asked for. Compute them again.", view.Card("ann", _ => known).Missing);
        Assert.False(view.Card("ann").IsStale);

        consents.Refuse("bob", Purpose.Score, Channel.Any, Moments.March, "call");
        consents.Refuse("cem", Purpose.Score, Channel.Any, Moments.March, "call");
        consents.Grant("cem", Purpose.Score, Channel.Any, Moments.March.AddDays(1), "call");
        CustomerCard<string> late = view.Card("ann");
        Assert.True(late.IsStale);
        Assert.Contains("Out of date: 1 grant and 2 refusals of score recorded since. Make a new view and ask it again.", late.Missing);
    }

    [Fact]
    public void A_card_reads_as_text_and_as_Markdown()
    {
        CustomerGraphView<string> view = Club().At(Moments.March);
        CustomerCard<string> card = view.Card("ann", _ => Everything(view));
        string text = card.ToString().ReplaceLineEndings("\n");
        Assert.All(
            ["\n  circle        ", "\n                stronger most by ", "\n  circle 'family' ", "\n  bridges       effective size ", "\n  community     no. ", "\n  role          found: ", "\n  interests     group 1: ", "\n  named circle  family: bob, cem, dia\n                work: eva\n"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        string markdown = card.ToMarkdown().ReplaceLineEndings("\n");
        Assert.StartsWith("### ann, as of 2026-03-01\n\n| | | place | rests on |\n|---|---|---|---|\n| own value | 10 |  |  |\n", markdown, StringComparison.Ordinal);
        Assert.All(
            ["\n| circle | ", " | place ", "\n**Why**\n\n- index: own value ", "\n- circle: permission ", "\n**Belongs to**\n\n- ties: can reach 3", "\n**Is about**\n", "\n**Missing**\n"],
            part => Assert.Contains(part, markdown, StringComparison.Ordinal));
        Assert.All(markdown.Split('\n').Where(line => line.StartsWith('|')), line => Assert.Equal(5, line.Count(letter => letter == '|')));
    }

    [Fact]
    public void What_others_wrote_does_not_become_markup()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies([], [new Customer<string>("a|b", 1) { Attributes = new Dictionary<string, string> { ["note"] = "<b>*hi*</b> & [x](y)\n# bye" } }]);
        string markdown = graph.Card("a|b").ToMarkdown();
        Assert.StartsWith(@"### a\|b", markdown, StringComparison.Ordinal);
        Assert.Contains(@"- attributes: note \<b>\*hi\*\</b> &amp; \[x\](y) \# bye", markdown, StringComparison.Ordinal);
    }
}
