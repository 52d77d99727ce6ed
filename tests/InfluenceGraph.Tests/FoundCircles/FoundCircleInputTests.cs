using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.FoundCircles;

/// <summary>Each bad or empty input has a clear error or a declared meaning.</summary>
public sealed class FoundCircleInputTests
{
    private static readonly string[] _family = ["bob", "cat", "dan", "eve"];

    [Fact]
    public void An_unknown_owner_is_named()
    {
        Assert.Contains("'zoe' is not a customer", Assert.Throws<KeyNotFoundException>(() => Family().FindCircles("zoe")).Message, StringComparison.Ordinal);
        Assert.Contains("'zoe' is not a customer", Assert.Throws<KeyNotFoundException>(() => Family().FindCirclesOfEach(["ann", "zoe"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Family().FindCircles(null!));
    }

    [Fact]
    public void An_owner_without_ties_has_no_circles()
    {
        FoundCircleResult<string> found = Family().FindCircles("eva");
        Assert.Equal((0, 0L), (found.Contacts, found.Ties));
        Assert.Null(found.Density);
        Assert.Empty(found.Circles);
        Assert.Empty(found.InNoCircle);
        Assert.Empty(found.AsGrouping());
        Assert.Equal("0 circles among the 0 contacts of eva, 0 of them in none", found.ToString());
    }

    [Fact]
    public void Contacts_who_do_not_know_each_other_are_in_no_circle()
    {
        FoundCircleResult<string> found = CustomerGraph.FromTies<string>([new("ann", "bob", 1), new("cat", "ann", 1)]).FindCircles("ann");
        Assert.Equal((2, 0L, 0.0), (found.Contacts, found.Ties, found.Density!.Value));
        Assert.Empty(found.Circles);
        Assert.Equal(["bob", "cat"], found.InNoCircle);
        Assert.Empty(found["bob"]);
    }

    [Fact]
    public void An_owner_who_is_left_out_is_refused_and_one_whose_contacts_all_are_has_no_circles()
    {
        CustomerGraph<string> graph = Family(new ConsentLedger<string>());
        graph.Consents.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        CustomerGraphView<string> view = graph.For(Purpose.Score, March);

        FoundCircleResult<string> found = view.FindCircles("ann");
        Assert.Equal(0, found.Contacts);
        Assert.Empty(found.Circles);
        Assert.Contains("'bob' may not be used", Assert.Throws<KeyNotFoundException>(() => view.FindCircles("bob")).Message, StringComparison.Ordinal);
        Assert.Contains("may not be used", Assert.Throws<KeyNotFoundException>(() => found["bob"]).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => graph.FindCircles("ann"));
        Assert.Throws<InvalidOperationException>(() => graph.FindCirclesOfEach());
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        string message = Assert.Throws<ArgumentException>(() => Family().FindCircles("ann", o => o with { Grain = (CircleGrain)7, MinSize = 1, MaxCircles = 0, MinEvidence = double.NaN, TagShare = double.NaN, Tags = -1, Threads = 0 })).Message;
        foreach (string expected in (string[])["Grain is 7; expected one of Broad, Fine", "MinSize is 1; expected 2 or more", "MaxCircles is 0", "MinEvidence is NaN", "TagShare is NaN; expected 0 to 1", "Tags is -1", "Threads is 0"])
        {
            Assert.Contains(expected, message, StringComparison.Ordinal);
        }

        foreach (double share in (double[])[-0.01, 1.01, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentException>(() => Family().FindCircles("ann", o => o with { TagShare = share }));
        }

        Assert.Throws<ArgumentException>(() => Family().FindCircles("ann", o => o with { MinEvidence = -1 }));
        Assert.Throws<ArgumentException>(() => Family().FindCircles("ann", o => o with { MinEvidence = double.PositiveInfinity }));
        Assert.Throws<ArgumentException>(() => Family().FindCirclesOfEach(configure: o => o with { MinSize = 0 }));
        Assert.Throws<ArgumentException>(() => Family().FindCircles("ann", _ => null!));
    }

    [Fact]
    public void Who_has_no_tie_with_the_owner_is_no_contact()
    {
        FoundCircleResult<string> found = Family().FindCircles("ann");
        Assert.Contains("'eva' has no tie with 'ann'", Assert.Throws<KeyNotFoundException>(() => found["eva"]).Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => found["ann"]);
        Assert.Throws<KeyNotFoundException>(() => found["zoe"]);
        Assert.Contains("'bob' were not asked for", Assert.Throws<KeyNotFoundException>(() => Family().FindCirclesOfEach(["ann"])["bob"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_needs_a_name_to_be_named()
    {
        FoundCircle<string> circle = Family().FindCircles("ann").Circles[0];
        Assert.Throws<ArgumentException>(() => circle.AsNamed(" "));
        Assert.Throws<ArgumentNullException>(() => circle.AsNamed(null!));
        Assert.Throws<ArgumentNullException>(() => Family().FindCircles("ann").AgreementWith(null!));
    }

    [Fact]
    public void Dated_tags_need_a_moment_only_where_tags_are_asked_for()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>(
            [new("ann", "bob", 1)],
            [new("ann", 1), new("bob", 1) { Tags = [new("chess", Since: January, Until: March)] }]);
        Assert.Throws<InvalidOperationException>(() => graph.FindCircles("ann"));
        Assert.Equal(1, graph.FindCircles("ann", o => o with { Tags = 0 }).Contacts);
        Assert.Equal(March, graph.At(January).FindCircles("ann").Receipt.ValidUntil);
        Assert.Null(graph.At(January).FindCircles("ann", o => o with { Tags = 0 }).Receipt.ValidUntil);
    }

    [Fact]
    public void A_cancelled_search_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Family().FindCircles("ann", cancellationToken: source.Token));
        Assert.Throws<OperationCanceledException>(() => Family().FindCirclesOfEach(cancellationToken: source.Token));
    }

    [Fact]
    public void A_tie_to_oneself_makes_nobody_a_member()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(FamilyTies().Append(new("ann", "ann", 1)).Append(new("bob", "bob", 1)), o => o with { OnSelfTie = SelfTieRule.Keep });
        FoundCircleResult<string> found = graph.FindCircles("ann");
        Assert.Equal(EgoGraph.Text(CustomerGraph.FromTies(FamilyTies()).FindCircles("ann")), EgoGraph.Text(found));
    }

    /// <summary>ann knows a family of four who all know each other, and six others who do not; eva knows nobody.</summary>
    private static CustomerGraph<string> Family(ConsentLedger<string>? consents = null) => CustomerGraph.FromTies(
        FamilyTies(),
        FamilyTies().SelectMany(tie => new[] { tie.From, tie.To }).Append("eva").Distinct().Select(key => new Customer<string>(key, 1)),
        consents: consents);

    private static IEnumerable<Tie<string>> FamilyTies() => _family
        .SelectMany(one => _family.Where(other => string.CompareOrdinal(one, other) < 0).Select(other => new Tie<string>(one, other, 1)))
        .Concat(_family.Concat(["f1", "f2", "f3", "f4", "f5", "f6"]).Select(contact => new Tie<string>("ann", contact, 1)));
}
