using Xunit;

namespace InfluenceGraph.Tests.Cascades;

/// <summary>The question as a caller puts it.</summary>
public sealed class CascadeReachTests
{
    private static readonly CascadeModel _half = new() { Propensity = Propensity.Constant(0.5) };

    private static readonly Customer<string>[] _customers = [new("ann", 10), new("bob", 20), new("cat", 40), new("dan", 80), new("eve", 160)];

    private static readonly Tie<string>[] _ties = [new("ann", "bob", 1), new("bob", "cat", 1), new("cat", "dan", 1), new("dan", "ann", 1)];

    private static CustomerGraph<string> Chain => CustomerGraph.FromTies(_ties, _customers);

    [Fact]
    public void Reach_of_a_chain_of_halves_is_almost_two()
    {
        CascadeReachResult<string> reach = Chain.CascadeReach(["ann"], o => o with { Model = _half });

        Assert.InRange(1.875, reach.Reach.Low, reach.Reach.High);
        Assert.True(reach.ReachedPrecision);
        Assert.InRange(reach.Worlds, 2_000, 30_000);
        Assert.Equal(reach.Reach, reach.Customers);
        Assert.Equal(reach.Reach, reach.Curve[^1].Reach);
        Assert.Equal([0, 1, 2, 3], reach.Curve.Select(point => point.Hops!.Value));
        Assert.Equal(1, reach.Curve[0].Reach.Value);
        Assert.Equal(["ann"], reach.Seeds);
    }

    [Fact]
    public void Reach_in_money_stands_beside_the_number_of_customers()
    {
        CascadeReachResult<string> reach = Chain.CascadeReach(["bob"], o => o with { Model = _half, Measure = ReachMeasure.OwnValue });

        Assert.InRange(20 + 20 + 20 + 1.25, reach.Reach.Low, reach.Reach.High);
        Assert.InRange(1.875, reach.Customers.Low, reach.Customers.High);
        Assert.Equal(20, reach.Curve[0].Reach.Value);
    }

    [Fact]
    public void Only_a_segment_counts_where_only_it_is_asked_for()
    {
        CascadeReachResult<string> reach = Chain.CascadeReach(["ann"], o => o with { Model = _half, Measure = ReachMeasure.Only(["cat", "dan"]) });

        Assert.InRange(0.25 + 0.125, reach.Reach.Low, reach.Reach.High);
        Assert.InRange(1.875, reach.Customers.Low, reach.Customers.High);
    }

    [Fact]
    public void Nobody_but_the_seeds_is_reached_where_nothing_carries_a_word()
    {
        CascadeReachResult<string> reach = Chain.CascadeReach(["ann", "cat"], o => o with { Model = new() { Propensity = Propensity.Constant(0) } });

        Assert.Equal(new Estimate(2, 0, 2, 2), reach.Reach);
        Assert.Equal(new Estimate(2, 0, 2, 2), Assert.Single(reach.Curve).Reach);
        Assert.True(reach.ReachedPrecision);
    }

    [Fact]
    public void Everybody_who_can_be_reached_is_reached_where_all_ties_are_certain() =>
        Assert.Equal(4, Chain.CascadeReach(["ann"], o => o with { Model = new() { Propensity = Propensity.Constant(1) } }).Reach.Value);

    [Fact]
    public void No_hops_reach_nobody_else() =>
        Assert.Equal(1, Chain.CascadeReach(["ann"], o => o with { Model = new() { Propensity = Propensity.Constant(1), MaxHops = 0 } }).Reach.Value);

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void Hops_are_limited(CascadeProcess process)
    {
        CascadeReachResult<string> reach = Chain.CascadeReach(["ann"], o => o with { Model = _half with { Process = process, MaxHops = 2 } });
        Assert.InRange(1.75, reach.Reach.Low, reach.Reach.High);
    }

