using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

public sealed class CounterRandomTests
{
    [Fact]
    public void The_logarithm_is_right_to_a_billionth_from_the_smallest_number_to_the_largest()
    {
        var random = new CounterRandom(1, 1);
        for (int i = 0; i < 200_000; i++)
        {
            // Shifted, so that small numbers come up too.
            ulong bits = (random.Next() >> (i % 60)) | 1;
            double exact = Math.Log(bits) - (64 * Math.Log(2));

            // Near 1 the logarithm goes to 0 and Math.Log(bits) itself rounds.
            Assert.Equal(exact, NaturalLog.OfUnit(bits), 1e-9 * Math.Max(1, -exact));
        }

        Assert.InRange(NaturalLog.OfUnit(ulong.MaxValue), -1e-9, 0);
        Assert.Equal(-64 * Math.Log(2), NaturalLog.OfUnit(0), 1e-9);
    }

    /// <summary>Mean, variance and the share above 3 of a million; five standard errors each.</summary>
    [Fact]
    public void Exponential_numbers_are_exponential()
    {
        const int Count = 1_000_000;
        var random = new CounterRandom(7, 3);
        (double sum, double squares, int large) = (0, 0, 0);
        for (int i = 0; i < Count; i++)
        {
            double value = random.NextExponential();
            Assert.True(value >= 0);
            sum += value;
            squares += value * value;
            large += value > 3 ? 1 : 0;
        }

        Assert.Equal(1, sum / Count, 5 / Math.Sqrt(Count));
        Assert.Equal(2, squares / Count, 5 * Math.Sqrt(20.0 / Count));
        Assert.Equal(Math.Exp(-3), large / (double)Count, 5 * Math.Sqrt(Math.Exp(-3) / Count));
    }

    [Fact]
    public void Streams_of_one_seed_and_seeds_of_one_stream_share_no_numbers()
    {
        var seen = new HashSet<ulong>();
        for (ulong seed = 0; seed < 40; seed++)
        {
            for (ulong stream = 0; stream < 40; stream++)
            {
                var random = new CounterRandom(seed, stream);
                for (int i = 0; i < 20; i++)
                {
                    Assert.True(seen.Add(random.Next()));
                }
            }
        }
    }

    /// <summary>Chi squared with 9 degrees of freedom stays below 36 in all but 4 of 100,000 runs.</summary>
    [Fact]
    public void Bounded_numbers_are_uniform()
    {
        var random = new CounterRandom(5, 5);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++)
        {
            counts[random.NextBelow(10)]++;
        }

        Assert.InRange(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0.5, 36);
    }
}
