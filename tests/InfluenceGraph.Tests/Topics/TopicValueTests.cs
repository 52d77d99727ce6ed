using System.Security.Cryptography;
using InfluenceGraph.Tests.SocialValues;
using Xunit;
using static InfluenceGraph.Tests.Moments;

namespace InfluenceGraph.Tests.Topics;

public sealed class TopicValueTests
{
    [Theory]
    [InlineData(UnreachedPolicy.Keep)]
    [InlineData(UnreachedPolicy.Prior)]
    [InlineData(UnreachedPolicy.Uniform)]
    [InlineData(UnreachedPolicy.Drop)]
    public void Each_topic_has_the_values_that_social_value_gives_with_its_starting_values_within_the_error_bounds(UnreachedPolicy policy)
    {
        for (int seed = 1; seed <= 8; seed++)
        {
            TestGraph graph = TestGraph.Seeded(seed, 40, 150);
            Customer<int>[] customers = TestTags.Customers(graph.OwnValues, 12, seed);
            CustomerGraph<int> built = CustomerGraph.FromTies(graph.Ties, customers, o => o with { OnSelfTie = SelfTieRule.Keep });
            Topic[] topics = [.. Enumerable.Range(0, 12).Select(tag => Topic.Of(TestTags.Name(tag))), new("many", "tag00", "tag03", "tag05")];
            TopicValueResult<int> byTopic = built.SocialValueByTopic(topics, o => o with { Unreached = policy, Damping = 0.7, Threads = 1 + (seed % 3) });
            int compared = 0;
            foreach (Topic topic in topics)
            {
                var prior = customers.ToDictionary(customer => customer.Key, customer => customer.OwnValue * TestTags.ShareOf(customer, topic.Tags));
                TopicValue<int> values = byTopic[topic.Name];
                Assert.Equal(prior.Values.Count(value => value > 0), values.SourceCount);
                if (values.SourceCount == 0)
                {
                    Assert.Equal(0, values.TotalValue);
                    Assert.Empty(values.Top(5));
                    Assert.All(values, pair => Assert.Equal(0, pair.Value));
                    continue;
                }

                SocialValueResult<int> alone = built.SocialValue(o => o with { Prior = prior, Unreached = policy, Damping = 0.7 });
                Assert.True(values.Converged);
                Assert.InRange(values.Residual, 0, 1e-10);
                Assert.InRange(values.Iterations, 1, 80);
                Assert.Equal(alone.TotalValue, values.TotalValue);
                double bound = alone.ErrorBound + values.ErrorBound;
                Assert.InRange(bound, 0, 1e-9 * alone.TotalValue);
                Assert.InRange(alone.Sum(pair => Math.Abs(pair.Value - values[pair.Key])), 0, bound);
                Assert.Equal(alone.DroppedValue, values.DroppedValue, bound);
                foreach ((int key, double value) in values)
                {
                    // Nothing is nothing, and little is little, in both.
                    Assert.Equal(alone[key] == 0, value == 0);
                    Assert.Equal(alone[key], value, bound);
                }

                Ranking<int> top = values.Top(5);
                int certain = Math.Min(top.CertainThrough, alone.Top(5).CertainThrough);
                Assert.Equal(alone.Top(5).Take(certain).Select(place => place.Customer), top.Take(certain).Select(place => place.Customer));
                Assert.InRange(top.CertainThrough, 0, top.Count);
                compared++;
            }

            Assert.True(compared > 5, $"only {compared} topics compared");
        }
    }

