using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

/// <summary>The kernel against a loop written out here, to the last bit: the order of the additions is part of the promise.</summary>
public sealed class PullKernelTests
{
    [Fact]
    public void Row_sums_have_the_bits_of_the_plain_loop_at_every_length()
    {
        var random = new Random(1);
        double[] y = [.. Enumerable.Range(0, 300).Select(i => i % 5 == 0 ? 0 : random.NextDouble() * Math.ScaleB(1, random.Next(-40, 40)))];
        for (int length = 0; length <= 257; length++)
        {
            int[] targets = [.. Enumerable.Range(0, length).Select(_ => random.Next(300)).Order()];
            float[] weights = [.. targets.Select(_ => random.Next(4) == 0 ? 0 : random.NextSingle())];
            double expected = 0;
            for (int e = 0; e < length; e++)
            {
                expected += (double)weights[e] * y[targets[e]];
            }

            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(RowSum(targets, weights, y)));

            // Edges of weight 0 anywhere between, and edges to sources of 0, change no bit.
            int[] more = [.. targets.SelectMany(target => new[] { 0, target, 299 })];
            float[] moreWeights = [.. weights.SelectMany(weight => new[] { 1, weight, 0 })];
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(RowSum(more, moreWeights, y)));
        }
    }

    [Fact]
    public void A_sweep_is_the_plain_loop_over_its_rows_and_leaves_the_others_alone()
    {
        var random = new Random(2);
        const int Rows = 258;
        long[] offsets = new long[Rows + 1];
        for (int row = 0; row < Rows; row++)
        {
            offsets[row + 1] = offsets[row] + row;
        }

        int[] targets = [.. Enumerable.Range(0, (int)offsets[^1]).Select(_ => random.Next(Rows))];
        float[] weights = [.. targets.Select(_ => random.NextSingle())];
        double[] Numbers() => [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble())];
        (double[] y, double[] source, double[] rate, double[] before) = (Numbers(), Numbers(), Numbers(), Numbers());
        bool[] some = [.. Enumerable.Range(0, Rows).Select(row => row % 3 != 0)];

        foreach (bool[] included in new[] { [], some })
        {
            foreach ((int first, int end) in new[] { (0, Rows), (5, 200), (7, 7) })
            {
                double[] z = [.. before];
                double[] next = new double[Rows];
                var change = new OrderFreeSum(Rows * 1000, Rows);
                PullKernel.Sweep(offsets, targets, weights, y, z, next, source, rate, 1.5, 0.25, included, first, end, ref change);

                double moved = 0;
                for (int row = 0; row < Rows; row++)
                {
                    bool isSwept = row >= first && row < end && (included.Length == 0 || included[row]);
                    double sum = 0;
                    for (long e = offsets[row]; e < offsets[row + 1]; e++)
                    {
                        sum += (double)weights[e] * y[targets[e]];
                    }

                    double expected = isSwept ? (source[row] * 1.5) + 0.25 + sum : before[row];
                    moved += Math.Abs(expected - before[row]);
                    Assert.Equal(expected, z[row]);
                    Assert.Equal(isSwept ? expected * rate[row] : 0, next[row]);
                }

                // The plain sum of up to 258 changes rounds to 1e-14 of itself.
                Assert.Equal(moved, change.Value, 1e-14 * moved);
            }
        }
    }

    [Fact]
    public void Rows_that_end_beyond_the_edges_and_too_few_sources_are_refused_before_anything_is_read()
    {
        // The inner loop reads by reference, so these checks are all that stands before memory that is not its own.
        static void Sweep(long[] offsets, int edges, int sources)
        {
            double[] rows = new double[offsets.Length - 1];
            var change = new OrderFreeSum(0, 0);
            PullKernel.Sweep(offsets, new int[edges], new float[edges], new double[sources], rows, rows, rows, rows, 1, 0, [], 0, rows.Length, ref change);
        }

        Sweep([0, 2, 3], 3, 2);
        Sweep([0], 0, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sweep([0, 2, 4], 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sweep([0, 2, 3], 3, 1));
    }

    /// <summary>What the kernel makes of one row, in a graph whose other rows are empty.</summary>
    private static double RowSum(int[] targets, float[] weights, double[] y)
    {
        long[] offsets = [0, .. Enumerable.Repeat((long)targets.Length, y.Length)];
        double[] zeros = new double[y.Length];
        double[] z = new double[y.Length];
        var change = new OrderFreeSum(1e30, y.Length);
        PullKernel.Sweep(offsets, targets, weights, y, z, new double[y.Length], zeros, zeros, 1, 0, [], 0, 1, ref change);
        return z[0];
    }
}
