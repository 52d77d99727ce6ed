using System.Numerics;
using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

public sealed class OrderFreeSumTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 10)]
    [InlineData(3, 1000)]
    [InlineData(4, 20_000)]
    public void Order_splits_and_zeros_change_no_bit(int seed, int count)
    {
        var random = new Random(seed);
        foreach (int range in new[] { 0, 10, 100, 600 })
        {
            double[] terms = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * Math.ScaleB(1, random.Next(-range, (range / 2) + 1)))];
            double bound = terms.Sum() * 1.0001;
            double expected = SumOf(terms, bound);
            for (int i = 0; i < 5; i++)
            {
                random.Shuffle(terms);
                Assert.Equal(Bits(expected), Bits(SumOf(terms, bound)));

                // In pieces, merged in any order, with zeros in between.
                OrderFreeSum[] pieces = [.. terms.Chunk(1 + random.Next(count)).Select(chunk => Filled(chunk.SelectMany(term => new[] { 0, term, 0 }), bound, count))];
                random.Shuffle(pieces);
                var merged = new OrderFreeSum(bound, count);
                foreach (OrderFreeSum piece in pieces)
                {
                    merged.Add(piece);
                }

                Assert.Equal(Bits(expected), Bits(merged.Value));
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 100, 1)]
    [InlineData(3, 5000, 1)]
    [InlineData(4, 5000, 1e6)]
    [InlineData(5, 20_000, 1e3)]
    public void Sums_are_as_exact_as_the_bound_allows(int seed, int count, double looseness)
    {
        var random = new Random(seed);
        double[] terms = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * Math.ScaleB(1, random.Next(-60, 60)))];
        BigInteger exact = terms.Aggregate(BigInteger.Zero, (sum, term) => sum + Scaled(term));
        double bound = terms.Sum() * looseness;
        double computed = SumOf(terms, bound);

        // The two pieces are added with one rounding (2^-53); what is cut off is below 2^-104 n^2 of the bound.
        double allowed = (computed * Math.ScaleB(1, -53)) + (bound * Math.ScaleB(1, -104) * count * count);
        Assert.True((double)BigInteger.Abs(Scaled(computed) - exact) <= Math.ScaleB(allowed, 300) * 1.0001);
    }

    [Fact]
    public void The_sum_of_a_span_needs_no_bound()
    {
        double[] terms = [1, 0, 1e-30, 3, 1e-300];
        Assert.Equal(4, OrderFreeSum.Of(terms, 4));
        Assert.Equal(Bits(OrderFreeSum.Of(terms, 4)), Bits(OrderFreeSum.Of([3, 1e-300, 1e-30, 1], 4)));
        Assert.Equal(0.1, OrderFreeSum.Of([0.1], 1));
    }

    [Fact]
    public void No_terms_and_only_zeros_sum_to_0()
    {
        Assert.Equal(0, OrderFreeSum.Of([], 0));
        Assert.Equal(0, OrderFreeSum.Of([0, 0], 0));
        Assert.Equal(0, new OrderFreeSum(0, 0).Value);
        Assert.Equal(0, new OrderFreeSum(1, 5).Value);
        Assert.Equal(0, default(OrderFreeSum).Value);
    }

    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(1e-310)]
    [InlineData(1e-300)]
    [InlineData(1e125)]
    [InlineData(1e300)]
    public void The_ends_of_the_range_of_doubles_work(double unit)
    {
        double[] terms = [.. Enumerable.Range(1, 100).Select(i => unit * (i % 7))];
        double expected = SumOf(terms, unit * 1000);

        // Multiples of one unit: the sum is 297 of them, to the last bit but one.
        Assert.Equal(297 * unit, expected, Math.Max(1e-15 * 297 * unit, 0));
        Array.Reverse(terms);
        Assert.Equal(Bits(expected), Bits(SumOf(terms, unit * 1000)));
    }

    [Fact]
    public void A_bound_that_is_reached_exactly_is_enough()
    {
        for (int exponent = -50; exponent <= 50; exponent++)
        {
            double[] terms = [.. Enumerable.Repeat(Math.BitDecrement(Math.ScaleB(1, exponent)), 4096)];
            double bound = 4096 * terms[0];

            // 4096 times a number is exact.
            Assert.Equal(bound, SumOf(terms, bound));
        }
    }

    private static double SumOf(double[] terms, double bound) => Filled(terms, bound, terms.Length).Value;

    private static OrderFreeSum Filled(IEnumerable<double> terms, double bound, int count)
    {
        var sum = new OrderFreeSum(bound, count);
        foreach (double term in terms)
        {
            sum.Add(term);
        }

        return sum;
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    /// <summary>The value times 2^300, exactly.</summary>
    private static BigInteger Scaled(double value)
    {
        int exponent = value == 0 ? 0 : Math.ILogB(value) - 52;
        return new BigInteger(Math.ScaleB(value, -exponent)) << (exponent + 300);
    }
}
