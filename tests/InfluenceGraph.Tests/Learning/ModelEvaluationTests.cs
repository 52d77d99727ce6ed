using InfluenceGraph.Learning;
using Xunit;
using static InfluenceGraph.Tests.Learning.ToyLog;

namespace InfluenceGraph.Tests.Learning;

public sealed class ModelEvaluationTests
{
    private static readonly Dictionary<(string From, string To), double> _chances = new()
    {
        [("a", "b")] = 0.5,
        [("a", "c")] = 0.2,
        [("b", "c")] = 0.5,
        [("a", "d")] = 0.1,
        [("c", "e")] = 1,
    };

    /// <summary>a acts, then b, then c; d and e never.</summary>
    private static readonly ActionLog<string> _heldOut = ActionLog.FromRows([Row("a", "x", 0), Row("b", "x", 1), Row("c", "x", 2)]);

    private static CustomerGraph<string> FiveCustomers => CustomerGraph.FromTies(_chances.Keys.Select(tie => new Tie<string>(tie.From, tie.To, 1)));

    private static CascadeModel Model => new() { Propensity = Propensity.Of((Tie<string> tie) => _chances[(tie.From, tie.To)]) };

    [Fact]
    public void Scores_are_those_worked_out_by_hand()
    {
        PropensityEvaluation evaluation = Evaluate(Model, o => o with { SpreadAfter = 4 });
        PropensityScore score = evaluation["model"];

        // After a: b 0.5 (acts), c 0.2 (acts), d 0.1. After a and b: c 1 - 0.8 * 0.5 = 0.6 (acts), d 0.1.
        Assert.Equal((1, 2, 5, 3), (evaluation.Actions, evaluation.Moments, (int)evaluation.Candidates, (int)evaluation.Acted));
        Assert.Equal(-(Math.Log(0.5) + Math.Log(0.2) + Math.Log(0.9) + Math.Log(0.6) + Math.Log(0.9)) / 5, score.LogLoss.Value, 1e-7);
        Assert.Equal((0.25 + 0.64 + 0.01 + 0.16 + 0.01) / 5, score.Brier.Value, 1e-7);
        Assert.Equal(1, score.Auc.Value);
        Assert.Equal((0.5 + 0.2 + 0.1 + 0.6 + 0.1) / 5, score.MeanPredicted, 1e-7);
        Assert.True(double.IsNaN(score.LogLoss.StandardError), "One action tells nothing of how much actions differ.");
        Assert.Equal(0, evaluation.Sizes);
        Assert.True(double.IsNaN(score.SizeError));
    }

    [Fact]
    public void Reliability_lays_predictions_beside_what_happened()
    {
        IReadOnlyList<ReliabilityBin> bins = Evaluate(Model)["model"].Reliability;

        Assert.Equal([(0.1, 0.2, 2L), (0.2, 0.5, 1L), (0.5, 1, 2L)], bins.Select(bin => (bin.From, bin.To, bin.Count)));
        Assert.Equal([0.1, 0.2, 0.55], bins.Select(bin => Math.Round(bin.MeanPredicted, 6)));
        Assert.Equal([0, 1, 1], bins.Select(bin => bin.Observed.Value));

        // Wilson's interval for 0 of 2: 0 to z^2 / (2 + z^2).
        double z = 1.959964;
        Assert.Equal(0, bins[0].Observed.Low);
        Assert.Equal(z * z / (2 + (z * z)), bins[0].Observed.High, 1e-6);
    }

    [Fact]
    public void Under_the_linear_threshold_contacts_add_up()
    {
        PropensityScore score = Evaluate(Model with { Process = CascadeProcess.LinearThreshold })["model"];
        Assert.Equal((0.5 + 0.2 + 0.1 + 0.7 + 0.1) / 5, score.MeanPredicted, 1e-6);
    }

    [Fact]
    public void The_rank_counts_ties_half()
    {
        Assert.Equal((2.5, 4.0), ScoreSheet.Rank([(0.3, true), (0.3, false), (0.2, true), (0.1, false)]));
        Assert.Equal((0.0, 0.0), ScoreSheet.Rank([(0.3, true), (0.2, true)]));
        Assert.Equal((0.0, 1.0), ScoreSheet.Rank([(0.3, false), (0.2, true)]));
    }

    [Fact]
    public void Intervals_take_actions_as_independent()
    {
        // Ratio of sums 6 / 12; residuals 1 - 2, 2 - 2, 3 - 2: variance 2 * 3 / 2 / 12^2.
        Estimate ratio = ScoreSheet.Ratio([1, 2, 3], [4, 4, 4], 0.95, 0, 1);

        Assert.Equal(0.5, ratio.Value);
        Assert.Equal(Math.Sqrt(3.0) / 12, ratio.StandardError, 1e-12);
    }

