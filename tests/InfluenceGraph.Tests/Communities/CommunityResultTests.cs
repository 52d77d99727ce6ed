using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Communities;

public sealed class CommunityResultTests
{
    private static readonly string[] _first = ["ann", "bob", "cat", "dan"];
    private static readonly string[] _second = ["eve", "fay", "gus"];

    [Fact]
    public void Two_circles_of_friends_with_one_tie_between_are_two_communities()
    {
        CommunityResult<string> found = Friends().Communities();
        Assert.Equal(2, found.CommunityCount);
        Assert.Equal(8, found.Count + (found.CommunityCount - 1));
        Assert.All(_first, customer => Assert.Equal(0, found[customer]));
        Assert.All(_second, customer => Assert.Equal(1, found[customer]));
        Community<string> large = found.CommunityOf(0);
        Assert.Equal(_first, large.Members);
        Assert.Equal(4, large.Size);
        Assert.Equal(1 + 2 + 3 + 4, large.OwnValue);

        // 6 pairs both ways, and one tie one way to the others.
        Assert.Equal(12, large.InternalWeight);
        Assert.Equal(1, large.ExternalWeight);
        Assert.Equal(6, large.InternalTies);
        Assert.Equal(1, large.Density);
        Assert.True(large.IsConnected);

        // The others weigh 2 * 6 + 1 = 13 against 25.
        Assert.Equal(1 / 13.0, large.Conductance!.Value, 1e-12);
        Assert.Equal(18 / 19.0, found.Coverage!.Value, 1e-12);
        double modularity = (12 / 19.0) + (6 / 19.0) - Math.Pow(25 / 38.0, 2) - Math.Pow(13 / 38.0, 2);
        Assert.Equal(modularity, found.Modularity!.Value, 1e-12);
        Assert.Equal(modularity, found.Quality!.Value, 1e-12);
        Assert.True(found.Converged);
        Assert.Contains("Modularity, Resolution 1", found.Receipt.Options, StringComparison.Ordinal);
        Assert.StartsWith("2 communities of 7 customers, largest 4; modularity 0.", found.ToString(), StringComparison.Ordinal);
        Assert.Equal([.. _first, .. _second], found.Select(pair => pair.Key));
    }

    [Fact]
    public void Customers_without_ties_are_alone_and_nothing_is_known_of_their_density()
    {
        CommunityResult<int> found = CustomerGraph.FromTies([], [new Customer<int>(1, 5), new Customer<int>(2, 7)]).Communities();
        Assert.Equal(2, found.CommunityCount);
        Assert.NotEqual(found[1], found[2]);
        Assert.Null(found.Modularity);
        Assert.Null(found.Quality);
        Assert.Null(found.Coverage);
        Community<int> alone = found.CommunityOf(found[2]);
        Assert.Equal(7, alone.OwnValue);
        Assert.Null(alone.Density);
        Assert.Null(alone.Conductance);
        Assert.True(alone.IsConnected);
        Assert.Contains("unknown", alone.ToString(), StringComparison.Ordinal);
        Assert.Empty(found.Levels);

        CommunityResult<int> nobody = CustomerGraph.FromTies(Array.Empty<Tie<int>>(), Array.Empty<Customer<int>>()).Communities();
        Assert.Empty(nobody.Communities);
        Assert.Empty(nobody);
    }

    [Fact]
    public void Small_communities_are_counted_but_not_listed()
    {
        CommunityResult<string> found = Friends().Communities(o => o with { MinSize = 4 });
        Assert.Equal(4, Assert.Single(found.Communities).Size);
        Assert.Equal(3, found.CustomersNotListed);
        Assert.Equal(2, found.CommunityCount);
        Assert.Equal(1, found["eve"]);
        Assert.Equal(3, found.CommunityOf(1).Size);
    }

