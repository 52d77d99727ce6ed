using InfluenceGraph.Cascades.Everyone;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Everyone;

/// <summary>The interval around a mean over worlds.</summary>
public sealed class ReachIntervalTests
{
    [Fact]
    public void Without_skewness_it_is_the_students_interval()
    {
        Estimate estimate = new ReachInterval(0.95, 10).Around(5, 0.1, 0, 0, 100);

        // The 97.5 % quantile for nine degrees of freedom, from a table.
        Assert.Equal(5 - 0.2262, estimate.Low, 1e-4);
        Assert.Equal(5 + 0.2262, estimate.High, 1e-4);
        Assert.Equal((5.0, 0.1), (estimate.Value, estimate.StandardError));
    }

    [Theory]
    [InlineData(1, 0, 5.665)]
    [InlineData(4, 0.0801, 10.285)]
    [InlineData(25, 15.2, 36.90)]
    public void Few_equal_events_may_be_as_many_as_the_score_interval_of_their_count_says(int events, double low, double high)
    {
        // Events of worth 1 in many worlds: variance and third moment of a world are the rate, and so the lean is 1/2 a world.
        const int Worlds = 1_000_000;
        Estimate estimate = new ReachInterval(0.95, Worlds).Around((double)events / Worlds, Math.Sqrt(events) / Worlds, 0.5 / Worlds, 0, 1);

        // Above k + z^2 / 2 + z sqrt(k + z^2 / 4), the score interval of a Poisson count; below k - z sqrt(k), or 0.
        Assert.Equal(low, estimate.Low * Worlds, 2e-3 * high);
        Assert.Equal(high, estimate.High * Worlds, 2e-3 * high);
    }

    [Fact]
    public void It_ends_where_nothing_can_be_and_always_holds_the_estimate()
    {
        var interval = new ReachInterval(0.95, 100);

        Assert.Equal(new Estimate(5, 1, 4.5, 5.5), interval.Around(5, 1, 0.2, 4.5, 5.5));
        Assert.Equal(new Estimate(5, 0, 5, 5), interval.Around(5, 0, 0, 6, 4));
    }

    [Fact]
    public void Moments_of_a_sample_are_those_of_the_textbook_and_rounding_is_no_variance()
    {
        // Worlds with 0, 0, 0 and 8: mean 2, variance 16, third central moment (3 x -8 + 216) / 4 = 48.
        var sums = new WorldSums([8, 64, 512, 4 * 0.1, 4 * 0.1 * 0.1, 4 * 0.1 * 0.1 * 0.1], [1, 0, 2], worlds: 4);

        Assert.Equal((2.0, 16.0, 48.0), (sums.Mean(1), sums.Variance(1), sums.ThirdMoment(1)));
        Assert.True(sums.IsSeldomAboveZero(1));
        Assert.Equal((0.1, 0.0, 0.0), (sums.Mean(0), sums.Variance(0), sums.ThirdMoment(0)));
        Assert.Equal((0.0, 0.0, 0.0), (sums.Mean(2), sums.Variance(2), sums.ThirdMoment(2)));
    }

    [Fact]
    public void Symmetric_worlds_lean_to_no_side()
    {
        // 500 worlds with 9 and 500 with 11.
        var sums = new WorldSums([10_000, 101_000, 500 * (729 + 1331)], null, worlds: 1000);

        Assert.Equal(0, sums.ThirdMoment(0), 1e-9);
        Assert.False(sums.IsSeldomAboveZero(0));
    }
}
