using Xunit;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>Reach that counts the share of a topic, against all worlds of a tiny graph.</summary>
public sealed class TopicReachTests
{
    private static readonly CascadeModel _model = new() { Propensity = Propensity.Constant(0.5) };

    private static readonly Tie<string>[] _ties = [new("ann", "bob", 1), new("bob", "cat", 1), new("ann", "cat", 0.5), new("cat", "dan", 1), new("dan", "bob", 0.25)];

    private static readonly Customer<string>[] _customers =
    [
        new("ann", 10),
        new("bob", 20) { Tags = [new("running", 3), new("chess")] },
        new("cat", 40) { Tags = [new("Cycling"), new("opera", 3, IsInferred: true)] },
        new("dan", 80) { Tags = [new("running", 0.1)] },
        new("eve", 160) { Tags = [new("running")] },
    ];

    [Theory]
    [InlineData("running", 0, 0.75, 0, 1)]
    [InlineData("opera", 0, 0, 0.75, 0)]
    public void Reach_counts_the_share_that_a_tag_has(string tag, double ann, double bob, double cat, double dan)
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(_ties, _customers);
        CascadeReachResult<string> reach = graph.CascadeReach(["ann"], o => o with { Model = _model, Measure = ReachMeasure.Tag(tag) });
        double exact = ExactCascade.Reach(graph.AsView().GroundFor(_model, TestContext.Current.CancellationToken).Graph, [0], [ann, bob, cat, dan, 1]);

        // The interval holds the exact number with 95 % confidence; three standard errors fail once in 370, and the seed is fixed.
        Assert.InRange(exact, reach.Reach.Value - (3 * reach.Reach.StandardError), reach.Reach.Value + (3 * reach.Reach.StandardError));
        Assert.InRange(reach.Reach.Value, 0.5 * exact, 2 * exact);
        Assert.Contains($"share of {tag}", reach.Receipt.Options, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_is_the_sum_of_its_tags_and_one_that_nobody_has_counts_nothing()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(_ties, _customers);
        CascadeReachResult<string> Of(ReachMeasure measure) => graph.CascadeReach(["ann", "dan"], o => o with { Model = _model, Measure = measure });
        CascadeReachResult<string> endurance = Of(ReachMeasure.OnTopic(new("endurance", "running", "cycling")));

        // The same worlds whatever counts in them.
        Assert.Equal(Of(ReachMeasure.Tag("running")).Reach.Value + Of(ReachMeasure.Tag("CYCLING ")).Reach.Value, endurance.Reach.Value, 0.02);
        Assert.Equal(0, Of(ReachMeasure.Tag("golf")).Reach.Value);
        Assert.Contains(endurance.Receipt.Notes, note => note is { Reason: "customers who are about endurance (cycling, running)", Count: 4 });
        Assert.NotEqual(Of(ReachMeasure.Customers).Receipt.DataHash, endurance.Receipt.DataHash);

        Assert.Throws<ArgumentException>(() => ReachMeasure.Tag(" "));
    }
}
