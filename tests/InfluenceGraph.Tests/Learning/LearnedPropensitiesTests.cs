using InfluenceGraph.Cascades;
using Xunit;
using static InfluenceGraph.Tests.Learning.ToyLog;

namespace InfluenceGraph.Tests.Learning;

public sealed class LearnedPropensitiesTests
{
    [Fact]
    public void Every_usable_tie_is_there_in_the_order_of_keys()
    {
        var learned = Graph().LearnPropensities(Log);

        Assert.Equal(4, learned.Count);
        Assert.Equal([("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")], learned.Select(tie => (tie.From, tie.To)));
        Assert.Equal(4, learned.TiesWithEvidence);
        Assert.All(learned, tie => Assert.InRange(tie.Probability.Value, tie.Probability.Low, tie.Probability.High));
    }

    [Theory]
    [InlineData("a", "d", "There is no usable tie 'a' -> 'd' here.")]
    [InlineData("a", "x", "'x' is not a customer of this graph.")]
    public void A_tie_that_is_not_there_is_named(string from, string to, string expected) =>
        Assert.Equal(expected, Assert.Throws<KeyNotFoundException>(() => Graph().LearnPropensities(Log)[from, to]).Message);

    [Theory]
    [InlineData(LearningMethod.Bernoulli)]
    [InlineData(LearningMethod.ExpectationMaximisation)]
    public void Without_data_a_tie_gets_the_prior_and_with_much_data_what_the_data_say(LearningMethod method)
    {
        Tie<string>[] ties = [new("a", "b", 1), new("c", "d", 1), new("e", "f", 1)];
        CustomerAction<string>[] rows =
        [
            .. Enumerable.Range(0, 10_000).SelectMany(i => i % 2 == 0 ? [Row("a", $"{i}", 0), Row("b", $"{i}", 1)] : new[] { Row("a", $"{i}", 0) }),
            Row("c", "once", 0), Row("d", "once", 1),
        ];
        var learned = CustomerGraph.FromTies(ties).LearnPropensities(
            ActionLog.FromRows(rows),
            o => o with { Method = method, PriorMean = 0.1, PriorStrength = 9, PriorPool = PriorPool.AllTies });

        Assert.Equal(0.1, learned["e", "f"].Probability.Value, 1e-12);
        Assert.Equal(0.1, learned.PriorMean);
        Assert.Equal(9, learned.PriorStrength);
        Assert.Equal((9 * 0.1) + 5000, learned["a", "b"].Probability.Value * 10_009, 1e-6);

        // One success in one try: (0.9 + 1) / (9 + 1), not 1.
        Assert.Equal(0.19, learned["c", "d"].Probability.Value, 1e-9);

        // The quantiles of Beta(1.9, 8.1) and Beta(0.9, 8.1), from the distribution's density by numerical integration.
        AssertQuantiles(learned["c", "d"].Probability, 1.9, 8.1);
        AssertQuantiles(learned["e", "f"].Probability, 0.9, 8.1);
    }

    [Fact]
    public void Thin_data_is_likened_to_the_other_ties_of_the_same_customer()
    {
        // Everybody whom x reaches follows at once, nobody whom y reaches; one new tie to each kind of customer.
        var rows = new List<CustomerAction<string>>();
        var ties = new List<Tie<string>>();
        for (int i = 0; i < 20; i++)
        {
            ties.AddRange([new("x", $"keen{i}", 1), new("x", $"cold{i}", 1), new("new", $"keen{i}", 1), new("new", $"cold{i}", 1)]);
            rows.AddRange(Enumerable.Range(0, 20).Select(day => Row($"keen{i}", $"x{day}", 1)));
        }

        rows.AddRange(Enumerable.Range(0, 20).Select(day => Row("x", $"x{day}", 0)));
        var learned = CustomerGraph.FromTies(ties).LearnPropensities(ActionLog.FromRows(rows));

        Assert.True(learned["new", "keen3"].Probability.Value > 0.8);
        Assert.True(learned["new", "cold3"].Probability.Value < 0.1);
    }

