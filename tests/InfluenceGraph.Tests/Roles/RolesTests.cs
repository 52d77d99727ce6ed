using System.Globalization;
using InfluenceGraph.Tests.RealData;
using InfluenceGraph.Tests.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.Roles;

public sealed class RolesTests
{
    /// <summary>Two teams of four. "lead" is tied to all of its team, "link" to one of each team and to the third community's only member.</summary>
    private static CustomerGraph<string> Teams() => CustomerGraph.FromTies(
        [
            new Tie<string>("lead", "a1", 1), new("lead", "a2", 1, 3), new("link", "lead", 1),
            new("a1", "lead", 0.5), new("link", "b1", 1), new("link", "solo", 1),
            new("b1", "b2", 1), new("b2", "b3", 1), new("b3", "b4", 1), new("b4", "b1", 1), new("b1", "stranger", 1),
        ],
        Keys("lead", "link", "a1", "a2", "b1", "b2", "b3", "b4", "solo", "stranger", "idle").Select(key => new Customer<string>(key, key == "lead" ? 30 : 10)));

    private static Dictionary<string, int> TeamOf() => new()
    {
        ["lead"] = 1,
        ["link"] = 1,
        ["a1"] = 1,
        ["a2"] = 1,
        ["b1"] = 7,
        ["b2"] = 7,
        ["b3"] = 7,
        ["b4"] = 7,
        ["solo"] = -3,
        ["idle"] = 7,
    };

    [Fact]
    public void Figures_by_hand()
    {
        RolesResult<string> roles = Teams().Roles(TeamOf());
        CustomerRole<string> lead = roles["lead"];

        // Within team 1: lead has 3 people, link 1, a1 1, a2 1: mean 1.5, sd sqrt(0.75).
        Assert.Equal(1.5 / Math.Sqrt(0.75), lead.ZScoreByTies!.Value, 1e-15);
        Assert.Equal(0, lead.ParticipationByTies);
        Assert.Equal((3, 3, 1, 4), (lead.Ties, lead.TiesWithin, lead.CommunitiesReached, lead.CommunityMembers));

        // Both ways: a1 1 + 0.5, a2 3, link 1.
        Assert.Equal(5.5, lead.StrengthWithin);
        Assert.Equal(1, lead.RankInCommunity);
        Assert.Equal(0.5, lead.ShareOfOwnValue);
        Assert.Null(lead.ShareOfSocialValue);
        Assert.Equal(CommunityRole.Homebody, lead.Role);

        CustomerRole<string> link = roles["link"];
        Assert.Equal(1 - (3.0 / 9), link.ParticipationByTies!.Value, 1e-15);
        Assert.Equal(3 * 2.0 / 3, link.StrengthBetween, 1e-15);
        Assert.Equal(CommunityRole.Connector, link.Role);
        Assert.Equal(3, link.CommunitiesReached);

        // A tie to somebody without a community counts in none.
        Assert.Equal((3, 2, 1), (roles["b1"].Ties, roles["b1"].TiesWithin, roles["b1"].TiesToUngrouped));
    }

    [Fact]
    public void What_is_not_defined_is_null_and_said_so()
    {
        RolesResult<string> roles = Teams().Roles(TeamOf());

        // A community of one: nobody to compare with, and yet its ties have a spread.
        Assert.Null(roles["solo"].ZScoreByTies);
        Assert.Null(roles["solo"].Role);
        Assert.Equal(0, roles["solo"].ParticipationByTies);
        Assert.False(roles.Community(-3).HasEnoughEvidence);
        Assert.Empty(roles.Community(-3).HeldTogetherBy);
        Assert.Contains("not enough evidence", roles.Community(-3).ToString(), StringComparison.Ordinal);

        // A member without ties stands below the mean, and has no participation.
        Assert.True(roles["idle"].ZScoreByTies < 0);
        Assert.Null(roles["idle"].ParticipationByTies);
        Assert.Null(roles["idle"].Role);

        // Without a community nothing is defined.
        Assert.Null(roles["stranger"].Community);
        Assert.Null(roles["stranger"].ZScoreByStrength);
        Assert.Null(roles["stranger"].ParticipationByStrength);
        Assert.Null(roles["stranger"].RankInCommunity);
        Assert.Equal(1, roles.UngroupedCount);
        Assert.Contains(roles.Receipt.Notes, note => note == new LeftOut("customers in no community", 1));
        Assert.Equal("stranger: in no community", roles["stranger"].ToString());
    }

