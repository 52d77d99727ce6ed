using InfluenceGraph.Indexes;
using InfluenceGraph.Tests.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.Indexes;

public sealed class CustomerIndexTests
{
    private static CustomerGraph<string> Graph() => CustomerGraph.FromTies(
        [new Tie<string>("ann", "bob", 0.5, 2), new("ann", "cem", 1, 3), new("bob", "ann", 1), new("cem", "dia", 0.25)],
        [new Customer<string>("ann", 40), new("bob", 30), new("cem", 20), new("dia", 0)]);

    private static KeyValuePair<string, int>[] Groups { get; } = [new("ann", 0), new("bob", 0), new("cem", 1), new("dia", 1)];

    [Fact]
    public void Figures_by_hand()
    {
        CustomerIndex<string> ann = Graph().CustomerIndex()["ann"];

        // Two people, strength 0.5 x 2 + 1 x 3: the root of 2 x 4. The most of all, in both.
        Assert.Equal((2, 4.0), (ann.PermissionsReceived, ann.StrengthReceived));
        Assert.Equal(Math.Sqrt(8), ann.Parts[1].Measure);
        Assert.Equal(100, ann.Index);
        Assert.Equal((50, 50), (ann.OwnValuePoints, ann.CirclePoints));
        Assert.Null(ann.RolePoints);

        // bob spends no less than 3 of 4; his circle, 1, is no less than that of 3 of 4 either.
        CustomerIndex<string> bob = Graph().CustomerIndex()["bob"];
        Assert.Equal([75, 75], bob.Parts.Select(part => part.Score));
        Assert.Equal(75, bob.Index);

        // Nothing spent, nobody reached: nothing, though as much as others have.
        Assert.Equal(0, Graph().CustomerIndex()["dia"].Index);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0.5, 2.8284271247461903)]
    [InlineData(1, 4)]
    public void Strength_share_goes_from_number_to_strength(double share, double expected) =>
        Assert.Equal(expected, Graph().CustomerIndex(o => o with { StrengthShare = share })["ann"].Parts[1].Measure);

    [Fact]
    public void Between_number_and_strength_the_circle_is_that_of_the_paper()
    {
        // Opsahl, Agneessens and Skvoretz 2010, p. 249: k^(1 - a) s^a; here k = 2, s = 4, a = 0.25.
        Assert.Equal(Math.Pow(2, 0.75) * Math.Pow(4, 0.25), Graph().CustomerIndex(o => o with { StrengthShare = 0.25 })["ann"].Parts[1].Measure, 1e-15);
    }

    [Fact]
    public void Without_a_grouping_the_role_is_missing_and_its_weight_goes_to_the_others()
    {
        IndexResult<string> index = Graph().CustomerIndex();
        Assert.Equal([50m, 50m], index["ann"].Parts.Select(part => part.MaxPoints));
        Assert.Contains("its weight of 20 went to the other components", Assert.Single(index.Missing), StringComparison.Ordinal);
        Assert.Contains(index.Receipt.Notes, note => note.Reason.StartsWith("components missing", StringComparison.Ordinal));
        Assert.Contains("role missing", index.ToString(), StringComparison.Ordinal);

        CustomerGraphView<string> view = Graph().AsView();
        IndexResult<string> withRoles = view.CustomerIndex(o => o with { Roles = new Dictionary<string, RolesResult<string>> { ["towns"] = view.Roles(Groups) } });
        Assert.Empty(withRoles.Missing);
        Assert.Equal([40m, 40m, 10m, 10m], withRoles["ann"].Parts.Select(part => part.MaxPoints));
        Assert.Equal(["towns", "towns"], withRoles["ann"].Parts.Skip(2).Select(part => part.Grouping!));
        Assert.Equal(view.Roles(Groups)["ann"], withRoles["ann"].Roles["towns"]);

        // The most of all in everything but the ties between the towns, where cem has as much.
        Assert.Equal(100, withRoles["ann"].Index);
        Assert.Equal(20, withRoles["ann"].RolePoints);
    }

    [Fact]
    public void Parts_add_up_exactly_and_nothing_is_lost_by_rounding() => TestGraph.ForAll(graph =>
    {
        CustomerGraphView<int> view = graph.Build().AsView();
        IndexResult<int> index = Indexed(view, null, GroupsOf(graph, 3), GroupsOf(graph, 2));
        foreach (KeyValuePair<int, double> pair in index)
        {
            CustomerIndex<int> parts = index[pair.Key];
            Assert.Equal(parts.Index, parts.Parts.Sum(part => part.Points));
            Assert.Equal(parts.Index, parts.OwnValuePoints + parts.CirclePoints + parts.RolePoints);
            Assert.Equal(100m, parts.Parts.Sum(part => part.MaxPoints));
            Assert.Equal(parts.Index, Math.Round(parts.Index, 2));
            Assert.InRange(parts.Index, 0, 100);
            Assert.Equal((double)parts.Index, pair.Value);
            Assert.All(parts.Parts, part => Assert.InRange((double)part.Points - ((double)part.MaxPoints * part.Score / 100), -0.00501, 0.00501));
        }
    });

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 11, 13)]
    [InlineData(1e-300, 1, 1e300)]
    [InlineData(0, 0, 3)]
    public void A_hundred_points_are_divided_without_rest(double first, double second, double third)
    {
        decimal[] points = PointShares.Of([first, second, third]);
        Assert.Equal(100m, points.Sum());
        Assert.InRange((double)points[1] - (100 * second / (first + second + third)), -0.01, 0.01);
    }

    /// <summary>The promise of the design: more permission received, or a stronger one, never lowers the index; nor does it move anybody but the two.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void More_or_stronger_permission_received_never_lowers_the_index_and_moves_nobody_else(double strengthShare) => TestGraph.ForAll(
        graph =>
        {
            CustomerGraphView<int> view = graph.Build().AsView();
            IndexReference reference = IndexReference.Of(view, "before", o => o with { StrengthShare = strengthShare, Roles = RolesOf(view, [GroupsOf(graph, 3), GroupsOf(graph, 2)]) });
            IndexResult<int> before = Indexed(view, reference, GroupsOf(graph, 3), GroupsOf(graph, 2));
            foreach ((Tie<int> more, CustomerGraphView<int> changed) in Raised(graph))
            {
                IndexResult<int> after = Indexed(changed, reference, GroupsOf(graph, 3), GroupsOf(graph, 2));
                Assert.True(after[more.From].Index >= before[more.From].Index, $"{before[more.From]}{Environment.NewLine}{after[more.From]} with {more}");
                Assert.All(after[more.From].Parts.Zip(before[more.From].Parts), pair => Assert.True(pair.First.Points >= pair.Second.Points, $"{pair.Second} to {pair.First} with {more}"));
                Assert.All(before.Where(pair => pair.Key != more.From && pair.Key != more.To), pair => Assert.Equal(pair.Value, (double)after[pair.Key].Index));
            }
        },
        tests: 60,
        mostCustomers: 12);

    /// <summary>More participation at the same strength: somebody tied to, of another community, gets one of their own.</summary>
    [Fact]
    public void Ties_into_more_communities_never_lower_the_index() => TestGraph.ForAll(
        graph =>
        {
            CustomerGraphView<int> view = graph.Build().AsView();
            KeyValuePair<int, int>[] groups = GroupsOf(graph, 3);
            IndexReference reference = Referenced(view, groups);
            IndexResult<int> before = Indexed(view, reference, groups);
            for (int moved = 0; moved < graph.Count; moved++)
            {
                IndexResult<int> after = Indexed(view, reference, [.. groups.Select(pair => pair.Key == moved ? KeyValuePair.Create(moved, 99) : pair)]);
                Assert.All(groups.Where(pair => pair.Value != groups[moved].Value), pair => Assert.True(after[pair.Key].Index >= before[pair.Key].Index, $"{before[pair.Key]} to {after[pair.Key]} with {moved} apart"));
            }
        },
        tests: 60,
        mostCustomers: 8);

    /// <summary>Against the pair of measures itself: with strength fixed, more even spread is more of what bridges; and any more strength is more of it too.</summary>
    [Fact]
    public void What_bridges_communities_rises_with_participation_and_with_every_strength() => TestGraph.ForAll(graph =>
    {
        CustomerRole<int>[] roles = [.. graph.Build().Roles(GroupsOf(graph, 3))];
        foreach (CustomerRole<int> role in roles.Where(role => role.Ties > 0))
        {
            // Both are computed from the same sums; the product rounds once more.
            Assert.Equal(role.Strength * role.ParticipationByStrength!.Value, role.StrengthBetween, 1e-14 * role.Strength);
        }

        foreach (IGrouping<int?, CustomerRole<int>> community in roles.GroupBy(role => role.Community))
        {
            CustomerRole<int>[] byStrength = [.. community.OrderBy(role => role.StrengthWithin)];
            Assert.Equal(byStrength.Select(role => role.ZScoreByStrength), byStrength.OrderBy(role => role.ZScoreByStrength).Select(role => role.ZScoreByStrength));
        }
    });

    [Fact]
    public void Participation_itself_would_have_broken_the_promise()
    {
        // ann bridges two communities evenly; then a third permission, within her own.
        Tie<string>[] ties = [new("ann", "bob", 1), new("ann", "cem", 1)];
        KeyValuePair<string, int>[] groups = [new("ann", 0), new("bob", 0), new("cem", 1), new("eve", 0)];
        Customer<string>[] customers = [.. groups.Select(pair => new Customer<string>(pair.Key, 1))];
        CustomerRole<string> before = CustomerGraph.FromTies(ties, customers).Roles(groups)["ann"];
        CustomerRole<string> after = CustomerGraph.FromTies([.. ties, new("ann", "eve", 1)], customers).Roles(groups)["ann"];
        Assert.True(after.ParticipationByStrength < before.ParticipationByStrength);
        Assert.True(after.StrengthBetween > before.StrengthBetween);
    }

    [Fact]
    public void Whom_the_view_leaves_out_cannot_move_an_index()
    {
        TestGraph all = TestGraph.Seeded(4, 40, 300);
        var consents = new ConsentLedger<int>();
        foreach (int i in Enumerable.Range(0, 30))
        {
            consents.Grant(i, Purpose.Score, Channel.Any, Moments.January, "form");
        }

        CustomerGraphView<int> view = CustomerGraph.FromTies(all.Ties, all.Customers, consents: consents).For(Purpose.Score, Moments.March);
        CustomerGraphView<int> without = CustomerGraph.FromTies(all.Ties.Where(tie => tie.From < 30 && tie.To < 30), all.Customers.Take(30)).AsView();
        Assert.Equal(Indexed(without, null, GroupsOf(all, 3)), Indexed(view, null, GroupsOf(all, 3)));
        Assert.Throws<KeyNotFoundException>(() => view.CustomerIndex()[35]);
    }

    [Fact]
    public void Snapshots_compare_against_the_same_reference_only()
    {
        CustomerGraphView<string> view = Graph().AsView();
        IndexReference reference = IndexReference.Of(view, "spring");
        IndexResult<string> before = view.CustomerIndex(o => o with { Reference = reference });
        IndexResult<string> after = view.WithPermission("bob", "dia", 1, 5).CustomerIndex(o => o with { Reference = IndexReference.Parse(reference.ToText()) });

        IndexChange<string> change = Assert.Single(after.ChangesSince(before));
        Assert.Equal("bob", change.Customer);
        Assert.Equal(after["bob"].Index - before["bob"].Index, change.Difference);
        Assert.True(change.Difference > 0);
        Assert.Contains("; Circle +", change.ToString(), StringComparison.Ordinal);

        Assert.Contains("its own view", Assert.Throws<ArgumentException>(() => after.ChangesSince(view.CustomerIndex())).Message, StringComparison.Ordinal);
        Assert.Contains("'autumn'", Assert.Throws<ArgumentException>(() => after.ChangesSince(view.CustomerIndex(o => o with { Reference = IndexReference.Of(view, "autumn") }))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "own value 1",
            Assert.Throws<ArgumentException>(() => after.ChangesSince(view.CustomerIndex(o => o with { Reference = reference, Weights = new("mine", 1, 1, 0) }))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Little_evidence_is_said_and_not_hidden()
    {
        IndexResult<string> index = Graph().CustomerIndex();
        Assert.False(index["dia"].HasEnoughEvidence);
        Assert.Contains("on little evidence (1 ties)", index["dia"].ToString(), StringComparison.Ordinal);
        Assert.True(Graph().CustomerIndex(o => o with { MinTies = 1 })["dia"].HasEnoughEvidence);
    }

    [Fact]
    public void The_best_come_first_and_a_segment_can_ask_for_them()
    {
        CustomerGraphView<string> view = Graph().AsView();
        IndexResult<string> index = view.CustomerIndex();
        Assert.Equal(["ann", "bob"], index.Top(2).Select(place => place.Customer));
        Assert.Equal(["ann", "bob"], view.Segment("score index >= 60", o => o with { Scores = new Dictionary<string, IEnumerable<KeyValuePair<string, double>>> { ["index"] = index } }).Members);
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Top(-1));
    }

    [Fact]
    public void Bad_options_are_told_in_one_message()
    {
        CustomerGraphView<string> view = Graph().AsView();
        RolesResult<string> ofAnother = Graph().Roles(Groups);
        string message = Assert.Throws<ArgumentException>(() => view.CustomerIndex(o => o with
        {
            Reference = IndexReference.Of(view, "r"),
            Weights = new(" ", -1, double.NaN, double.PositiveInfinity),
            Roles = new Dictionary<string, RolesResult<string>> { ["towns"] = ofAnother },
            StrengthShare = 1.5,
            MinTies = -1,
        })).Message;
        Assert.All(
            ["Weights have no version", "Weights.OwnValue is -1", "Weights.Circle is NaN", "Weights.Role is Infinity", "Roles of 'towns' are of another view", "which the reference does not know; expected one of none", "StrengthShare is 1.5", "MinTies is -1"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Contains("add up to 0", Assert.Throws<ArgumentException>(() => view.CustomerIndex(o => o with { Weights = new("r", 0, 0, 1) })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => view.CustomerIndex(o => o with { Weights = null! }));
    }

    [Fact]
    public void An_empty_graph_has_an_empty_index() => Assert.Empty(CustomerGraph.FromTies<string>([]).CustomerIndex());

    private static KeyValuePair<int, int>[] GroupsOf(TestGraph graph, int count) =>
        [.. Enumerable.Range(0, graph.Count).Select(i => KeyValuePair.Create(i, i * 5 % (count + 2) % count))];

    private static Dictionary<string, RolesResult<int>> RolesOf(CustomerGraphView<int> view, KeyValuePair<int, int>[][] groupings) =>
        groupings.Select((groups, i) => (Name: $"grouping {i}", Roles: view.Roles(groups))).ToDictionary(pair => pair.Name, pair => pair.Roles);

    private static IndexReference Referenced(CustomerGraphView<int> view, params KeyValuePair<int, int>[][] groupings) =>
        IndexReference.Of(view, "before", o => o with { Roles = RolesOf(view, groupings) });

    private static IndexResult<int> Indexed(CustomerGraphView<int> view, IndexReference? reference, params KeyValuePair<int, int>[][] groupings) =>
        view.CustomerIndex(o => o with { Reference = reference, Roles = RolesOf(view, groupings) });

    /// <summary>One tie with more permission or strength than it had, or a new one.</summary>
    private static IEnumerable<(Tie<int> More, CustomerGraphView<int> Changed)> Raised(TestGraph graph)
    {
        CustomerGraphView<int> view = graph.Build().AsView();
        for (int i = 0; i < 5; i++)
        {
            int from = ((i * 5) + graph.Ties.Length) % graph.Count;
            int to = ((i * 3) + (graph.Ties.Length / 2)) % graph.Count;
            Tie<int>[] has = [.. view.TiesFrom(from).Where(tie => tie.To == to)];
            double strength = has.Length == 0 ? 1 : i % 2 == 0 ? has[0].Strength : has[0].Strength * 1.5;
            double permission = has.Length == 0 ? 0.5 : i % 2 == 0 ? (1 + has[0].Permission) / 2 : has[0].Permission;
            yield return (new(from, to, permission, strength), view.WithPermission(from, to, permission, strength));
        }
    }
}