    [Fact]
    public void The_strength_is_chosen_by_what_one_half_of_the_actions_tells_of_the_other()
    {
        double Strength(double least, double most) => new PlantedLog(seed: 12, customers: 40, tiesEach: 4, actions: 400, hasExponentialDelays: false, least, most) is var planted
            ? planted.Graph.LearnPropensities(planted.Log, o => o with { Window = TimeSpan.FromDays(PlantedLog.MeanDelay), PriorPool = PriorPool.AllTies }).PriorStrength
            : 0;

        // Uniform from 0.01 to 0.99, ties differ as under Beta(1, 1), which is worth 2 tries; where all are alike, the more the better.
        Assert.InRange(Strength(0.01, 0.99), 1, 3);
        Assert.True(Strength(0.2, 0.2) >= 300);

        // No tie has a try in both actions.
        var apart = ActionLog.FromRows([Row("a", "x", 0), Row("b", "x", 1), Row("c", "y", 0), Row("d", "y", 1)]);
        Assert.Equal(10, CustomerGraph.FromTies([new Tie<string>("a", "b", 1), new("c", "d", 1)]).LearnPropensities(apart).PriorStrength);
    }

    [Fact]
    public void A_log_in_which_nobody_follows_is_not_impossibility()
    {
        var learned = Graph().LearnPropensities(ActionLog.FromRows(Enumerable.Range(0, 9).Select(i => Row("a", $"{i}", 0))), o => o with { PriorPool = PriorPool.AllTies });

        // Half a success in one more trial: 0.5 / 19.
        Assert.Equal(0.5 / 19, learned.PriorMean, 1e-12);
        Assert.All(learned, tie => Assert.InRange(tie.Probability.Value, 1e-9, 0.5 / 19));
        Assert.All(learned, tie => Assert.True(tie.Probability.High > tie.Probability.Value));
        Assert.Null(learned.MeanDelay);
        Assert.True(learned.Converged);
    }

    [Theory]
    [InlineData(LearningMethod.ExpectationMaximisation)]
    [InlineData(LearningMethod.Bernoulli)]
    public void A_log_that_nobody_could_answer_teaches_nothing_but_a_given_prior(LearningMethod method)
    {
        foreach (var log in new[] { ActionLog.FromRows<string>([]), ActionLog.FromRows([Row("d", "x", 0)]), ActionLog.FromRows([Row("stranger", "x", 0)]) })
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => Graph().LearnPropensities(log, o => o with { Method = method }));
            Assert.Contains("no action that anybody could have followed", exception.Message, StringComparison.Ordinal);