    [Fact]
    public void Where_all_members_are_alike_nobody_stands_out()
    {
        // Strengths of 0.1 three times over, added up in different orders by different members.
        Tie<int>[] ring = [.. Enumerable.Range(0, 6).SelectMany(i => Enumerable.Range(0, 6).Where(j => j != i).Select(j => new Tie<int>(i, j, 0.1)))];
        RolesResult<int> roles = CustomerGraph.FromTies(ring).Roles(Enumerable.Range(0, 6).Select(i => KeyValuePair.Create(i, 0)));
        Assert.All(roles, role => Assert.Equal((0, 0), (role.ZScoreByTies, role.ZScoreByStrength)));
        Assert.Empty(roles.Community(0).HeldTogetherBy);
        Assert.Contains("nobody in particular", roles.Community(0).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Communities_say_who_holds_them_together_and_who_connects_them()
    {
        CustomerGraph<string> graph = Teams();
        SocialValueResult<string> value = graph.SocialValue();
        RolesResult<string> roles = graph.Roles(TeamOf(), o => o with { SocialValue = value });

        Assert.Equal([-3, 1, 7], roles.Communities.Select(community => community.Community));
        CommunityRoles<string> team = roles.Community(1);
        Assert.Equal(["lead"], team.HeldTogetherBy.Select(role => role.Customer));
        Assert.Equal(["link"], team.ConnectedBy.Select(role => role.Customer));
        Assert.Empty(graph.Roles(TeamOf(), o => o with { MinTies = 4 }).Community(1).ConnectedBy);
        Assert.Equal((4, 3, 2), (team.MemberCount, team.TiesWithin, team.TiesBetween));
        Assert.Equal(60, team.OwnValue);
        Assert.Equal(value["lead"] / team.SocialValue, roles["lead"].ShareOfSocialValue);
        Assert.Equal(1, roles.Where(role => role.Community == 1).Sum(role => role.ShareOfSocialValue!.Value), 1e-12);
        Assert.Equal(3, team.RoleCounts[CommunityRole.Homebody]);
        Assert.Equal([1, 2, 3, 4], roles.Where(role => role.Community == 1).Select(role => role.RankInCommunity!.Value).Order());
        Assert.Equal(roles.In(CommunityRole.Connector).Count(), roles.CountIn(CommunityRole.Connector));
        Assert.Contains("10 of 11 customers in 3 communities", roles.ToString(), StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => roles.Community(2));
        Assert.Throws<KeyNotFoundException>(() => roles["nobody"]);
    }

    [Theory]
    [InlineData(2.49, 0.05, CommunityRole.Homebody)]
    [InlineData(2.49, 0.051, CommunityRole.Member)]
    [InlineData(0, 0.62, CommunityRole.Member)]
    [InlineData(0, 0.621, CommunityRole.Connector)]
    [InlineData(0, 0.80, CommunityRole.Connector)]
    [InlineData(-1, 0.801, CommunityRole.Wanderer)]
    [InlineData(2.5, 0.30, CommunityRole.LocalHub)]
    [InlineData(2.5, 0.301, CommunityRole.ConnectorHub)]
    [InlineData(9, 0.75, CommunityRole.ConnectorHub)]
    [InlineData(9, 0.751, CommunityRole.GlobalHub)]
    public void The_published_borders_divide_the_roles(double z, double participation, CommunityRole role) =>
        Assert.Equal(role, InfluenceGraph.Roles.RoleClasses.Of(z, participation));

    [Theory]
    [InlineData("karate")]
    [InlineData("ukfaculty")]
    [InlineData("email-eu-core")]
    public void Figures_agree_with_dense_matrices_on_real_data(string name)
    {
        var real = RealGraph.Load(name);
        string[][] rows = RealDataFiles.Figures($"roles-{name}").Rows;
        RolesResult<string> roles = real.Build().Roles(rows.Select(row => KeyValuePair.Create(row[0], int.Parse(row[1], CultureInfo.InvariantCulture))));

        Assert.Equal(rows.Length, roles.Count);
        Assert.All(rows, row =>
        {
            CustomerRole<string> role = roles[row[0]];
            AssertAgrees(row[2], role.ZScoreByTies);
            AssertAgrees(row[3], role.ZScoreByStrength);
            AssertAgrees(row[4], role.ParticipationByTies);
            AssertAgrees(row[5], role.ParticipationByStrength);
        });
    }

    /// <summary>Both round sums of some hundred whole numbers; figures are below 20.</summary>
    private static void AssertAgrees(string expected, double? actual)
    {
        Assert.Equal(expected.Length == 0, actual is null);
        if (actual is double number)
        {
            Assert.Equal(RealGraph.Number(expected), number, 1e-12);
        }
    }

    [Fact]
    public void Figures_agree_with_counting_pairs_of_customers() => TestGraph.ForAll(graph =>
    {
        CustomerGraphView<int> view = graph.Build().AsView();
        int[] groups = [.. Enumerable.Range(0, graph.Count).Select(i => ((i * 7) + graph.Ties.Length) % 4)];
        RolesResult<int> roles = view.Roles(groups.Select((group, i) => KeyValuePair.Create(i, group)), o => o with { MinMembers = 1 });
        double[,] between = new double[graph.Count, graph.Count];
        foreach (Tie<int> tie in view.Customers.SelectMany(view.TiesFrom).Where(tie => tie.From != tie.To))
        {
            double weight = (float)(tie.Permission * tie.Strength);
            between[tie.From, tie.To] += weight;
            between[tie.To, tie.From] += weight;
        }

        for (int i = 0; i < graph.Count; i++)
        {
            double[] shares = [.. Enumerable.Range(0, 4).Select(group => Enumerable.Range(0, graph.Count).Where(j => groups[j] == group).Sum(j => between[i, j]))];
            int[] counts = [.. Enumerable.Range(0, 4).Select(group => Enumerable.Range(0, graph.Count).Count(j => groups[j] == group && between[i, j] > 0))];
            Assert.Equal(counts.Sum() == 0 ? null : 1 - counts.Sum(count => Square((double)count / counts.Sum())), roles[i].ParticipationByTies, Close);
            Assert.Equal(counts.Sum() == 0 ? null : 1 - shares.Sum(share => Square(share / shares.Sum())), roles[i].ParticipationByStrength, Close);
            Assert.Equal(counts[groups[i]], roles[i].TiesWithin);
            int[] within = [.. Enumerable.Range(0, graph.Count).Where(j => groups[j] == groups[i]).Select(j => Enumerable.Range(0, graph.Count).Count(k => groups[k] == groups[i] && between[j, k] > 0))];
            double sd = Math.Sqrt(within.Average(count => Square(count - within.Average())));
            Assert.Equal(sd == 0 ? 0 : (counts[groups[i]] - within.Average()) / sd, roles[i].ZScoreByTies, Close);
        }
    });

    /// <summary>The sums of the two ways are rounded to single precision in the library, which 6e-8 of a share shows.</summary>
    private static bool Close(double? expected, double? actual) =>
        expected is null == actual is null && Math.Abs((expected ?? 0) - (actual ?? 0)) < 1e-6;

    private static double Square(double value) => value * value;

    [Fact]
    public void Names_of_communities_and_the_order_of_their_pairs_change_nothing()
    {
        CustomerGraph<int> graph = TestGraph.Seeded(3, 60, 400).Build();
        KeyValuePair<int, int>[] groups = [.. Enumerable.Range(0, 60).Select(i => KeyValuePair.Create(i, i % 5))];
        CustomerRole<int>[] roles = [.. graph.Roles(groups)];
        CustomerRole<int>[] renamed = [.. graph.Roles(groups.Reverse().Select(pair => KeyValuePair.Create(pair.Key, 100 - pair.Value)))];
        Assert.Equal(roles.Select(role => role with { Community = 100 - role.Community }), renamed);
    }

    [Fact]
    public void Who_may_not_be_used_changes_no_bit()
    {
        TestGraph all = TestGraph.Seeded(9, 50, 400);
        int[] left = [.. Enumerable.Range(0, 50).Where(i => i % 7 == 3)];
        var consents = new ConsentLedger<int>();
        foreach (int i in Enumerable.Range(0, 50).Except(left))
        {
            consents.Grant(i, Purpose.Score, Channel.Any, Moments.January, "form");
        }

        KeyValuePair<int, int>[] groups = [.. Enumerable.Range(0, 50).Select(i => KeyValuePair.Create(i, i % 4))];
        RolesResult<int> roles = CustomerGraph.FromTies(all.Ties, all.Customers, consents: consents).For(Purpose.Score, Moments.March).Roles(groups);
        RolesResult<int> without = CustomerGraph.FromTies(
            all.Ties.Where(tie => !left.Contains(tie.From) && !left.Contains(tie.To)),
            all.Customers.Where(customer => !left.Contains(customer.Key))).Roles(groups);

        Assert.Equal(without, roles);
        Assert.Equal(without.Receipt.DataHash, roles.Receipt.DataHash);
        Assert.Equal(without.Communities.Select(community => community.ToString()), roles.Communities.Select(community => community.ToString()));
        Assert.Contains(roles.Receipt.Notes, note => note.Count == left.Length && note.Reason.Contains("may not be used", StringComparison.Ordinal));
        Assert.Throws<KeyNotFoundException>(() => roles[3]);
        consents.Refuse(1, Purpose.Score, Channel.Any, Moments.March, "call");
        Assert.True(roles.IsStale);
    }

    [Fact]
    public void A_customer_in_two_communities_is_refused_by_name()
    {
        string message = Assert.Throws<ArgumentException>(() => Teams().Roles([KeyValuePair.Create("lead", 1), KeyValuePair.Create("lead", 2)])).Message;
        Assert.Contains("'lead' is in group 1 and in group 2; expected one group per customer", message, StringComparison.Ordinal);
        Assert.Equal(1, Teams().Roles([KeyValuePair.Create("lead", 1), KeyValuePair.Create("lead", 1)])["lead"].CommunityMembers);
        Assert.Throws<ArgumentException>(() => Teams().Roles([KeyValuePair.Create<string, int>(null!, 1)]));
        Assert.Throws<ArgumentNullException>(() => Teams().Roles(null!));
    }

    [Fact]
    public void Bad_options_are_told_in_one_message()
    {
        SocialValueResult<string> ofAnother = Teams().SocialValue();
        string message = Assert.Throws<ArgumentException>(() => Teams().Roles(TeamOf(), o => o with { Basis = (RoleBasis)9, MinMembers = 0, MinTies = -1, Top = -1, SocialValue = ofAnother })).Message;
        Assert.All(["Basis is 9", "MinMembers is 0", "MinTies is -1", "Top is -1", "SocialValue was computed for another view"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Empty_graphs_and_empty_groupings_have_no_roles()
    {
        RolesResult<string> nobody = CustomerGraph.FromTies<string>([]).Roles([]);
        Assert.Empty(nobody);
        Assert.Empty(nobody.Communities);

        RolesResult<string> ungrouped = Teams().Roles([]);
        Assert.Equal(11, ungrouped.UngroupedCount);
        Assert.All(ungrouped, role => Assert.Null(role.Role));
        Assert.Contains("no role told", ungrouped.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void By_strength_another_customer_may_hold_the_community_together()
    {
        Tie<string>[] ties = [new("many", "a", 1), new("many", "b", 1), new("many", "c", 1), new("strong", "a", 1, 100)];
        KeyValuePair<string, int>[] one = [.. Keys("many", "strong", "a", "b", "c").Select(key => KeyValuePair.Create(key, 0))];
        RolesResult<string> byTies = CustomerGraph.FromTies(ties).Roles(one);
        RolesResult<string> byStrength = CustomerGraph.FromTies(ties).Roles(one, o => o with { Basis = RoleBasis.Strength });
        Assert.Equal("many", byTies.Community(0).HeldTogetherBy[0].Customer);
        Assert.Equal("a", byStrength.Community(0).HeldTogetherBy[0].Customer);
        Assert.Equal(byTies["many"].ZScoreByStrength, byStrength["many"].ZScoreByStrength);
        Assert.NotEqual(byTies.Receipt.Options, byStrength.Receipt.Options);
    }

    [Fact]
    public void Cancelling_stops() =>
        Assert.Throws<OperationCanceledException>(() => Teams().Roles(TeamOf(), cancellationToken: new CancellationToken(canceled: true)));

    private static string[] Keys(params string[] keys) => keys;
}
