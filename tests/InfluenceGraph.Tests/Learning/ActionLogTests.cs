using Xunit;
using static InfluenceGraph.Tests.Learning.ToyLog;

namespace InfluenceGraph.Tests.Learning;

public sealed class ActionLogTests
{
    [Fact]
    public void Counts_what_came_in()
    {
        Assert.Equal(["v", "w", "x", "y", "z"], Log.Actions);
        Assert.Equal(11, Log.Rows);
        Assert.Equal(3, Log.CustomerCount);
        Assert.Equal(Start, Log.FirstAt);
        Assert.Equal(Start.AddDays(4), Log.LastAt);
        Assert.Equal("11 rows: 3 customers, 5 actions; 0 repeated rows left out, 7 rows came out of order", Log.ToString());
    }

    [Fact]
    public void Who_does_the_same_again_counts_once_at_the_first_time()
    {
        var log = ActionLog.FromRows([Row("a", "x", 3), Row("b", "x", 2), Row("a", "x", 1), Row("a", "x", 1), Row("a", "y", 5)]);

        Assert.Equal(3, log.Rows);
        Assert.Equal(2, log.RepeatedRows);
        Assert.Equal(Start.AddDays(1), log.FirstAt);

        // b follows a in x, and not in y. Had a done x on day 3 only, b would have been first.
        Assert.Equal(0.5, CustomerGraph.FromTies([new Tie<string>("a", "b", 1)]).LearnPropensities(log, o => o with { PriorStrength = 0 })["a", "b"].Probability.Value, 1e-6);
    }

    [Fact]
    public void Moments_are_moments_whatever_their_offset()
    {
        DateTimeOffset noonInRome = new(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(1));
        var log = ActionLog.FromRows<string>([new("a", "x", noonInRome), new("b", "x", noonInRome.ToUniversalTime())]);

        Assert.Equal(log.FirstAt, log.LastAt);
    }

    [Fact]
    public void Rows_out_of_order_are_sorted_and_counted()
    {
        Assert.Equal(0, ActionLog.FromRows([Row("a", "x", 1), Row("b", "y", 1), Row("c", "x", 2)]).OutOfOrderRows);
        Assert.Equal(2, ActionLog.FromRows([Row("a", "x", 3), Row("b", "y", 1), Row("c", "x", 2)]).OutOfOrderRows);
    }

    [Fact]
    public void Times_before_any_calendar_need_no_rule_as_there_are_none()
    {
        var log = ActionLog.FromRows<string>([new("a", "x", DateTimeOffset.MinValue), new("b", "x", DateTimeOffset.MaxValue)]);
        LearnedTie<string> tie = CustomerGraph.FromTies([new Tie<string>("a", "b", 1)]).LearnPropensities(log, o => o with { PriorStrength = 0 })["a", "b"];

        Assert.Equal(1, tie.Credit);
        Assert.Equal((DateTimeOffset.MaxValue - DateTimeOffset.MinValue).TotalDays, tie.MeanDelay!.Value.TotalDays, 1e-3);
    }

    [Theory]
    [InlineData(null, "x", "Action row 2: the customer is null; expected who acted.")]
    [InlineData("b", null, "Action row 2: 'b' did ''; expected the name of what was done.")]
    [InlineData("b", "", "Action row 2: 'b' did ''; expected the name of what was done.")]
    public void A_row_without_customer_or_action_is_named(string? customer, string? action, string expected)
    {
        CustomerDataException exception = Assert.Throws<CustomerDataException>(() => ActionLog.FromRows([Row("a", "x", 1), Row(customer!, action!, 2)]));
        Assert.Equal(expected, exception.Message);
    }

    [Fact]
    public void An_empty_log_is_a_log()
    {
        var log = ActionLog.FromRows<string>([]);

        Assert.Equal(0, log.Rows);
        Assert.Null(log.FirstAt);
        Assert.Empty(log.Split().HeldOut.Actions);
    }

    [Fact]
    public void Whole_actions_are_put_aside_and_none_is_lost()
    {
        var log = ActionLog.FromRows(Enumerable.Range(0, 1000).SelectMany(action => Enumerable.Range(0, 3).Select(customer => Row($"c{customer}", $"a{action}", customer))));
        (ActionLog<string> learn, ActionLog<string> heldOut) = log.Split(0.2, seed: 7);

        Assert.Equal(log.Actions, learn.Actions.Concat(heldOut.Actions).Order(StringComparer.Ordinal));
        Assert.Equal(3 * learn.Actions.Count, learn.Rows);
        Assert.Equal(3 * heldOut.Actions.Count, heldOut.Rows);

        // Binomial with mean 200 and standard deviation 12.6.
        Assert.InRange(heldOut.Actions.Count, 150, 250);
    }

    [Fact]
    public void An_actions_side_depends_on_its_name_and_the_seed_alone()
    {
        string[] HeldOut(int actions, int seed) => [.. ActionLog.FromRows(Enumerable.Range(0, actions).Select(action => Row("c", $"a{action}", 0))).Split(0.5, seed).HeldOut.Actions];

        Assert.Equal(HeldOut(500, 1).Order(), HeldOut(1000, 1).Where(action => int.Parse(action[1..]) < 500).Order());
        Assert.NotEqual(HeldOut(500, 1), HeldOut(500, 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void A_share_that_leaves_one_side_empty_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Log.Split(share));

    [Fact]
    public void Reading_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => ActionLog.FromRows(Rows, new CancellationToken(canceled: true)));
}