            var learned = Graph().LearnPropensities(log, o => o with { Method = method, PriorMean = 0.05 });
            Assert.All(learned, tie => Assert.Equal(0.05, tie.Probability.Value, 1e-12));
            Assert.Equal(0, learned.TiesWithEvidence);
        }
    }

    [Fact]
    public void A_graph_without_ties_has_nothing_to_learn()
    {
        var graph = CustomerGraph.FromTies([], [new Customer<string>("a", 1)]);
        Assert.Throws<ArgumentException>(() => graph.LearnPropensities(Log));
        Assert.Empty(graph.LearnPropensities(Log, o => o with { PriorMean = 0.1 }));
    }

    [Fact]
    public void Strangers_are_left_out_and_counted_or_refused_by_name()
    {
        var log = ActionLog.FromRows(Rows.Concat([Row("zoe", "x", 0.5), Row("zoe", "y", 1), Row("zoe", "y", 2)]));
        var learned = Graph().LearnPropensities(log);

        Assert.Equal(11, learned.RowsUsed);
        Assert.Equal([new("log rows of the same customer doing the same again", 1), new("log rows of customers whom the graph does not have", 2)], learned.RowsLeftOut);
        Assert.Equal(Graph().LearnPropensities(Log).Select(tie => tie.Probability), learned.Select(tie => tie.Probability));
        Assert.Contains("'zoe' did 'x'", Assert.Throws<ArgumentException>(() => Graph().LearnPropensities(log, o => o with { OnUnknownCustomer = UnknownActorRule.Refuse })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_left_out_by_consent_leaves_no_trace_but_a_count()
    {
        var consents = new ConsentLedger<string>();
        foreach (string customer in new[] { "a", "c", "d" })
        {
            consents.Grant(customer, Purpose.Score, Channel.Any, Moments.January, source: "test");
        }

        var without = CustomerGraph.FromTies(Ties.Where(tie => tie is { From: not "b", To: not "b" })).LearnPropensities(ActionLog.FromRows(Rows.Where(row => row.Customer != "b")));
        var leftOut = Graph(consents).For(Purpose.Score, Moments.June).LearnPropensities(Log);

        Assert.Equal(LearnedBits.Of(without), LearnedBits.Of(leftOut));
        Assert.Contains(new LeftOut("log rows of customers who are left out", 2), leftOut.RowsLeftOut);
        Assert.Throws<KeyNotFoundException>(() => leftOut["b", "c"]);
        Assert.Throws<InvalidOperationException>(() => Graph(consents).LearnPropensities(Log));
    }

    [Fact]
    public void A_denied_tie_is_not_learned()
    {
        var learned = CustomerGraph.FromTies(Ties.Select(tie => tie.From == "b" ? tie with { Permission = 0 } : tie)).LearnPropensities(Log, o => o with { PriorStrength = 0, Method = LearningMethod.PartialCredit });

        Assert.Equal(3, learned.Count);
        Assert.Equal(2, learned["a", "c"].Credit);
    }

    [Fact]
    public void The_model_uses_what_was_learned_as_it_is()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies(Ties.Select(tie => tie with { Permission = 0.5 }));
        var learned = graph.LearnPropensities(Log);
        CascadeGround<string> ground = graph.AsView().GroundFor(learned.AsModel(), default);

        foreach (LearnedTie<string> tie in learned)
        {
            Assert.Equal((float)tie.Probability.Value, ground.Graph.Forward.Weights[ground.Graph.Forward.IndexOf(ground.NodeOf(tie.From), ground.NodeOf(tie.To))]);
        }

        Assert.Equal("IndependentCascade, learned from a log (ExpectationMaximisation)", learned.AsModel().ToString());
        Assert.Same(ground, graph.AsView().GroundFor(learned.AsModel(), default));
    }

    [Fact]
    public void In_another_graph_ties_are_found_by_keys_and_new_ones_get_the_prior_mean()
    {
        var learned = Graph().LearnPropensities(Log);
        CascadeGround<string> ground = CustomerGraph.FromTies([new Tie<string>("0", "a", 1), new("b", "c", 1), new("d", "a", 1)]).AsView().GroundFor(learned.AsModel(), default);
        float Of(string from, string to) => ground.Graph.Forward.Weights[ground.Graph.Forward.IndexOf(ground.NodeOf(from), ground.NodeOf(to))];

        Assert.Equal((float)learned["b", "c"].Probability.Value, Of("b", "c"));
        Assert.Equal((float)learned.PriorMean, Of("0", "a"));
        Assert.Equal((float)learned.PriorMean, Of("d", "a"));
    }

    [Fact]
    public void Keys_of_another_kind_are_refused_in_words()
    {
        CascadeModel model = Graph().LearnPropensities(Log).AsModel();
        ArgumentException exception = Assert.Throws<ArgumentException>(() => CustomerGraph.FromTies([new Tie<int>(1, 2, 1)]).AsView().GroundFor(model, default));
        Assert.Equal("Propensity was learned for customers with keys of String; expected Int32, as this graph has.", exception.Message);
    }

    [Fact]
    public void Weights_of_the_linear_threshold_add_up_to_at_most_one()
    {
        var planted = new PlantedLog(seed: 6, customers: 30, tiesEach: 6, actions: 300, hasExponentialDelays: false, least: 0.3, most: 0.9);
        var learned = planted.Graph.LearnPropensities(planted.Log);
        Dictionary<int, double> sums = learned.GroupBy(tie => tie.To).ToDictionary(into => into.Key, into => into.Sum(tie => tie.Probability.Value));
        CascadeGround<int> ground = planted.Graph.AsView().GroundFor(learned.AsModel(CascadeProcess.LinearThreshold), default);

        Assert.Contains(sums.Values, sum => sum > 1.2);
        foreach (LearnedTie<int> tie in learned)
        {
            // Single precision.
            Assert.Equal(tie.Probability.Value / Math.Max(1, sums[tie.To]), ground.Graph.Forward.Weights[ground.Graph.Forward.IndexOf(ground.NodeOf(tie.From), ground.NodeOf(tie.To))], 1e-6);
        }
    }

    [Fact]
    public void Learned_delays_come_with_the_model()
    {
        Assert.Null(Graph().LearnPropensities(Log).AsModel().Delay);

        var learned = Graph().LearnPropensities(Log, o => o with { Timing = InfluenceTiming.Exponential, MeanDelay = TimeSpan.FromDays(2) });
        Assert.Equal(TieDelay.Exponential(TimeSpan.FromDays(2)), learned.AsModel().Delay);
    }

    [Fact]
    public void The_receipt_says_what_it_was_learned_from()
    {
        var learned = Graph().LearnPropensities(Log, o => o with { Window = TimeSpan.FromDays(30), PriorStrength = 4 });

        Assert.Equal("learning: ExpectationMaximisation, Steady, window 30:0:00:00, prior mean from the log, prior strength 4, like Target, confidence 0.95, tolerance 1E-06, at most 1000 steps", learned.Receipt.Options);
        Assert.Contains(new LeftOut("log rows used", 11), learned.Receipt.Notes);
        Assert.Contains("A log overstates influence", learned.ToString(), StringComparison.Ordinal);
        Assert.Contains("4 ties, 4 with evidence; 12 tries, 4 followed by 3 actions", learned.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Learning_can_be_cancelled_and_tells_how_far_it_is()
    {
        var phases = new HashSet<string>();
        var planted = new PlantedLog(seed: 7, customers: 20, tiesEach: 3, actions: 50, hasExponentialDelays: false);
        planted.Graph.LearnPropensities(planted.Log, progress: new Told(step => phases.Add(step.Phase)));

        Assert.Equal(["choosing the prior's strength", "expectation maximisation", "reading the log"], phases.Order());
        foreach (string phase in phases)
        {
            using var source = new CancellationTokenSource();
            Assert.Throws<OperationCanceledException>(() => planted.Graph.LearnPropensities(planted.Log, progress: new Told(step => { if (step.Phase == phase) { source.Cancel(); } }), cancellationToken: source.Token));
        }
    }

    /// <summary>The share of the density below each end of the interval, by the midpoint rule on 200,000 steps.</summary>
    private static void AssertQuantiles(Estimate estimate, double a, double b)
    {
        (double below, double inside, double all) = (0, 0, 0);
        for (int i = 0; i < 200_000; i++)
        {
            // x = y^4 takes the peak of the density at 0 away.
            double y = (i + 0.5) / 200_000;
            double x = y * y * y * y;
            double density = Math.Pow(x, a - 1) * Math.Pow(1 - x, b - 1) * 4 * y * y * y;
            all += density;
            below += x < estimate.Low ? density : 0;
            inside += x >= estimate.Low && x <= estimate.High ? density : 0;
        }

        Assert.Equal(0.025, below / all, 1e-4);
        Assert.Equal(0.95, inside / all, 1e-4);
    }

    private sealed class Told(Action<WorkProgress> tell) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => tell(value);
    }
}
