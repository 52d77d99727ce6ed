using InfluenceGraph.Tests.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.Topics;

public sealed class TopicPropertyTests
{
    private const int Tags = 5;

    /// <summary>Sweeps stop when this share of the value may still be on its way.</summary>
    private const double Residual = 1e-10;

    private static readonly UnreachedPolicy[] _linear = [UnreachedPolicy.Keep, UnreachedPolicy.Uniform, UnreachedPolicy.Drop];

    [Fact]
    public void The_values_of_a_topic_add_up_to_what_starts_on_it_or_less_where_value_may_leave() => TestGraph.ForAll(graph =>
    {
        Customer<int>[] customers = TestTags.Customers(graph.OwnValues, Tags, seed: graph.Ties.Length);
        CustomerGraph<int> built = CustomerGraph.FromTies(graph.Ties, customers);
        foreach (UnreachedPolicy policy in TestGraph.Policies)
        {
            TopicValueResult<int> values = built.SocialValueByTopic(Enumerable.Range(0, Tags).Select(TestTags.Name), o => o with { Unreached = policy, Tolerance = Residual });
            for (int tag = 0; tag < Tags; tag++)
            {
                double starts = customers.Sum(customer => customer.OwnValue * TestTags.ShareOf(customer, [TestTags.Name(tag)]));
                TopicValue<int> topic = values[TestTags.Name(tag)];
                Assert.Equal(starts, topic.TotalValue, 1e-9 * Math.Max(1, starts));
                double stops = Enumerable.Range(0, graph.Count).Sum(customer => topic[customer]);
                double tolerance = 1e-8 * Math.Max(1, starts);
                Assert.InRange(stops, policy == UnreachedPolicy.Drop ? 0 : starts - tolerance, starts + tolerance);
            }
        }
    });

    /// <summary>Two topics without a tag in common: a customer's shares of both add up to the share of the two together. Under Prior what nobody can reach starts anew where the topic's value does, which adds up for one topic only.</summary>
    [Fact]
    public void Two_topics_together_are_worth_what_they_are_worth_one_by_one() => TestGraph.ForAll(graph =>
    {
        Customer<int>[] customers = TestTags.Customers(graph.OwnValues, Tags, seed: graph.Ties.Length);
        CustomerGraph<int> built = CustomerGraph.FromTies(graph.Ties, customers);
        Topic one = new("one", TestTags.Name(0), TestTags.Name(3));
        Topic other = new("other", TestTags.Name(1));
        Topic both = new("both", [.. one.Tags, .. other.Tags]);
        foreach (UnreachedPolicy policy in _linear)
        {
            TopicValueResult<int> values = built.SocialValueByTopic([one, other, both], o => o with { Unreached = policy, Tolerance = Residual });
            double total = values["both"].TotalValue;
            Assert.Equal(total, values["one"].TotalValue + values["other"].TotalValue, 1e-9 * Math.Max(1, total));
            Assert.All(Enumerable.Range(0, graph.Count), customer => Assert.Equal(values["both"][customer], values["one"][customer] + values["other"][customer], 1e-8 * Math.Max(1, total)));
        }
    });
}
