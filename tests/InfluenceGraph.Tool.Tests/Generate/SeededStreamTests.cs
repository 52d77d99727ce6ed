using InfluenceGraph.Tool.Generate;
using Xunit;

namespace InfluenceGraph.Tool.Tests.Generate;

public sealed class SeededStreamTests
{
    [Fact]
    public void The_logarithm_and_the_exponential_are_those_of_the_library_but_for_the_last_bits()
    {
        for (int i = 0; i < 10_000; i++)
        {
            double value = Math.Pow(10, (i / 50.0) - 100);
            Assert.True(Math.Abs(SeededStream.Log(value) - Math.Log(value)) <= 4e-15 * Math.Max(1, Math.Abs(Math.Log(value))), $"log {value}");
            double power = (i / 20.0) - 250;
            Assert.True(Math.Abs((SeededStream.Exp(power) / Math.Exp(power)) - 1) <= 1e-13, $"exp {power}");
        }
    }

    /// <summary>Means and variances of 200,000 draws; five standard errors of the mean leave a false alarm less often than once in a million.</summary>
    [Fact]
    public void Draws_have_the_moments_of_their_distributions()
    {
        RequireMean("normal", random => random.Normal(), 0, 1);
        RequireMean("normal squared", random => Math.Pow(random.Normal(), 2), 1, Math.Sqrt(2));
        RequireMean("exponential", random => random.Exponential(), 1, 1);
        RequireMean("gamma 0.5", random => random.Gamma(0.5), 0.5, Math.Sqrt(0.5));
        RequireMean("gamma 3", random => random.Gamma(3), 3, Math.Sqrt(3));
        RequireMean("pareto 4", random => random.Pareto(4), 4.0 / 3, Math.Sqrt(2.0 / 9));
        RequireMean("below 7", random => random.Below(7), 3, 2);
    }

    [Fact]
    public void Streams_of_different_uses_seeds_and_items_differ()
    {
        ulong[] first = [.. from seed in Enumerable.Range(0, 10) from purpose in Enum.GetValues<DrawnFor>() from item in Enumerable.Range(-5, 100) select new SeededStream(seed, purpose, item).Next()];
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    private static void RequireMean(string what, Func<Stream, double> draw, double mean, double deviation)
    {
        const int Draws = 200_000;
        double sum = 0;
        for (int i = 0; i < Draws; i++)
        {
            sum += draw(new(i));
        }

        Assert.True(Math.Abs((sum / Draws) - mean) < 5 * deviation / Math.Sqrt(Draws), $"{what}: mean {sum / Draws}, expected {mean}");
    }

    /// <summary>A stream of its own for each draw, as the generator uses them.</summary>
    private sealed class Stream(int item)
    {
        private SeededStream _stream = new(3, DrawnFor.Person, item);

        internal double Normal() => _stream.Normal();

        internal double Exponential() => _stream.Exponential();

        internal double Gamma(double shape) => _stream.Gamma(shape);

        internal double Pareto(double tail) => _stream.Pareto(tail);

        internal int Below(int bound) => _stream.Below(bound);
    }
}