    [Fact]
    public void The_values_of_a_topic_add_up_to_what_starts_on_it_and_do_not_depend_on_the_topics_beside_it()
    {
        TestGraph graph = TestGraph.Seeded(3, 300, 2000);
        Customer<int>[] customers = TestTags.Customers(graph.OwnValues, 100, 3);
        CustomerGraph<int> built = CustomerGraph.FromTies(graph.Ties, customers, o => o with { OnSelfTie = SelfTieRule.Keep });
        TopicValueResult<int> all = built.SocialValueByTopic(Enumerable.Range(0, 100).Select(TestTags.Name));
        foreach (int tag in (int[])[0, 7, 63, 64, 70])
        {
            TopicValue<int> values = all[TestTags.Name(tag)];
            TopicValue<int> alone = built.SocialValueByTopic([TestTags.Name(tag)])[TestTags.Name(tag)];
            Assert.Equal(alone, values);
            Assert.Equal(customers.Sum(customer => customer.OwnValue * TestTags.ShareOf(customer, [TestTags.Name(tag)])), values.TotalValue, 1e-9);
            Assert.Equal(values.TotalValue, values.Sum(pair => pair.Value), values.ErrorBound + 1e-9);
        }

        // Every customer with tags is about something: all topics together are their own values.
        Assert.Equal(customers.Where(customer => customer.Tags.Count > 0).Sum(customer => customer.OwnValue), all.Topics.Sum(topic => topic.TotalValue), 1e-7);
    }

    [Theory]
    [InlineData(UnreachedPolicy.Keep, 1e-3)]
    [InlineData(UnreachedPolicy.Keep, 1e-6)]
    [InlineData(UnreachedPolicy.Uniform, 1e-8)]
    [InlineData(UnreachedPolicy.Prior, 1e-13)]
    [InlineData(UnreachedPolicy.Drop, 1e-14)]
    public void The_residual_says_how_far_the_values_are_from_exact_ones_at_any_tolerance(UnreachedPolicy policy, double tolerance)
    {
        TestGraph graph = TestGraph.Seeded(6, 200, 900);
        Customer<int>[] customers = TestTags.Customers(graph.OwnValues, 5, 6);
        CustomerGraph<int> built = CustomerGraph.FromTies(graph.Ties, customers, o => o with { OnSelfTie = SelfTieRule.Keep });
        var prior = customers.ToDictionary(customer => customer.Key, customer => customer.OwnValue * TestTags.ShareOf(customer, ["tag00"]));
        SocialValueResult<int> exact = built.SocialValue(o => o with { Prior = prior, Unreached = policy, Tolerance = 1e-15, MaxIterations = 400 });
        TopicValue<int> values = built.SocialValueByTopic(["tag00"], o => o with { Unreached = policy, Tolerance = tolerance })["tag00"];
        Assert.True(values.Converged);
        Assert.InRange(values.Residual, 0, tolerance);
        Assert.InRange(exact.Sum(pair => Math.Abs(pair.Value - values[pair.Key])), 0, values.ErrorBound + exact.ErrorBound);

        // A coarse tolerance is not paid for with the sweeps of a fine one.
        int expected = (int)Math.Ceiling(Math.Log(tolerance) / Math.Log(0.85));
        Assert.InRange(values.Iterations, 1, expected + 3);
    }

    [Fact]
    public void Too_few_sweeps_are_data_and_their_residual_is_right()
    {
        TestGraph graph = TestGraph.Seeded(6, 200, 900);
        CustomerGraph<int> built = CustomerGraph.FromTies(graph.Ties, TestTags.Customers(graph.OwnValues, 5, 6), o => o with { OnSelfTie = SelfTieRule.Keep });
        TopicValue<int> exact = built.SocialValueByTopic(["tag00"])["tag00"];
        foreach (int sweeps in (int[])[1, 2, 9])
        {
            TopicValue<int> values = built.SocialValueByTopic(["tag00"], o => o with { MaxIterations = sweeps })["tag00"];
            Assert.False(values.Converged);
            Assert.Equal(sweeps, values.Iterations);
            double apart = exact.Sum(pair => Math.Abs(pair.Value - values[pair.Key]));
            Assert.InRange(apart, values.ErrorBound / 1000, values.ErrorBound + exact.ErrorBound);
        }

        TopicValue<int> all = built.SocialValueByTopic(["tag00"], o => o with { Tolerance = 0, MaxIterations = 300 })["tag00"];
        Assert.InRange(all.Residual, 0, 1e-15);
    }

