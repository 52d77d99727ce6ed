using Xunit;

namespace InfluenceGraph.Tests.Learning;

public sealed class PlantedProbabilityTests
{
    /// <summary>Ties tried less often tell more of the prior than of themselves.</summary>
    private const int EnoughTries = 50;

    [Theory]
    [InlineData(0.0)]
    [InlineData(null)]
    public void Planted_probabilities_lie_in_their_intervals(double? priorStrength)
    {
        var planted = new PlantedLog(seed: 1, customers: 60, tiesEach: 4, actions: 800, hasExponentialDelays: false);
        var learned = planted.Graph.LearnPropensities(planted.Log, o => o with { Window = TimeSpan.FromDays(PlantedLog.MeanDelay), PriorStrength = priorStrength, PriorPool = PriorPool.AllTies });

        AssertRecovered(planted, learned);
    }

    [Fact]
    public void Planted_probabilities_and_delays_lie_in_their_intervals_where_delays_vary()
    {
        var planted = new PlantedLog(seed: 2, customers: 60, tiesEach: 4, actions: 800, hasExponentialDelays: true);
        var learned = planted.Graph.LearnPropensities(planted.Log, o => o with { Timing = InfluenceTiming.Exponential, PriorPool = PriorPool.AllTies });

        AssertRecovered(planted, learned);

        // Some 20,000 delays of standard deviation 2, but some overtaken: 0.1 is many standard errors.
        Assert.Equal(PlantedLog.MeanDelay, learned.MeanDelay!.Value.TotalDays, 0.1);
    }

    [Fact]
    public void Half_the_log_cut_off_changes_nothing_where_delays_know_the_end()
    {
        // Everything starts on day 0, so on day 3 about half of all follow-ups are still to come.
        var planted = new PlantedLog(seed: 3, customers: 60, tiesEach: 4, actions: 2000, hasExponentialDelays: true);
        DateTimeOffset end = ToyLog.Start.AddDays(3);
        var cut = ActionLog.FromRows(planted.Rows.Where(row => row.At <= end));
        LearnedPropensities<int> Learn(DateTimeOffset? until) => planted.Graph.LearnPropensities(cut, o => o with { Timing = InfluenceTiming.Exponential, PriorPool = PriorPool.AllTies, PriorStrength = 10, ObservedUntil = until });

        AssertRecovered(planted, Learn(end));
        Assert.True(MeanError(planted, Learn(null)) < -0.1, "Without the end of observation, all that was not seen would count as failure.");
    }

    [Fact]
    public void Counting_puts_one_action_down_to_several_contacts_and_so_overstates()
    {
        var planted = new PlantedLog(seed: 4, customers: 60, tiesEach: 4, actions: 800, hasExponentialDelays: false);
        double OfMethod(LearningMethod method) => MeanError(planted, planted.Graph.LearnPropensities(planted.Log, o => o with { Method = method, PriorStrength = 0, Window = TimeSpan.FromDays(PlantedLog.MeanDelay) }));

        Assert.Equal(0, OfMethod(LearningMethod.ExpectationMaximisation), 0.01);
        Assert.True(OfMethod(LearningMethod.PartialCredit) < OfMethod(LearningMethod.Bernoulli));
    }

    [Fact]
    public void Who_is_alike_without_influence_is_taken_for_influenced()
    {
        // Friends hear the same news on their own: nobody influences anybody, and yet the log shows influence.
        var random = new Random(5);
        var ties = Enumerable.Range(0, 100).SelectMany(i => new[] { new Tie<int>(2 * i, (2 * i) + 1, 1), new((2 * i) + 1, 2 * i, 1) });
        var rows = new List<CustomerAction<int>>();
        for (int action = 0; action < 200; action++)
        {
            for (int pair = 0; pair < 100; pair++)
            {
                double taste = random.Next(2) == 0 ? 0.05 : 0.6;
                rows.AddRange(Enumerable.Range(2 * pair, 2).Where(_ => random.NextDouble() < taste).Select(customer => new CustomerAction<int>(customer, $"{action}", ToyLog.Start.AddDays(random.NextDouble()))));
            }
        }

        var learned = CustomerGraph.FromTies(ties).LearnPropensities(ActionLog.FromRows(rows));
        Assert.True(learned.PriorMean > 0.3, $"A common cause looks like influence of {learned.PriorMean:0.00}; the documentation says so.");
    }

    private static void AssertRecovered(PlantedLog planted, LearnedPropensities<int> learned)
    {
        LearnedTie<int>[] ties = [.. learned.Where(tie => tie.Trials >= EnoughTries)];
        int inside = ties.Count(tie => planted.Truth[(tie.From, tie.To)] >= tie.Probability.Low && planted.Truth[(tie.From, tie.To)] <= tie.Probability.High);

        Assert.True(ties.Length >= 200, $"{ties.Length} ties have enough tries.");
        Assert.True(inside >= 0.9 * ties.Length, $"{inside} of {ties.Length} intervals of 95 % hold the planted probability; mean error {MeanError(planted, learned):0.000}; mean delay {learned.MeanDelay}.");

        // Intervals that hold everything would tell nothing: the prior of these alone is 0.5 wide.
        Assert.True(ties.Average(tie => tie.Probability.High - tie.Probability.Low) < 0.25);
        Assert.Equal(0, MeanError(planted, learned), 0.015);
    }

    private static double MeanError(PlantedLog planted, LearnedPropensities<int> learned) =>
        learned.Where(tie => tie.Trials >= EnoughTries).Average(tie => tie.Probability.Value - planted.Truth[(tie.From, tie.To)]);
}
