using InfluenceGraph.Tests.RealData;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Everyone;

/// <summary>The question as a caller asks it.</summary>
public sealed class CascadeReachScoresTests
{
    private static readonly DateTimeOffset _now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_customer_has_a_reach_in_the_order_of_the_keys()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>(
            [new("ada", "bob", 1), new("bob", "cyd", 0.5), new("ada", "cyd", 0)],
            [new("cyd", 5), new("bob", 3), new("ada", 2), new("dan", 7)]);
        CascadeReachScores<string> scores = graph.CascadeReachOfEach(o => o with { Model = new() { Propensity = Propensity.Constant(0.8) } });

        Assert.Equal(["ada", "bob", "cyd", "dan"], scores.Select(pair => pair.Key));
        Assert.Equal(4, scores.Count);
        Assert.Equal(2.12, scores["ada"].Value, 5 * Math.Max(1e-6, scores["ada"].StandardError));
        Assert.Equal(1.4, scores["bob"].Value, 1e-6);
        Assert.Equal(new Estimate(1, 0, 1, 1), scores["dan"]);
        Assert.Equal((2.12 + 1.4 + 1 + 1) / 4, scores.Mean, 0.05);
        Assert.True(scores.TryGetValue("cyd", out Estimate cyd));
        Assert.Equal(1, cyd.Value);
        Assert.False(scores.TryGetValue("eve", out Estimate nobody));
        Assert.Equal(default, nobody);
        Assert.Contains("'eve'", Assert.Throws<KeyNotFoundException>(() => scores["eve"]).Message, StringComparison.Ordinal);
        Assert.Equal(1, scores.Seed);
        Assert.Equal(1000, scores.Worlds);
        Assert.Equal(0.95, scores.Confidence);
        Assert.True(scores.Timings.Total >= scores.Timings.Simulating);
        Assert.False(scores.IsStaleAt(_now));
    }

    [Fact]
    public void Reach_in_money_adds_own_values_and_reach_of_a_segment_counts_only_them()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ada", "bob", 1), new("bob", "cyd", 1)], [new("ada", 2), new("bob", 3), new("cyd", 5)]);
        CascadeModel certain = new() { Propensity = Propensity.Constant(1) };

        Assert.Equal(new Estimate(10, 0, 10, 10), graph.CascadeReachOfEach(o => o with { Model = certain, Measure = ReachMeasure.OwnValue })["ada"]);
        CascadeReachScores<string> segment = graph.CascadeReachOfEach(o => o with { Model = certain, Measure = ReachMeasure.Only(["cyd", "ada"]) });
        Assert.Equal([2, 1, 1], segment.Select(pair => pair.Value.Value));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1.8, 1.5)]
    [InlineData(2, 2.2, 1.5)]
    public void A_word_stops_after_the_hops_it_has(int hops, double ada, double bob)
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ada", "bob", 0.8), new("bob", "cyd", 0.5)]);
        CascadeReachScores<string> scores = graph.CascadeReachOfEach(o => o with { Model = new() { Propensity = Propensity.Constant(1), MaxHops = hops } });

        Assert.Equal(ada, scores["ada"].Value, (5 * scores["ada"].StandardError) + 1e-6);
        Assert.Equal(bob, scores["bob"].Value, 1e-6);
    }

    [Fact]
    public void A_word_stops_when_time_is_up()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ada", "bob", 1), new("bob", "cyd", 1), new("cyd", "dan", 1)]);
        CascadeModel slow = new() { Propensity = Propensity.Constant(1), Delay = TieDelay.Fixed(TimeSpan.FromDays(2)), TimeLimit = TimeSpan.FromDays(5) };

        Assert.Equal(new Estimate(3, 0, 3, 3), graph.CascadeReachOfEach(o => o with { Model = slow })["ada"]);
    }

    [Fact]
    public void The_ranking_tells_how_far_its_order_is_certain()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ada", "bob", 1), new("bob", "cyd", 1), new("eve", "fay", 1), new("gus", "hal", 1)]);
        CascadeReachRanking<string> top = graph.CascadeReachOfEach(o => o with { Model = new() { Propensity = Propensity.Constant(1) } }).Top(3);

        Assert.Equal(["ada", "bob", "eve"], top.Customers);
        Assert.Equal(1, top.CertainThrough);
        Assert.Equal("1. ada 3 ± 0", top[0].ToString());
        (string customer, Estimate reach) = top[1];
        Assert.Equal(("bob", 2.0), (customer, reach.Value));
        CascadeReachScores<string> scores = graph.CascadeReachOfEach();
        Assert.Equal(7, scores.Top(99).Count);
        Assert.Empty(scores.Top(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => scores.Top(-1));
    }

    [Fact]
    public void Text_says_what_was_computed_and_the_receipt_how()
    {
        CascadeReachScores<string> scores = CustomerGraph.FromTies<string>([new("ada", "bob", 0)]).CascadeReachOfEach(o => o with { Worlds = 20, Seed = 7 });

        Assert.Equal("cascade reach of each of 2 customers, 1 on average in customers; 20 worlds, seed 7", scores.ToString());
        Assert.Equal("IndependentCascade, permission x weighted cascade; reach of each in customers, 20 worlds, confidence 0.95, seed 7", scores.Receipt.Options);
    }

    [Fact]
    public void Every_option_out_of_range_is_named_in_one_message()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ada", "bob", 1)]);
        string message = Assert.Throws<ArgumentException>(() => graph.CascadeReachOfEach(o => o with { Worlds = 1, Confidence = 1, Threads = 0, Model = new() { MaxHops = -1 } })).Message;

        Assert.All(["Worlds is 1", "Confidence is 1", "Threads is 0", "MaxHops is -1"], part => Assert.Contains(part, message, StringComparison.Ordinal));
        message = Assert.Throws<ArgumentException>(() => graph.CascadeReachOfEach(o => o with { Model = null!, Measure = null!, Confidence = double.NaN })).Message;
        Assert.All(["Model is null", "Measure is null", "Confidence is NaN"], part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => graph.CascadeReachOfEach(_ => null!));
        Assert.Throws<KeyNotFoundException>(() => graph.CascadeReachOfEach(o => o with { Measure = ReachMeasure.Only(["eve"]) }));
        Assert.Throws<ArgumentException>(() => graph.CascadeReachOfEach(o => o with { Model = new() { Propensity = Propensity.Of<string>(_ => 1.5) } }));
    }

    [Fact]
    public void Linear_threshold_refuses_probabilities_that_add_up_to_more_than_one()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ada", "cyd", 1), new("bob", "cyd", 1)]);
        CascadeModel model = new() { Process = CascadeProcess.LinearThreshold, Propensity = Propensity.Constant(0.6) };

        Assert.Contains("'cyd'", Assert.Throws<ArgumentException>(() => graph.CascadeReachOfEach(o => o with { Model = model })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public void Graphs_without_customers_or_ties_have_an_answer(int? maxHops)
    {
        CascadeModel model = new() { MaxHops = maxHops };
        CascadeReachScores<int> empty = CustomerGraph.FromTies<int>([], []).CascadeReachOfEach(o => o with { Model = model });
        CascadeReachScores<int> one = CustomerGraph.FromTies<int>([], [new(1, 4)]).CascadeReachOfEach(o => o with { Model = model });

        Assert.Empty(empty);
        Assert.Equal(0, empty.Mean);
        Assert.Empty(empty.Top(5));
        Assert.Equal(new Estimate(1, 0, 1, 1), one[1]);
    }

    [Fact]
    public void Who_may_not_be_used_changes_no_bit()
    {
        var random = new Random(8);
        Tie<int>[] ties = [.. Enumerable.Range(0, 600).Select(_ => new Tie<int>(random.Next(100), random.Next(100), random.NextDouble())).Where(tie => tie.From != tie.To)];
        var ledger = new ConsentLedger<int>();
        for (int key = 0; key < 100; key++)
        {
            ledger.Record(new(key, Purpose.Score, Channel.Any, key % 4 > 0, _now.AddDays(-1), null, "form"));
        }

        CustomerGraph<int> all = CustomerGraph.FromTies(ties, o => o with { OnDuplicate = TieMerge.Strongest }, ledger);
        CustomerGraph<int> without = CustomerGraph.FromTies(
            ties.Where(tie => tie.From % 4 > 0 && tie.To % 4 > 0),
            Enumerable.Range(0, 100).Where(key => key % 4 > 0 && all.Contains(key)).Select(key => new Customer<int>(key, 1)),
            o => o with { OnDuplicate = TieMerge.Strongest });
        foreach (int? maxHops in new int?[] { null, 2 })
        {
            CascadeReachScores<int> scores = all.For(Purpose.Score, _now).CascadeReachOfEach(o => o with { Worlds = 50, Model = new() { MaxHops = maxHops } });
            Assert.Equal(without.CascadeReachOfEach(o => o with { Worlds = 50, Model = new() { MaxHops = maxHops } }), scores);
            Assert.Throws<KeyNotFoundException>(() => scores[0]);
        }

        Assert.Throws<InvalidOperationException>(() => all.CascadeReachOfEach());
    }

    [Fact]
    public void Cancelling_throws_at_once_and_on_the_way()
    {
        CustomerGraph<int> graph = CustomerGraph.FromTies(Enumerable.Range(0, 300).Select(i => new Tie<int>(i, (i + 1) % 300, 1)));
        Assert.Throws<OperationCanceledException>(() => graph.CascadeReachOfEach(cancellationToken: new(canceled: true)));
        using var source = new CancellationTokenSource();
        var progress = new Told(_ => source.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => graph.CascadeReachOfEach(o => o with { Worlds = 1_000_000, Threads = 3 }, progress, source.Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public void Cancelling_after_the_last_world_is_not_too_late(int? maxHops)
    {
        CustomerGraph<int> graph = CustomerGraph.FromTies(Enumerable.Range(0, 300).SelectMany(i => new Tie<int>[] { new(i, (i + 1) % 300, 0.4), new(i, (i + 7) % 300, 0.4) }));
        using var source = new CancellationTokenSource();
        var progress = new Told(told => Cancel(told, source));

        Assert.Throws<OperationCanceledException>(() => graph.CascadeReachOfEach(o => o with { Worlds = 32, Threads = 1, Model = new() { MaxHops = maxHops } }, progress, source.Token));
    }

    [Fact]
    public void What_a_listener_throws_reaches_the_caller_and_nobody_works_on()
    {
        CustomerGraph<int> graph = CustomerGraph.FromTies(Enumerable.Range(0, 300).Select(i => new Tie<int>(i, (i + 1) % 300, 1)));
        int told = 0;
        var progress = new Told(_ => throw new InvalidOperationException($"the listener's own, {++told}"));

        Assert.Contains("the listener's own", Assert.Throws<InvalidOperationException>(() => graph.CascadeReachOfEach(o => o with { Worlds = 1_000_000, Threads = 3 }, progress)).Message, StringComparison.Ordinal);
        Assert.InRange(told, 1, 3);
    }

    [Fact]
    public void Progress_is_told_in_worlds_up_to_all_of_them()
    {
        var told = new List<WorkProgress>();
        var progress = new Told(told.Add);
        CustomerGraph.FromTies<int>([new(1, 2, 1)]).CascadeReachOfEach(o => o with { Worlds = 40, Threads = 1 }, progress);

        Assert.Equal([new("worlds", 16, 40), new("worlds", 32, 40), new("worlds", 40, 40)], told);
    }

    [Fact]
    public void Memory_is_told_beforehand_and_grows_with_threads()
    {
        CustomerGraphView<int> view = CustomerGraph.FromTies(Enumerable.Range(0, 1000).Select(i => new Tie<int>(i, (i + 1) % 1000, 1))).AsView();
        long one = view.EstimateCascadeReachOfEachMemory(o => o with { Threads = 1 });

        // 150 n + 50 m, and 160 n + 36 live ties, which are all of them, for the thread.
        Assert.Equal(1000 * (150 + 50 + 160 + 36), one);
        Assert.Equal(one + (1000 * (160 + 36)), view.EstimateCascadeReachOfEachMemory(o => o with { Threads = 2 }));
        Assert.True(view.EstimateCascadeReachOfEachMemory(o => o with { Threads = 1, Model = new() { MaxHops = 2 } }) > 0);
        Assert.Throws<ArgumentException>(() => view.EstimateCascadeReachOfEachMemory(o => o with { Worlds = 0 }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.01)]
    [InlineData(0.1)]
    public void On_nethept_the_best_agree_with_a_simulator_written_independently(double? p)
    {
        RealDataFiles.SkipWhereAbsent();
        int[][] pairs = [.. RealDataFiles.Rows("nethept/hep.txt.gz", ' ').Skip(1).Select(row => Array.ConvertAll(row, int.Parse)).Where(row => row[0] != row[1])];
        CustomerGraph<int> graph = CustomerGraph.FromTies(
            pairs.SelectMany(row => new Tie<int>[] { new(row[0], row[1], 1), new(row[1], row[0], 1) }),
            o => o with { OnDuplicate = TieMerge.Strongest });
        CascadeModel model = new() { Propensity = p is null ? Propensity.WeightedCascade : Propensity.Constant(p.Value) };
        CascadeReachScores<int> scores = graph.CascadeReachOfEach(o => o with { Model = model, Worlds = 500 });
        var ground = graph.AsView().GroundFor(model, CancellationToken.None);

        Assert.Equal(62_752, ground.Graph.EdgeCount);
        foreach (RankedReach<int> best in scores.Top(20))
        {
            (double mean, double error) = new PlainSimulator(ground.Graph, best.Customer).Reach([ground.NodeOf(best.Customer)], 500);

            // Five standard errors of both together.
            Assert.Equal(mean, best.Reach.Value, 5 * Math.Sqrt((error * error) + (best.Reach.StandardError * best.Reach.StandardError)));
        }
    }

    private static void Cancel(WorkProgress told, CancellationTokenSource source)
    {
        if (told.Done == told.Total)
        {
            source.Cancel();
        }
    }

    private sealed class Told(Action<WorkProgress> told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told(value);
    }
}
