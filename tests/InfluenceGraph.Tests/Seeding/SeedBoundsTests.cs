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
            low += SeedBounds.LeastHits(hits, sets, a) > chance * sets ? p : 0;
            high += SeedBounds.MostHits(hits, sets, a) < chance * sets ? p : 0;
        }

        Assert.InRange(low, 0, delta);
        Assert.InRange(high, 0, delta);
    }

    [Fact]
    public void Bounds_embrace_the_count_and_are_what_the_divergence_says()
    {
        const double Sets = 1000;
        const double A = 5;
        for (int hits = 0; hits <= Sets; hits++)
        {
            double low = SeedBounds.LeastHits(hits, Sets, A);
            double high = SeedBounds.MostHits(hits, Sets, A);
            Assert.InRange(low, 0, hits);
            Assert.InRange(high, hits, Sets);

            // 40 halvings of up to 1,000 leave 1e-9, which moves the divergence by less than 1e-8 but at its poles.
            Assert.True(hits == 0 || Math.Abs(Divergence(hits / Sets, low / Sets) - (A / Sets)) < 1e-8);
            Assert.True(hits == Sets || Math.Abs(Divergence(hits / Sets, high / Sets) - (A / Sets)) < 1e-6);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12.5)]
    public void The_greatest_excess_is_no_less_than_that_of_any_count_in_the_range(double a)
    {
        const int Sets = 500;
        for (int least = 0; least <= Sets; least += 100)
        {
            for (int most = least; most <= Sets; most += 100)
            {
                double brute = Enumerable.Range(least, most - least + 1).Max(hits => SeedBounds.MostHits(hits, Sets, a) - hits);

                // Between whole counts the top may lie a little higher.
                Assert.InRange(SeedBounds.MostExcess(least, most, Sets, a), brute * (1 - 1e-6), brute + 0.1);
            }
        }
    }

    [Fact]
    public void Where_nearly_all_sets_are_hit_little_is_left_open() =>
        Assert.InRange(SeedBounds.MostHits(1000, 1024, 15) - SeedBounds.LeastHits(1000, 1024, 15), 1, 80);

    [Fact]
    public void All_rounds_together_use_no_more_than_delta() =>
        Assert.InRange(Enumerable.Range(1, 1_000_000).Sum(SeedBounds.ShareOfRound), 0.999, 1);

    private static double Divergence(double q, double p) =>
        (q == 0 ? 0 : q * Math.Log(q / p)) + (q == 1 ? 0 : (1 - q) * Math.Log((1 - q) / (1 - p)));
}