    [Fact]
    public void The_gain_of_one_model_on_another_is_paired_by_action()
    {
        // x as in the other tests, and y, where only a acts: -ln of 0.5 for b, 0.8 for c, 0.9 for d; half each for the other model.
        var log = ActionLog.FromRows([Row("a", "x", 0), Row("b", "x", 1), Row("c", "x", 2), Row("a", "y", 0)]);
        PropensityEvaluation evaluation = FiveCustomers.AsView().EvaluateModels(log, [new("model", Model), new("half", Model with { Propensity = Propensity.Constant(0.5) })]);
        double inX = Math.Log(0.5 / 0.5) + Math.Log(0.2 / 0.5) + Math.Log(0.9 / 0.5) + Math.Log(0.6 / 0.75) + Math.Log(0.9 / 0.5);
        double inY = Math.Log(0.5 / 0.5) + Math.Log(0.8 / 0.5) + Math.Log(0.9 / 0.5);
        double gain = (inX + inY) / 8;
        double error = Math.Sqrt((Math.Pow(inX - (5 * gain), 2) + Math.Pow(inY - (3 * gain), 2)) * 2) / 8;

        Assert.Equal(gain, evaluation.Gain("model", "half").Value, 1e-7);
        Assert.Equal(error, evaluation.Gain("model", "half").StandardError, 1e-7);
        Assert.Equal(-gain, evaluation.Gain("half", "model").Value, 1e-7);
        Assert.Equal(0, evaluation.Gain("half", "half").Value);
    }

    [Fact]
    public void Sizes_are_foretold_by_simulation_from_those_who_act()
    {
        // From a and b at day 1: c with 0.6, then e for sure; d with 0.1. Mean 2 + 1.2 + 0.1; true 3.
        PropensityEvaluation evaluation = Evaluate(Model, o => o with { SpreadAfter = 2, Worlds = 200_000 });
        PropensityScore score = evaluation["model"];

        // Standard error of 200,000 worlds: 0.0023.
        Assert.Equal(3.3, score.MeanSizePredicted, 0.01);
        Assert.Equal(0.3, score.SizeError, 0.01);
        Assert.Equal(Math.Log(1.1), score.SizeLogError, 0.005);
        Assert.Equal(3, score.MeanSize);
        Assert.Equal(1, evaluation.SizeErrorOfNobody);
        Assert.Equal(Math.Log(1.5), evaluation.SizeLogErrorOfNobody, 1e-12);
    }

    [Theory]
    [InlineData(CascadeProcess.LinearThreshold, null, 2 + 0.7 + 0.7 + 0.1)]
    [InlineData(CascadeProcess.IndependentCascade, 1, 2 + 0.6 + 0.1)]
    [InlineData(CascadeProcess.IndependentCascade, 0, 2)]
    public void Sizes_obey_process_and_hops(CascadeProcess process, int? maxHops, double expected)
    {
        PropensityScore score = Evaluate(Model with { Process = process, MaxHops = maxHops }, o => o with { SpreadAfter = 2, Worlds = 100_000 })["model"];
        Assert.Equal(expected, score.MeanSizePredicted, 0.015);
    }

    [Fact]
    public void Contacts_and_followers_outside_the_window_do_not_count()
    {
        var log = ActionLog.FromRows([Row("a", "x", 0), Row("b", "x", 5), Row("c", "x", 5.5)]);
        PropensityEvaluation evaluation = FiveCustomers.AsView().EvaluateModels(log, [new("model", Model)], o => o with { Window = TimeSpan.FromDays(2) });

        // After a: b and c act too late. After b on day 5: a's action is too old, so c with 0.5, and d is no candidate.
        Assert.Equal((4, 1), ((int)evaluation.Candidates, (int)evaluation.Acted));
        Assert.Equal((0.5 + 0.2 + 0.1 + 0.5) / 4, evaluation["model"].MeanPredicted, 1e-6);
    }

    [Fact]
    public void Moments_that_the_log_does_not_show_to_their_end_are_counted_out()
    {
        PropensityEvaluation evaluation = Evaluate(Model, o => o with { Window = TimeSpan.FromDays(2), ObservedUntil = Start.AddDays(2) });

        Assert.Equal(1, evaluation.Moments);
        Assert.Contains(new LeftOut("moments of prediction that the log does not show to their end", 1), evaluation.Receipt.Notes);
    }

    [Fact]
    public void Who_acts_at_the_same_moment_is_not_foretold()
    {
        var log = ActionLog.FromRows([Row("a", "x", 0), Row("b", "x", 0), Row("c", "x", 1)]);
        PropensityEvaluation evaluation = FiveCustomers.AsView().EvaluateModels(log, [new("model", Model)]);

        Assert.Equal((1, 2, 1), (evaluation.Moments, (int)evaluation.Candidates, (int)evaluation.Acted));
    }

