using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Communities;

public sealed class GivenCommunityTests
{
    private static readonly string[] _customers = ["ann", "bob", "cat", "dan", "eve", "fay", "gus"];

    [Fact]
    public void Given_communities_keep_their_ids_and_have_all_measures()
    {
        CustomerGraphView<string> view = CommunityResultTests.Friends().AsView();
        CommunityResult<string> found = view.Communities();
        CommunityResult<string> given = view.CommunitiesFrom(_customers.Select(key => KeyValuePair.Create(key, found[key] == 0 ? 40 : 7)));
        Assert.Equal([40, 7], given.Communities.Select(community => community.Id));
        Assert.Equal(found.Modularity, given.Modularity);
        Assert.Equal(found.Quality, given.Quality);
        Assert.Equal(found.CommunityOf(0).Conductance, given.CommunityOf(40).Conductance);
        Assert.Equal(0, given.Passes);
        Assert.Empty(given.Levels);
        Assert.Contains("as given", given.Receipt.Options, StringComparison.Ordinal);

        // They can be what a search starts from.
        Assert.Equal(given, view.Communities(o => o with { Start = given }));
    }

    [Fact]
    public void A_graph_without_consents_takes_them_as_its_view_does()
    {
        CustomerGraph<string> graph = CommunityResultTests.Friends();
        KeyValuePair<string, int>[] ids = [.. _customers.Select((key, i) => KeyValuePair.Create(key, i % 2))];
        Assert.Equal(graph.AsView().CommunitiesFrom(ids), graph.CommunitiesFrom(ids));
        Assert.Equal("odd", graph.CommunitiesFrom(ids.Select(pair => KeyValuePair.Create(pair.Key, pair.Value == 0 ? "even" : "odd"))).CommunityOf(1).Name);
        Assert.Equal(7, graph.CommunitiesFrom(Array.Empty<KeyValuePair<string, int>>(), o => o with { Ungrouped = UngroupedCustomers.EachAlone }).CommunityCount);

        graph.Consents.Grant("ann", Purpose.Score, Channel.Any, January, "form");
        Assert.Throws<InvalidOperationException>(() => graph.CommunitiesFrom(ids));
    }

    [Fact]
    public void Names_give_ids_in_their_order_and_a_community_of_one_has_no_density()
    {
        CommunityResult<string> given = CommunityResultTests.Friends().AsView().CommunitiesFrom(
            _customers.Select(key => KeyValuePair.Create(key, key is "gus" ? "singers" : key is "ann" or "fay" ? "chess" : "runners")));
        Assert.Equal(["runners", "chess", "singers"], given.Communities.Select(community => community.Name));
        Assert.Equal(0, given["ann"]);
        Assert.False(given.CommunityOf(0).IsConnected);
        Assert.Equal(0, given.CommunityOf(0).Density);
        Community<string> alone = given.CommunityOf(2);
        Assert.Null(alone.Density);
        Assert.Equal(1, alone.Conductance);
        Assert.True(alone.IsConnected);
        Assert.Equal("community 2 'singers': 1 customers worth 7, density unknown, conductance 1.000", alone.ToString());
    }

    [Fact]
    public void Missing_customers_are_counted_and_the_first_is_named_unless_each_is_to_be_alone()
    {
        CustomerGraphView<string> view = CommunityResultTests.Friends().AsView();
        KeyValuePair<string, int>[] some = [new("ann", 3), new("bob", 3), new("bob", 3)];
        ArgumentException error = Assert.Throws<ArgumentException>(() => view.CommunitiesFrom(some));
        Assert.StartsWith("5 of 7 customers are in no community, 'cat' first; expected each in one, or Ungrouped = EachAlone.", error.Message, StringComparison.Ordinal);
        CommunityResult<string> given = view.CommunitiesFrom(some, o => o with { Ungrouped = UngroupedCustomers.EachAlone });
        Assert.Equal(6, given.CommunityCount);
        Assert.Equal(3, given["bob"]);
        Assert.Equal([4, 5, 6, 7, 8], _customers[2..].Select(customer => given[customer]));
        Assert.Contains(new("customers in none of the given communities, each alone", 5), given.Receipt.Notes);
    }

    [Fact]
    public void Bad_rows_are_refused_by_name()
    {
        CustomerGraphView<string> view = CommunityResultTests.Friends().AsView();
        IEnumerable<KeyValuePair<string, int>> All(params KeyValuePair<string, int>[] more) => [.. _customers.Select(key => KeyValuePair.Create(key, 0)), .. more];
        Assert.Contains("2 of the customers named are not in this graph, 'zoe' first", Assert.Throws<KeyNotFoundException>(() => view.CommunitiesFrom(All(new("zoe", 0), new("yan", 1)))).Message, StringComparison.Ordinal);
        Assert.Contains("'ann' is in community 0 and in 1; expected one", Assert.Throws<ArgumentException>(() => view.CommunitiesFrom(All(new KeyValuePair<string, int>("ann", 1)))).Message, StringComparison.Ordinal);
        Assert.Contains("The community of 'ann' is -1", Assert.Throws<ArgumentException>(() => view.CommunitiesFrom([new KeyValuePair<string, int>("ann", -1)])).Message, StringComparison.Ordinal);
        Assert.Contains("The community of 'bob' has no name", Assert.Throws<ArgumentException>(() => view.CommunitiesFrom([new("ann", "x"), new KeyValuePair<string, string>("bob", " ")])).Message, StringComparison.Ordinal);
        Assert.Contains("in community 'x' and in 'y'", Assert.Throws<ArgumentException>(() => view.CommunitiesFrom([new("ann", "x"), new KeyValuePair<string, string>("ann", "y")])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => view.CommunitiesFrom(All(), o => o with { Resolution = double.NaN }));
        Assert.Throws<ArgumentException>(() => view.CommunitiesFrom(All(), o => o with { MinSize = 0, Ungrouped = (UngroupedCustomers)5 }));
        Assert.Throws<ArgumentException>(() => view.CommunitiesFrom([.. _customers.Select(key => KeyValuePair.Create(key, int.MaxValue))]));
        Assert.Throws<ArgumentNullException>(() => view.CommunitiesFrom((IEnumerable<KeyValuePair<string, int>>)null!));
        Assert.Empty(CustomerGraph.FromTies(Array.Empty<Tie<int>>(), Array.Empty<Customer<int>>()).AsView().CommunitiesFrom(Array.Empty<KeyValuePair<int, int>>()).Communities);
    }

    [Fact]
    public void Members_who_may_not_be_used_are_left_out_and_counted()
    {
        CustomerGraph<string> graph = CommunityResultTests.Friends();
        foreach (string customer in _customers[1..])
        {
            graph.Consents.Grant(customer, Purpose.Score, Channel.Any, January, "form");
        }

        CommunityResult<string> given = graph.For(Purpose.Score, June).CommunitiesFrom(_customers.Select(key => KeyValuePair.Create(key, 1)));
        Assert.Equal(_customers[1..], given.CommunityOf(1).Members);
        Assert.Contains(new("customers of the given communities who may not be used", 1), given.Receipt.Notes);
    }
}
