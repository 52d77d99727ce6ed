using Xunit;
using static InfluenceGraph.Tests.Learning.ToyLog;

namespace InfluenceGraph.Tests.Learning;

/// <summary>The formulas of Goyal, Bonchi and Lakshmanan, worked out by hand on the toy log.</summary>
public sealed class CountingMethodTests
{
    [Fact]
    public void Bernoulli_is_what_the_other_did_afterwards_out_of_what_the_one_did()
    {
        var learned = Learn(o => o with { Method = LearningMethod.Bernoulli });

        AssertTie(learned["a", "c"], credit: 2, trials: 5);
        AssertTie(learned["b", "c"], credit: 1, trials: 2);
        AssertTie(learned["a", "b"], credit: 1, trials: 5);
        AssertTie(learned["c", "d"], credit: 0, trials: 4);
    }

    [Fact]
    public void Jaccard_is_out_of_what_either_did()
    {
        var learned = Learn(o => o with { Method = LearningMethod.Jaccard });

        AssertTie(learned["a", "c"], credit: 2, trials: 5);
        AssertTie(learned["b", "c"], credit: 1, trials: 4);
        AssertTie(learned["a", "b"], credit: 1, trials: 5);
        AssertTie(learned["c", "d"], credit: 0, trials: 4);
    }

    [Fact]
    public void Partial_credit_is_shared_equally_among_those_before()
    {
        var learned = Learn(o => o with { Method = LearningMethod.PartialCredit });

        AssertTie(learned["a", "c"], credit: 1.5, trials: 5);
        AssertTie(learned["b", "c"], credit: 0.5, trials: 2);
        AssertTie(learned["a", "b"], credit: 1, trials: 5);
    }

    [Fact]
    public void Credit_fades_with_the_mean_delay_of_the_tie()
    {
        var learned = Learn(o => o with { Method = LearningMethod.PartialCredit, Timing = InfluenceTiming.Exponential });

        // After 2 and 4 days, so 3 in the mean; b -> c only once, after its mean.
        AssertTie(learned["a", "c"], credit: (0.5 * Math.Exp(-2 / 3.0)) + Math.Exp(-4 / 3.0), trials: 5);
        AssertTie(learned["b", "c"], credit: 0.5 * Math.Exp(-1), trials: 2);
        Assert.Equal(TimeSpan.FromDays(3), learned["a", "c"].MeanDelay);
        Assert.Null(learned["c", "d"].MeanDelay);
    }

    [Fact]
    public void Credit_fades_with_a_mean_delay_given()
    {
        var learned = Learn(o => o with { Method = LearningMethod.Bernoulli, Timing = InfluenceTiming.Exponential, MeanDelay = TimeSpan.FromDays(2) });
        AssertTie(learned["a", "c"], credit: Math.Exp(-1) + Math.Exp(-2), trials: 5);
    }

    [Fact]
    public void In_discrete_time_what_follows_after_the_mean_delay_does_not_count()
    {
        var learned = Learn(o => o with { Method = LearningMethod.PartialCredit, Timing = InfluenceTiming.WithinMeanDelay });

        AssertTie(learned["a", "c"], credit: 0.5, trials: 5);
        AssertTie(learned["b", "c"], credit: 0.5, trials: 2);
        Assert.Equal(TimeSpan.FromDays(3), learned["a", "c"].MeanDelay);
        AssertTie(Learn(o => o with { Method = LearningMethod.Bernoulli, Timing = InfluenceTiming.WithinMeanDelay, MeanDelay = TimeSpan.FromDays(1) })["a", "c"], credit: 0, trials: 5);
    }

    [Fact]
    public void What_follows_after_the_window_does_not_count()
    {
        var learned = Learn(o => o with { Method = LearningMethod.Bernoulli, Window = TimeSpan.FromDays(2) });

        AssertTie(learned["a", "c"], credit: 1, trials: 5);
        Assert.Equal(TimeSpan.FromDays(2), learned["a", "c"].MeanDelay);
    }

    [Fact]
    public void Who_could_not_be_watched_to_the_end_of_the_window_is_not_asked()
    {
        // Rows after day 3 are left out (c in y). Of the rest, only c in x acts later than day 1.
        var learned = Learn(o => o with { Method = LearningMethod.Bernoulli, Window = TimeSpan.FromDays(2), ObservedUntil = Start.AddDays(3) });

        AssertTie(learned["a", "c"], credit: 1, trials: 5);
        AssertTie(learned["c", "d"], credit: 0, trials: 2);
        Assert.Equal(10, learned.RowsUsed);
        Assert.Contains(new LeftOut("log rows after the moment up to which the log is complete", 1), learned.RowsLeftOut);
        Assert.Contains(new LeftOut("log rows of actors who could not be watched for the whole window", 1), learned.Receipt.Notes);
    }

    [Fact]
    public void Tries_are_what_the_other_had_not_done()
    {
        var learned = Learn(o => o);

        Assert.Equal(3, learned["a", "c"].Trials);
        Assert.Equal(1, learned["b", "c"].Trials);
        Assert.Equal(4, learned["a", "b"].Trials);
        Assert.Equal(4, learned["c", "d"].Trials);
        Assert.Equal((12, 4, 3), (learned.Tries, learned.Follows, learned.Followers));
        Assert.Contains(new LeftOut("ties whose two customers acted at the same moment, where neither can have followed the other", 3), learned.Receipt.Notes);
    }

    private static void AssertTie(LearnedTie<string> tie, double credit, double trials)
    {
        Assert.Equal(trials, tie.Trials);
        Assert.Equal(credit, tie.Credit, 1e-12);
        Assert.Equal(credit / trials, tie.Probability.Value, 1e-12);
    }
}
