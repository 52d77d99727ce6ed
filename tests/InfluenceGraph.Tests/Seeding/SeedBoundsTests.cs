using InfluenceGraph.Seeding;
using MathNet.Numerics.Distributions;
using Xunit;

namespace InfluenceGraph.Tests.Seeding;

public sealed class SeedBoundsTests
{
    [Theory]
    [InlineData(1000, 0.001)]
    [InlineData(1000, 0.02)]
    [InlineData(1000, 0.3)]
    [InlineData(1000, 0.95)]
    [InlineData(100_000, 0.0001)]
    public void Each_bound_fails_as_rarely_as_it_says(int sets, double chance)
    {
        double delta = 0.05;
        double a = Math.Log(1 / delta);
        (double low, double high) = (0, 0);
        for (int hits = 0; hits <= Math.Min(sets, 2000); hits++)
        {
            double p = Binomial.PMF(chance, sets, hits);
            low += SeedBounds.LeastHits(hits, a) > chance * sets ? p : 0;
            high += SeedBounds.MostHits(hits, a) < chance * sets ? p : 0;
        }

        Assert.InRange(low, 0, delta);
        Assert.InRange(high, 0, delta);
    }

    [Fact]
    public void Bounds_embrace_the_count_and_the_upper_one_grows_at_least_as_fast()
    {
        for (int hits = 0; hits < 1000; hits++)
        {
            Assert.InRange(SeedBounds.LeastHits(hits, 5), 0, hits);
            Assert.True(SeedBounds.MostHits(hits, 5) >= hits + 5);
            Assert.True(SeedBounds.MostHits(hits + 1, 5) - SeedBounds.MostHits(hits, 5) >= 1);
            Assert.True(SeedBounds.LeastHits(hits + 1, 5) >= SeedBounds.LeastHits(hits, 5));
        }
    }

    [Fact]
    public void All_rounds_together_use_no_more_than_delta() =>
        Assert.InRange(Enumerable.Range(1, 1_000_000).Sum(SeedBounds.ShareOfRound), 0.999, 1);
}