    [Theory]
    [InlineData(1e-290)]
    [InlineData(1e-30)]
    [InlineData(1e30)]
    [InlineData(1e90)]
    public void Money_may_be_counted_in_any_unit(double unit)
    {
        TestGraph graph = TestGraph.Seeded(3, 100, 500);
        Customer<int>[] customers = TestTags.Customers(graph.OwnValues, 3, 3);
        CustomerGraph<int> plain = CustomerGraph.FromTies(graph.Ties, customers, o => o with { OnSelfTie = SelfTieRule.Keep });
        CustomerGraph<int> scaled = CustomerGraph.FromTies(graph.Ties, customers.Select(customer => customer with { OwnValue = customer.OwnValue * unit }), o => o with { OnSelfTie = SelfTieRule.Keep });
        TopicValue<int> expected = plain.SocialValueByTopic(["tag00"])["tag00"];
        TopicValue<int> actual = scaled.SocialValueByTopic(["tag00"])["tag00"];
        Assert.True(actual.Converged);
        foreach ((int key, double value) in expected)
        {
            Assert.Equal(value, actual[key] / unit, 1e-9 * expected.TotalValue);
        }
    }

    [Fact]
    public void Customers_can_be_counted_and_inferred_tags_left_out()
    {
        TestGraph graph = TestGraph.Seeded(5, 60, 200);
        Customer<int>[] customers = TestTags.Customers(graph.OwnValues, 6, 5);
        CustomerGraph<int> built = CustomerGraph.FromTies(graph.Ties, customers, o => o with { OnSelfTie = SelfTieRule.Keep });
        TopicValue<int> values = built.SocialValueByTopic(["tag01"], o => o with { CountCustomers = true, UseInferredTags = false })["TAG01"];
        var prior = customers.ToDictionary(customer => customer.Key, customer => TestTags.ShareOf(customer, ["tag01"], useInferred: false));
        SocialValueResult<int> alone = built.SocialValue(o => o with { Prior = prior });
        Assert.InRange(alone.Sum(pair => Math.Abs(pair.Value - values[pair.Key])), 0, alone.ErrorBound + values.ErrorBound);
    }

    [Fact]
    public void Who_is_left_out_changes_no_bit()
    {
        TestGraph graph = TestGraph.Seeded(9, 80, 400);
        Customer<int>[] customers = TestTags.Customers(graph.OwnValues, 10, 9);
        CustomerGraph<int> all = CustomerGraph.FromTies(graph.Ties, customers);
        foreach (Customer<int> customer in customers.Where(customer => customer.Key % 3 != 0))
        {
            all.Consents.Grant(customer.Key, Purpose.Score, Channel.Any, January, "form");
        }

        CustomerGraph<int> some = CustomerGraph.FromTies(
            graph.Ties.Where(tie => tie.From % 3 != 0 && tie.To % 3 != 0),
            customers.Where(customer => customer.Key % 3 != 0));
        string[] tags = [.. Enumerable.Range(0, 10).Select(TestTags.Name)];
        CustomerGraphView<int> view = all.For(Purpose.Score, June);
        TopicValueResult<int> ofView = view.SocialValueByTopic(tags);
        TopicValueResult<int> ofSome = some.At(June).SocialValueByTopic(tags);
        foreach (string tag in tags)
        {
            Assert.Equal(ofSome[tag], ofView[tag]);
            Assert.Equal(ofSome[tag].Residual, ofView[tag].Residual);
            Assert.Equal(ofSome[tag].Top(10).CertainThrough, ofView[tag].Top(10).CertainThrough);
        }

        Assert.Equal(ofSome.Receipt.DataHash, ofView.Receipt.DataHash);
        Assert.NotEqual(view.Receipt.DataHash, ofView.Receipt.DataHash);
        Assert.Throws<KeyNotFoundException>(() => ofView["tag00"][0]);
        Assert.Throws<KeyNotFoundException>(() => ofView.Of(3));
        Assert.False(ofView.IsStale);
        all.Consents.Refuse(1, Purpose.Score, Channel.Any, January, "call");
        Assert.True(ofView.IsStale);
        Assert.Throws<InvalidOperationException>(() => all.SocialValueByTopic(tags));
    }