    [Fact]
    public void Time_is_limited_and_the_curve_goes_by_time()
    {
        CascadeModel model = _half with { Delay = TieDelay.Fixed(TimeSpan.FromHours(12)), TimeLimit = TimeSpan.FromDays(1) };
        CascadeReachResult<string> reach = Chain.CascadeReach(["ann"], o => o with { Model = model, CurveStep = TimeSpan.FromHours(6) });

        Assert.InRange(1.75, reach.Reach.Low, reach.Reach.High);
        Assert.Equal([0, 6, 12, 18, 24], reach.Curve.Select(point => point.Time!.Value.TotalHours));
        Assert.Equal(reach.Curve[0].Reach, reach.Curve[1].Reach);
        Assert.InRange(1.5, reach.Curve[3].Reach.Low, reach.Curve[3].Reach.High);
        Assert.Equal(reach.Reach, reach.Curve[^1].Reach);
    }

    [Fact]
    public void Curve_over_time_has_steps_of_its_own_where_none_are_given()
    {
        CascadeModel model = _half with { Delay = TieDelay.Exponential(TimeSpan.FromHours(12)) };
        CascadeReachResult<string> unlimited = Chain.CascadeReach(["ann"], o => o with { Model = model });
        CascadeReachResult<string> limited = Chain.CascadeReach(["ann"], o => o with { Model = model with { TimeLimit = TimeSpan.FromDays(10) } });

        Assert.InRange(unlimited.Curve.Count, 15, 200);
        Assert.Equal(TimeSpan.FromDays(0.5), limited.Curve[1].Time);
        Assert.InRange(1.875, unlimited.Reach.Low, unlimited.Reach.High);
    }

    [Fact]
    public void Quantiles_are_those_of_the_worlds()
    {
        CascadeReachResult<string> reach = Chain.CascadeReach(["ann"], o => o with { Model = _half, MinWorlds = 20_000 });

        // One customer in 1/2 of the worlds, two in 1/4, three and four in 1/8 each.
        Assert.Equal(1, reach.Quantile(0.05).Value);
        Assert.Equal(1, reach.Quantile(0.49).High);
        Assert.Equal(2, reach.Quantile(0.6).Value);
        Assert.Equal(3, reach.Quantile(0.8).Value);
        Assert.Equal(4, reach.Quantile(0.95).Value);
        Assert.Equal(4, reach.Quantile(0.999999).High);
    }

    [Fact]
    public void A_quantile_lies_in_its_interval_as_often_as_it_says()
    {
        int inside = 0;
        for (int seed = 0; seed < 400; seed++)
        {
            // Very close to where the quantile jumps, so that the interval is needed.
            Estimate quantile = Chain.CascadeReach(["ann"], o => o with { Model = _half, Precision = 0, MinWorlds = 2, MaxWorlds = 500, Seed = seed, Threads = 1 }).Quantile(0.7501);
            inside += quantile.Low <= 3 && 3 <= quantile.High ? 1 : 0;
        }

        Assert.InRange(inside, 372, 400);
    }