    [Fact]
    public void Who_is_left_out_changes_no_community()
    {
        CustomerGraph<string> graph = Friends();
        foreach (string customer in (string[])[.. _first[..3], .. _second])
        {
            graph.Consents.Grant(customer, Purpose.Score, Channel.Any, January, "form");
        }

        CommunityResult<string> found = graph.For(Purpose.Score, June).Communities();
        CommunityResult<string> without = CustomerGraph.FromTies(Ties().Where(tie => tie.From != "dan" && tie.To != "dan"), Customers().Where(customer => customer.Key != "dan")).Communities();
        Assert.Equal(without, found);
        Assert.Equal(without.Receipt.DataHash, found.Receipt.DataHash);
        Assert.Throws<KeyNotFoundException>(() => found["dan"]);
        Assert.False(found.TryGetValue("dan", out int none));
        Assert.Equal(-1, none);
        Assert.Throws<InvalidOperationException>(() => graph.Communities());
        Assert.False(found.IsStale);
        graph.Consents.Refuse("ann", Purpose.Score, Channel.Any, March, "phone");
        Assert.True(found.IsStale);
    }

    [Fact]
    public void A_start_with_customers_who_may_not_be_used_now_gives_ids_but_not_its_start()
    {
        CustomerGraph<string> graph = Friends();
        CommunityResult<string> before = graph.Communities(o => o with { Seed = 5 });
        CustomerGraph<string> later = CustomerGraph.FromTies(Ties().Where(tie => tie.From != "dan" && tie.To != "dan"), Customers().Where(customer => customer.Key != "dan"));
        CommunityResult<string> cold = later.Communities(o => o with { Start = before });
        Assert.Contains("but not its start", cold.Receipt.Options, StringComparison.Ordinal);
        CommunityResult<string> warm = later.Communities(o => o with { Start = before, StartsDespiteWithdrawal = true });
        Assert.EndsWith("from an earlier result", warm.Receipt.Options, StringComparison.Ordinal);
        Assert.All(warm, pair => Assert.Equal(before[pair.Key], pair.Value));
        Assert.All(cold, pair => Assert.Equal(before[pair.Key], pair.Value));
        Assert.Null(cold.Options.Start);
    }

