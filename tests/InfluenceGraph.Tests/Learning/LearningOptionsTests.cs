using Xunit;

namespace InfluenceGraph.Tests.Learning;

public sealed class LearningOptionsTests
{
    public static TheoryData<string, Func<LearningOptions, LearningOptions>> Wrong => new()
    {
        { "Method is 9", o => o with { Method = (LearningMethod)9 } },
        { "Timing is 9", o => o with { Timing = (InfluenceTiming)9 } },
        { "PriorPool is 9", o => o with { PriorPool = (PriorPool)9 } },
        { "OnUnknownCustomer is 9", o => o with { OnUnknownCustomer = (UnknownActorRule)9 } },
        { "Window is 00:00:00", o => o with { Window = TimeSpan.Zero } },
        { "MeanDelay is -00:00:01", o => o with { Timing = InfluenceTiming.Exponential, MeanDelay = TimeSpan.FromSeconds(-1) } },
        { "MeanDelay is set, but Timing is Steady", o => o with { MeanDelay = TimeSpan.FromDays(1) } },
        { "ObservedUntil is set, but Window is not", o => o with { ObservedUntil = Moments.June } },
        { "PriorMean is 0", o => o with { PriorMean = 0 } },
        { "PriorMean is NaN", o => o with { PriorMean = double.NaN } },
        { "PriorStrength is -1", o => o with { PriorStrength = -1 } },
        { "PriorStrength is NaN", o => o with { PriorStrength = double.NaN } },
        { "Confidence is 1", o => o with { Confidence = 1 } },
        { "Tolerance is -1", o => o with { Tolerance = -1 } },
        { "MaxIterations is 0", o => o with { MaxIterations = 0 } },
        { "Threads is 0", o => o with { Threads = 0 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_option_out_of_range_is_named(string expected, Func<LearningOptions, LearningOptions> configure)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ToyLog.Graph().LearnPropensities(ToyLog.Log, configure));
        Assert.StartsWith("LearningOptions: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains(";", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_stand_in_one_message()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ToyLog.Graph().LearnPropensities(ToyLog.Log, o => o with { Confidence = 0, Threads = 5000 }));
        Assert.Contains("Confidence is 0", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Threads is 5000", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Expectation_maximisation_with_delays_knows_the_end_of_observation_without_a_window()
    {
        var learned = ToyLog.Graph().LearnPropensities(ToyLog.Log, o => o with { Timing = InfluenceTiming.Exponential, ObservedUntil = ToyLog.Start.AddDays(4) });
        Assert.Equal(11, learned.RowsUsed);
    }
}