    [Fact]
    public void Too_few_worlds_for_a_quantile_leave_its_interval_open_up_to_what_is_possible()
    {
        CascadeReachResult<string> reach = Chain.CascadeReach(["ann"], o => o with { Model = _half, Precision = 0, MinWorlds = 2, MaxWorlds = 2 });

        Assert.Equal(1, reach.Quantile(0.5).Low, 1e-9);
        Assert.Equal(4, reach.Quantile(0.5).High, 1e-9);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1.5, 0.5)]
    [InlineData(3, 0.25)]
    [InlineData(4, 0.125)]
    [InlineData(4.5, 0)]
    public void Probability_of_an_amount_is_the_share_of_worlds_that_come_to_it(double amount, double expected)
    {
        Estimate probability = Chain.CascadeReach(["ann"], o => o with { Model = _half, Seed = 3 }).ProbabilityOfAtLeast(amount);
        Assert.InRange(expected, probability.Low, probability.High);
    }

    [Fact]
    public void Precision_that_cannot_be_met_is_said_and_no_error()
    {
        CascadeReachResult<string> reach = Chain.CascadeReach(["ann"], o => o with { Model = _half, Precision = 1e-6, MaxWorlds = 3_000, Seed = 42 });

        Assert.False(reach.ReachedPrecision);
        Assert.Equal(3_000, reach.Worlds);
        Assert.Matches(@"^1\.\d+ ± 0\.0\d+ customers \(3,000 worlds, seed 42, precision not reached\)$", reach.ToString());
    }

    [Fact]
    public void More_precision_takes_more_worlds_and_gets_there()
    {
        CascadeReachResult<string> rough = Chain.CascadeReach(["ann"], o => o with { Model = _half, Precision = 0.02 });
        CascadeReachResult<string> fine = Chain.CascadeReach(["ann"], o => o with { Model = _half, Precision = 0.002 });

        Assert.True(fine.ReachedPrecision && fine.Worlds > rough.Worlds);
        Assert.InRange(1.875, fine.Reach.Low, fine.Reach.High);
        Assert.InRange((fine.Reach.High - fine.Reach.Low) / 2 / fine.Reach.Value, 0, 0.002);
    }

    [Fact]
    public void The_order_in_which_seeds_are_named_changes_no_bit()
    {
        CascadeReachResult<string> one = Chain.CascadeReach(["ann", "cat"], o => o with { Model = _half });
        CascadeReachResult<string> other = Chain.CascadeReach(["cat", "ann", "cat"], o => o with { Model = _half });

        Assert.Equal(one.Reach, other.Reach);
        Assert.Equal(["cat", "ann"], other.Seeds);
        Assert.Contains(other.Receipt.Notes, note => note is { Reason: "seeds named again, which count once", Count: 1 });
        Assert.DoesNotContain(one.Receipt.Notes, note => note.Reason.StartsWith("seeds", StringComparison.Ordinal));
    }

    [Fact]
    public void The_receipt_says_the_model_and_the_options()
    {
        Receipt receipt = Chain.CascadeReach(["ann"], o => o with { Model = _half with { MaxHops = 3 }, Seed = 7 }).Receipt;
        Assert.Equal(
            "IndependentCascade, permission x constant 0.5, at most 3 hops; seeds 1, measure customers, Precision 0.01, Confidence 0.95, MinWorlds 2000, MaxWorlds 1000000, Seed 7",
            receipt.Options);
    }

    [Fact]
    public void Tie_visits_are_those_of_one_world_after_the_other()
    {
        // The chain leads back to ann, who tells nobody anew; a world at a time would try that tie all the same.
        CascadeReachResult<string> reach = Chain.CascadeReach(["ann"], o => o with { Model = new() { Propensity = Propensity.Constant(1) } });
        Assert.Equal(4L * reach.Worlds, reach.TieVisits);
    }

    [Fact]
    public void Unknown_seeds_and_those_left_out_are_named()
    {
        var consents = new ConsentLedger<string>();
        consents.Grant("ann", Purpose.Score, Channel.Any, Moments.March, source: "test");
        CustomerGraphView<string> view = CustomerGraph.FromTies(_ties, _customers, consents: consents).For(Purpose.Score, Moments.June);

        Assert.Equal(1, view.CascadeReach(["ann"]).Reach.Value);
        Assert.Contains("'bob' may not be used here", Assert.Throws<KeyNotFoundException>(() => view.CascadeReach(["ann", "bob"])).Message, StringComparison.Ordinal);
        Assert.Contains("'zoe' is not a customer", Assert.Throws<KeyNotFoundException>(() => view.CascadeReach(["zoe"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => view.CascadeReach([null!]));
        Assert.Throws<ArgumentNullException>(() => view.CascadeReach(null!));
    }

    [Fact]
    public void A_graph_that_keeps_consents_wants_a_purpose() =>
        Assert.Throws<InvalidOperationException>(() => CustomerGraph.FromTies(_ties, _customers, consents: new()).CascadeReach(["ann"]));

    [Fact]
    public void No_seeds_are_an_error_that_says_what_is_missing() =>
        Assert.StartsWith(
            "There are no seeds; expected at least one of 5 customers with whom the word starts.",
            Assert.Throws<ArgumentException>(() => Chain.CascadeReach([])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void All_options_out_of_range_are_named_at_once()
    {
        string message = Assert.Throws<ArgumentException>(() => Chain.CascadeReach(["ann"], o => o with
        {
            Model = new() { MaxHops = -1, Propensity = Propensity.Constant(1.5) },
            Measure = null!,
            Precision = 1,
            Confidence = 1,
            MinWorlds = 1,
            MaxWorlds = 0,
            CurveStep = TimeSpan.Zero,
            Threads = 0,
        })).Message;

        foreach (string option in new[] { "MaxHops is -1", "Propensity is 1.5", "Measure is null", "Precision is 1", "Confidence is 1", "MinWorlds is 1", "MaxWorlds is 0", "CurveStep is 00:00:00", "CurveStep is set, but", "Threads is 0" })
        {
            Assert.Contains(option, message, StringComparison.Ordinal);
        }

        Assert.Contains("Model is null", Assert.Throws<ArgumentException>(() => Chain.CascadeReach(["ann"], o => o with { Model = null! })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Chain.CascadeReach(["ann"], _ => null!));
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(0.1)]
    [InlineData(0.9999999999999999)]
    public void Any_confidence_above_0_and_below_1_gives_an_interval(double confidence)
    {
        CascadeReachResult<string> reach = Chain.CascadeReach(["ann"], o => o with { Model = _half, Confidence = confidence, Precision = 0, MinWorlds = 2, MaxWorlds = 1024 });
        foreach (Estimate estimate in new[] { reach.Reach, reach.Quantile(0.5), reach.ProbabilityOfAtLeast(2), reach.Curve[1].Reach })
        {
            Assert.InRange(estimate.Value, estimate.Low, estimate.High);
            Assert.InRange(estimate.High, 0, 4);
            Assert.InRange(estimate.StandardError, 0, 4);
        }

        Assert.True(confidence < 0.5 || reach.Reach.High - reach.Reach.Low > 16 * reach.Reach.StandardError);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_quantile_is_asked_for_above_0_and_below_1(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Chain.CascadeReach(["ann"]).Quantile(share));

    [Fact]
    public void An_amount_is_a_number() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Chain.CascadeReach(["ann"]).ProbabilityOfAtLeast(double.NaN));

    [Fact]
    public void Cancelling_stops_within_the_simulation()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Reports(_ => stop.Cancel());
        Assert.Throws<OperationCanceledException>(() => Chain.CascadeReach(["ann"], o => o with { Model = _half, Precision = 0, MaxWorlds = 100_000_000 }, progress, stop.Token));
        Assert.InRange(progress.Done.Count, 1, 2_000);
    }

    [Fact]
    public void Progress_tells_worlds_and_never_goes_back()
    {
        var progress = new Reports(_ => { });
        CascadeReachResult<string> reach = Chain.CascadeReach(["ann"], o => o with { Model = _half, Threads = 3, MaxWorlds = 50_000 }, progress);

        Assert.Equal(reach.Worlds, progress.Done[^1].Done);
        Assert.Equal(progress.Done.Select(report => report.Done).Order(), progress.Done.Select(report => report.Done));
        Assert.All(progress.Done, report => Assert.Equal(("worlds", 50_000), (report.Phase, report.Total)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Memory_is_told_beforehand_and_suffices(bool hasDelay)
    {
        CustomerGraphView<int> view = CustomerGraph.FromTies(Enumerable.Range(0, 40_000).Select(i => new Tie<int>(i % 9_000, (i * 31) % 10_000, 1))).AsView();
        CascadeReachOptions Configure(CascadeReachOptions options) => options with
        {
            Model = new() { Propensity = Propensity.Constant(0.2), Delay = hasDelay ? TieDelay.Fixed(TimeSpan.FromDays(1)) : null },
            Measure = ReachMeasure.OwnValue,
            Threads = 1,
            Precision = 0,
            MaxWorlds = hasDelay ? 2_000 : 20_000,
        };
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = view.CascadeReach(Enumerable.Range(0, 10), Configure);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // What was allocated is more than what was in use at one time: lists grow, outcomes of batches come and go.
        Assert.InRange(view.EstimateCascadeReachMemory(Configure), allocated / 4, allocated * 4);
    }

    private sealed class Reports(Action<WorkProgress> then) : IProgress<WorkProgress>
    {
        internal List<WorkProgress> Done { get; } = [];

        public void Report(WorkProgress value)
        {
            Done.Add(value);
            then(value);
        }
    }
}
