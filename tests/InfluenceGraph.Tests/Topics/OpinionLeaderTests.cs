using InfluenceGraph.Tests.SocialValues;
using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Topics;

public sealed class OpinionLeaderTests
{
    private static readonly Topic[] _running = [Topic.Of("running")];

    [Fact]
    public void One_who_many_listen_to_stays_and_one_whose_value_comes_from_one_customer_has_not_enough_evidence()
    {
        CustomerGraph<string> graph = Hubs();
        OpinionLeaderResult<string> leaders = graph.OpinionLeaders(_running, o => o with { Top = 2, Value = new() { Damping = 0.6 } });
        LeaderBoard<string> board = leaders["Running"];

        Assert.Equal(["many", "one"], board.Leaders.Select(leader => leader.Customer));
        Assert.Equal(leaders.Values["running"]["many"], board.Leaders[0].Value);
        OpinionLeader<string> many = board.Leaders[0];
        Assert.True(many.HasEnoughEvidence);
        Assert.Equal(40, many.Evidence);
        Assert.Equal(40, many.EffectiveEvidence, 1e-6);
        Assert.Equal(1, many.StaysShare);
        Assert.InRange(many.Value, many.Interval!.Value.Low, many.Interval.Value.High);

        // 40 equal sources of 41: the coefficient of variation of the mean of exponentials is about 1 / sqrt(41).
        Assert.InRange(many.Interval.Value.StandardError / many.Value, 0.01, 0.2);
        OpinionLeader<string> one = board.Leaders[1];
        Assert.False(one.HasEnoughEvidence);
        Assert.Null(one.StaysShare);
        Assert.Equal(1, one.Evidence);
        Assert.Contains("not enough evidence, from 1 customers", one.ToString(), StringComparison.Ordinal);
        Assert.Contains("41 of 44 customers are about it", board.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Replicates_have_the_spread_that_theory_gives()
    {
        // Value of "many" is the mean of 40 of 41 exponential weights of mean 1 in all: a Beta(40, 1) share of the total.
        OpinionLeaderResult<string> leaders = Hubs().OpinionLeaders(_running, o => o with { Top = 1, Replicates = 1024, Value = new() { Damping = 0.5 } });
        OpinionLeader<string> many = Assert.Single(leaders["running"].Leaders);
        double share = 40 / 41.0;
        double deviation = Math.Sqrt(share * (1 - share) / 42) / share * many.Value;

        // The sample deviation of 1,024 skewed numbers is within 15 %; the seed is fixed.
        Assert.InRange(many.Interval!.Value.StandardError, 0.85 * deviation, 1.15 * deviation);
        MathNet.Numerics.Distributions.Beta beta = new(40, 1);
        Assert.Equal(beta.InverseCumulativeDistribution(0.05) / share * many.Value, many.Interval.Value.Low, 0.02 * many.Value);
    }

    [Fact]
    public void Communities_have_boards_of_their_own()
    {
        TestGraph graph = TestGraph.Seeded(4, 120, 900);
        Customer<int>[] customers = TestTags.Customers(graph.OwnValues, 4, 4);
        CustomerGraphView<int> view = CustomerGraph.FromTies(graph.Ties, customers).AsView();
        var communities = customers.Select(customer => KeyValuePair.Create(customer.Key, customer.Key % 3)).ToArray();
        Topic[] topics = [Topic.Of("tag00"), Topic.Of("tag01"), Topic.Of("nothing")];
        OpinionLeaderResult<int> leaders = view.OpinionLeaders(topics, communities, o => o with { Replicates = 16, Top = 3 });

        Assert.Equal(12, leaders.Boards.Count);
        foreach (Topic topic in topics[..2])
        {
            TopicValue<int> value = leaders.Values[topic.Name];
            foreach (int community in (int[])[0, 1, 2])
            {
                LeaderBoard<int> board = leaders[topic.Name, $"{community}"];
                IEnumerable<int> expected = value.Where(pair => pair.Key % 3 == community).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(3).Select(pair => pair.Key);
                Assert.Equal(expected, board.Leaders.Select(leader => leader.Customer));
                Assert.Equal(40, board.MemberCount);
                Assert.All(board.Leaders, leader => Assert.True(leader.StaysShare is null or (>= 0 and <= 1)));
            }
        }

        Assert.Empty(leaders["nothing"].Leaders);
        Assert.Throws<KeyNotFoundException>(() => leaders["nothing", "9"]);

        // At most half of a small community.
        Assert.Single(view.OpinionLeaders(topics, [KeyValuePair.Create(0, "a"), KeyValuePair.Create(1, "a")])["tag00", "a"].Leaders);
        Assert.Throws<KeyNotFoundException>(() => view.OpinionLeaders(topics, [KeyValuePair.Create(999, "a")]));
    }

    [Fact]
    public void Who_is_left_out_changes_no_bit_and_threads_neither()
    {
        TestGraph graph = TestGraph.Seeded(8, 90, 600);
        Customer<int>[] customers = TestTags.Customers(graph.OwnValues, 3, 8);
        CustomerGraph<int> all = CustomerGraph.FromTies(graph.Ties, customers);
        foreach (Customer<int> customer in customers.Where(customer => customer.Key % 4 != 0))
        {
            all.Consents.Grant(customer.Key, Purpose.Score, Channel.Any, January, "form");
        }

        CustomerGraph<int> some = CustomerGraph.FromTies(graph.Ties.Where(tie => tie.From % 4 != 0 && tie.To % 4 != 0), customers.Where(customer => customer.Key % 4 != 0));
        var communities = customers.Select(customer => KeyValuePair.Create(customer.Key, customer.Key % 2)).ToArray();
        OpinionLeaderResult<int> ofView = all.For(Purpose.Score, June).OpinionLeaders(_tags, communities, o => o with { Value = new() { Threads = 3 } });
        OpinionLeaderResult<int> ofSome = some.At(June).OpinionLeaders(_tags, communities.Where(pair => pair.Key % 4 != 0), o => o with { Value = new() { Threads = 1 } });
        Assert.Equal(ofSome.Boards.SelectMany(board => board.Leaders), ofView.Boards.SelectMany(board => board.Leaders));
        Assert.Contains(new("members of communities who may not be used", customers.Count(customer => customer.Key % 4 == 0)), ofView.Receipt.Notes);
        Assert.Equal(ofSome.Receipt.DataHash, ofView.Receipt.DataHash);
        Assert.NotEqual(
            ofSome.Boards[0].Leaders.Select(leader => leader.Interval),
            some.At(June).OpinionLeaders(_tags, o => o with { Seed = 2 }).Boards[0].Leaders.Select(leader => leader.Interval));
    }

    [Fact]
    public void Bad_options_are_refused_together()
    {
        string message = Assert.Throws<ArgumentException>(() => Hubs().OpinionLeaders(_running, o => o with { Top = 0, MinEvidence = 1, Replicates = 2, Confidence = 1 })).Message;
        foreach (string option in (string[])["Top", "MinEvidence", "Replicates", "Confidence"])
        {
            Assert.Contains($"{option} is", message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => Hubs().OpinionLeaders([]));
        Assert.Throws<ArgumentException>(() => Hubs().OpinionLeaders(_running, o => o with { Value = new() { Damping = 2 } }));
    }

    private static readonly Topic[] _tags = [Topic.Of("tag00"), new("two", "tag01", "tag02")];

    /// <summary>40 runners whom "many" can reach, one rich-enough runner whom only "one" can, and nobody else to talk to.</summary>
    private static CustomerGraph<string> Hubs() => CustomerGraph.FromTies(
        [
            .. Enumerable.Range(0, 40).Select(i => new Tie<string>("many", $"runner{i:00}", 1)),
            new("one", "alone", 1),
        ],
        [
            .. Enumerable.Range(0, 40).Select(i => new Customer<string>($"runner{i:00}", 1) { Tags = [new("running")] }),
            new("alone", 1) { Tags = [new("running")] },
            new("many", 0),
            new("one", 0),
            new("reader", 5) { Tags = [new("chess")] },
        ]);
}