    [Fact]
    [Trait("Category", "Bits")]
    public void Values_have_the_same_bits_on_every_machine()
    {
        double[] ownValues = [.. Enumerable.Range(0, 500).Select(key => key % 13 / 7.0)];
        Customer<int>[] customers = [.. ownValues.Select((value, key) => new Customer<int>(key, value) { Tags = [new(TestTags.Name(key % 41), 1 + (key % 5)), new(TestTags.Name(key % 7), 1 / 3.0)] })];
        IEnumerable<Tie<int>> ties = Enumerable.Range(0, 5000).Select(i => new Tie<int>(i * 7919 % 500, (i * 104_729 / 3) % 450, (1 + (i % 10)) / 10.0, 1 + (i % 17 / 7.0)));
        CustomerGraph<int> graph = CustomerGraph.FromTies(ties, customers);
        var hashes = new HashSet<string>();
        foreach (int threads in (int[])[1, 3])
        {
            TopicValueResult<int> values = graph.SocialValueByTopic(Enumerable.Range(0, 41).Select(TestTags.Name), o => o with { Threads = threads, Unreached = UnreachedPolicy.Uniform });
            hashes.Add(Convert.ToHexStringLower(SHA256.HashData([.. values.Topics.SelectMany(topic => topic.SelectMany(pair => BitConverter.GetBytes(pair.Value)))])));
        }

        Assert.Equal("fbe3cb5dbbe9657bb98a6b165fc4e1d99afbca995ab1dc2a53d21bf0be54ebe2", Assert.Single(hashes));
    }

    [Fact]
    public void What_a_customer_is_worth_most_on_stands_first()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(
            [new Tie<string>("ann", "bob", 1), new("ann", "cat", 1)],
            [new Customer<string>("ann", 10), new("bob", 100) { Tags = [new("running", 3), new("chess")] }, new("cat", 40) { Tags = [new("chess")] }]);
        TopicValueResult<string> values = graph.SocialValueByTopic(["chess", "running", "opera"], o => o with { Damping = 0.5 });
        Assert.Equal(["running", "chess"], values.Of("ann").Select(pair => pair.Key.Name));

        // bob's 75 for running and 25 + 40 for chess move to ann by half, and stay with her: nobody can reach ann.
        Assert.Equal(37.5, values["running"]["ann"], 1e-9);
        Assert.Equal(32.5, values["chess"]["ann"], 1e-9);
        Assert.Equal(0, values["opera"].SourceCount);
        Assert.Equal("running: 75 from 1 customers; 2 iterations, residual 0.0e+0", values["running"].ToString());
        Assert.Contains("3 topics", values.ToString(), StringComparison.Ordinal);
        Assert.Contains("chess; running; opera", values.Receipt.Options, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_questions_are_refused()
    {
        CustomerGraph<int> graph = CustomerGraph.FromTies([new Tie<int>(1, 2, 1)]);
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => graph.SocialValueByTopic(Array.Empty<string>())).Message, StringComparison.Ordinal);
        Assert.Contains("'a' is asked for twice", Assert.Throws<ArgumentException>(() => graph.SocialValueByTopic(["a", "A "])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => graph.SocialValueByTopic(["a", " "]));
        Assert.Throws<ArgumentException>(() => new Topic("none"));
        Assert.Throws<ArgumentException>(() => new Topic(" ", "a"));
        string message = Assert.Throws<ArgumentException>(() => graph.SocialValueByTopic(["a"], o => o with { Damping = 1, Tolerance = double.NaN, MaxIterations = 0, Threads = 0, Unreached = (UnreachedPolicy)9 })).Message;
        foreach (string option in (string[])["Damping", "Tolerance", "MaxIterations", "Threads", "Unreached"])
        {
            Assert.Contains($"{option} is", message, StringComparison.Ordinal);
        }

        Assert.Contains("'b'", Assert.Throws<KeyNotFoundException>(() => graph.SocialValueByTopic(["a"])["b"]).Message, StringComparison.Ordinal);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => CustomerGraph.FromTies([new Tie<int>(1, 2, 1)], [new Customer<int>(1, 1), new(2, 1) { Tags = [new("a")] }]).SocialValueByTopic(["a"], cancellationToken: source.Token));
    }
}