    [Fact]
    public void What_was_taken_for_impossible_costs_much_but_not_everything()
    {
        PropensityScore score = Evaluate(Model with { Propensity = Propensity.Constant(0) })["model"];
        Assert.Equal(-3 * Math.Log(1e-6) / 5, score.LogLoss.Value, 1e-4);
    }

    [Fact]
    public void An_empty_log_asks_nothing()
    {
        PropensityEvaluation evaluation = FiveCustomers.AsView().EvaluateModels(ActionLog.FromRows<string>([]), [new("model", Model)]);

        Assert.Equal((0, 0, 0L), (evaluation.Actions, evaluation.Moments, evaluation.Candidates));
        Assert.True(double.IsNaN(evaluation["model"].LogLoss.Value));
        Assert.Contains("0 candidates", evaluation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Learned_stands_beside_the_baselines_and_beats_them_where_influence_is_planted()
    {
        var planted = new PlantedLog(seed: 9, customers: 60, tiesEach: 4, actions: 600, hasExponentialDelays: false, least: 0.01, most: 0.5);
        (ActionLog<int> learn, ActionLog<int> heldOut) = planted.Log.Split(0.3);
        PropensityEvaluation evaluation = planted.Graph.LearnPropensities(learn, o => o with { Window = TimeSpan.FromDays(PlantedLog.MeanDelay) }).Evaluate(heldOut, o => o with { Worlds = 50 });

        Assert.Equal(["learned", "one probability", "weighted cascade"], evaluation.Scores.Select(score => score.Name));
        foreach (string baseline in new[] { "one probability", "weighted cascade" })
        {
            Assert.True(evaluation["learned"].LogLoss.High < evaluation[baseline].LogLoss.Value, evaluation.ToString());
            Assert.True(evaluation["learned"].Brier.Value < evaluation[baseline].Brier.Value, evaluation.ToString());
            Assert.True(evaluation["learned"].Auc.Low > evaluation[baseline].Auc.Value, evaluation.ToString());
        }

        Assert.Contains("window 2:0:00:00", evaluation.Receipt.Options, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => evaluation["unheard of"]);
    }

    [Fact]
    public void The_scores_are_the_same_for_any_number_of_threads()
    {
        var planted = new PlantedLog(seed: 10, customers: 60, tiesEach: 4, actions: 100, hasExponentialDelays: false);
        string Text(int threads) => planted.Graph.LearnPropensities(planted.Log, o => o with { PriorStrength = 5 }).Evaluate(planted.Log, o => o with { Threads = threads }).ToString();

        Assert.Equal(Text(1), Text(3));
    }

    [Fact]
    public void Models_that_cannot_be_tested_are_named()
    {
        CustomerGraphView<string> view = FiveCustomers.AsView();
        string Message(params KeyValuePair<string, CascadeModel>[] models) => Assert.Throws<ArgumentException>(() => view.EvaluateModels(_heldOut, models)).Message;

        Assert.Contains("no model to test", Message(), StringComparison.Ordinal);
        Assert.Contains("The model 'm' is null", Message(new KeyValuePair<string, CascadeModel>("m", null!)), StringComparison.Ordinal);
        Assert.Contains("Two models are called 'm'", Message(new("m", Model), new("m", Model)), StringComparison.Ordinal);
        Assert.Contains("The model 'm': TimeLimit is", Message(new KeyValuePair<string, CascadeModel>("m", Model with { Delay = TieDelay.Fixed(TimeSpan.FromDays(1)), TimeLimit = TimeSpan.FromDays(2) })), StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_of_the_options_stand_in_one_message()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Evaluate(Model, o => o with { Window = TimeSpan.Zero, SpreadAfter = 0, Worlds = -1, Confidence = 2, Threads = 0, OnUnknownCustomer = (UnknownActorRule)9 }));
        Assert.All(["Window", "SpreadAfter", "Worlds", "Confidence", "Threads", "OnUnknownCustomer"], option => Assert.Contains($"{option} is ", exception.Message, StringComparison.Ordinal));
        Assert.Contains("ObservedUntil is set, but Window is not", Assert.Throws<ArgumentException>(() => Evaluate(Model, o => o with { ObservedUntil = Start })).Message, StringComparison.Ordinal);
    }

    private static PropensityEvaluation Evaluate(CascadeModel model, Func<EvaluationOptions, EvaluationOptions>? configure = null) =>
        FiveCustomers.AsView().EvaluateModels(_heldOut, [new("model", model)], configure);
}