    [Fact]
    public void Levels_lead_from_parts_to_communities()
    {
        CommunityResult<int> found = PlainCommunities.Planted(2, 8, 25, 0.3, 0.01).Build().Communities(o => o with { Runs = 1 });
        Assert.NotEmpty(found.Levels);
        foreach ((int customer, int community) in found)
        {
            int part = found.Levels[0][customer];
            foreach (CommunityLevel<int> level in found.Levels.Skip(1))
            {
                part = found.Levels[found.Levels.ToList().IndexOf(level) - 1].ParentOf(part);
                Assert.Equal(level[customer], part);
            }

            Assert.Equal(community, found.Levels[^1].ParentOf(part));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => found.Levels[0].ParentOf(found.Levels[0].Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => found.Levels[0].ParentOf(-1));
    }

    [Fact]
    public void Shared_tags_pull_together_whom_ties_alone_leave_undecided()
    {
        // A ring of six: by ties alone any three pairs or two triples are equally good.
        CustomerTag[] chess = [new("chess", 1)];
        CustomerTag[] running = [new("running", 1)];
        Customer<int>[] customers = [.. Enumerable.Range(0, 6).Select(key => new Customer<int>(key, 1) { Tags = key is 1 or 2 or 3 ? chess : running })];
        Tie<int>[] ring = [.. Enumerable.Range(0, 6).Select(key => new Tie<int>(key, (key + 1) % 6, 1))];
        CustomerGraph<int> graph = CustomerGraph.FromTies(ring, customers);
        CommunityResult<int> found = graph.Communities(o => o with { TagShare = 0.9 });
        Assert.Equal(found[1], found[2]);
        Assert.Equal(found[2], found[3]);
        Assert.Equal(found[4], found[5]);
        Assert.Equal(found[5], found[0]);
        Assert.Equal(2, found.CommunityCount);
        Assert.NotEqual(found.Quality!.Value, found.Modularity!.Value);

        // The answer rests on tags, so its hash knows them.
        Assert.NotEqual(graph.Communities().Receipt.DataHash, found.Receipt.DataHash);

        // With tags only, ties between people who share none are no ties.
        Assert.Equal(2, graph.Communities(o => o with { TagShare = 1 }).CommunityCount);
    }

    [Fact]
    public void Who_shares_tags_can_belong_together_without_a_tie()
    {
        CustomerGraph<int> graph = CustomerGraph.FromTies(
            [new Tie<int>(0, 1, 1)],
            Enumerable.Range(0, 6).Select(key => new Customer<int>(key, 1) { Tags = [new(key < 3 ? "chess" : "running")] }));
        Assert.Equal(5, graph.Communities(o => o with { TagShare = 0.5 }).CommunityCount);

        CommunityResult<int> linked = graph.Communities(o => o with { TagShare = 0.5, SimilarCustomers = 3 });
        Assert.Equal(2, linked.CommunityCount);
        Assert.Equal([0, 1, 2], linked.CommunityOf(linked[0]).Members);
        Assert.False(linked.CommunityOf(linked[3]).IsConnected);
        Assert.Throws<ArgumentException>(() => graph.Communities(o => o with { SimilarCustomers = 3 }));
        Assert.Throws<ArgumentException>(() => graph.Communities(o => o with { TagShare = 0.5, SimilarCustomers = -1 }));
    }

    [Fact]
    public void Segments_can_ask_for_communities()
    {
        CustomerGraph<string> graph = Friends();
        CommunityResult<string> found = graph.Communities();
        SegmentResult<string> segment = graph.Segment(
            "group community = 1",
            o => o with { Groupings = new Dictionary<string, IEnumerable<KeyValuePair<string, string>>> { ["community"] = found.AsGrouping() } });
        Assert.Equal(_second, segment.Members);
    }

    [Fact]
    public void Options_out_of_range_are_all_named_in_one_message()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Friends().Communities(o => o with
        {
            Resolution = double.NaN,
            Quality = (CommunityQuality)9,
            TagShare = 1.5,
            MinSize = 0,
            MaxPasses = 0,
            Runs = 0,
            Threads = 0,
        }));
        foreach (string option in (string[])["Resolution", "Quality", "TagShare", "MinSize", "MaxPasses", "Runs", "Threads"])
        {
            Assert.Contains($"{option} is ", error.Message, StringComparison.Ordinal);
        }

        Assert.All((double[])[0, -1, double.PositiveInfinity], resolution => Assert.Throws<ArgumentException>(() => Friends().Communities(o => o with { Resolution = resolution })));
        Assert.Throws<ArgumentException>(() => Friends().Communities(o => o with { Directed = true, Quality = CommunityQuality.ConstantPotts }));
        Assert.Throws<ArgumentException>(() => Friends().Communities(_ => null!));
        Assert.Throws<KeyNotFoundException>(() => Friends().Communities()["zoe"]);
        Assert.Throws<KeyNotFoundException>(() => Friends().Communities().CommunityOf(9));
    }

    [Fact]
    public void The_same_question_has_the_same_answer_at_any_number_of_threads()
    {
        CustomerGraph<int> graph = PlainCommunities.Random(3, 120, 0.05).Build();
        CommunityResult<int> one = graph.Communities(o => o with { Threads = 1, Runs = 5 });
        CommunityResult<int> four = graph.Communities(o => o with { Threads = 4, Runs = 5 });
        Assert.Equal(one, four);
        Assert.Equal(one.Quality, four.Quality);
    }

    internal static CustomerGraph<string> Friends() => CustomerGraph.FromTies(Ties(), Customers());

    private static IEnumerable<Customer<string>> Customers() => _first.Concat(_second).Select((key, i) => new Customer<string>(key, i + 1));

    private static IEnumerable<Tie<string>> Ties() =>
    [
        .. from a in _first from b in _first where a != b select new Tie<string>(a, b, 1),
        .. from a in _second from b in _second where a != b select new Tie<string>(a, b, 1),
        new("dan", "eve", 1),
    ];
}
