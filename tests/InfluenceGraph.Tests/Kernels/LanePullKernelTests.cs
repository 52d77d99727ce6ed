using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

/// <summary>The vector twin against the scalar specification, to the last bit, at every number of lanes.</summary>
public sealed class LanePullKernelTests
{
    [Fact]
    public void Vectors_give_the_bits_of_scalars()
    {
        const int Rows = 90;
        var random = new Random(4);
        long[] offsets = new long[Rows + 1];
        for (int row = 0; row < Rows; row++)
        {
            offsets[row + 1] = offsets[row] + (row % 17);
        }

        int[] targets = [.. Enumerable.Range(0, (int)offsets[^1]).Select(_ => random.Next(Rows))];
        var edges = new LaneEdges(offsets, targets, [.. targets.Select(_ => random.NextSingle())], Numbers(Rows));
        for (int lanes = 8; lanes <= LanePullKernel.MaxLanes; lanes += 8)
        {
            var sources = new LaneSources(
                [.. Enumerable.Range(0, Rows + 1).Select(row => 2L * row)],
                [.. Enumerable.Range(0, 2 * Rows).Select(i => (byte)(i % 2 == 0 ? 1 : lanes - 1))],
                Numbers(2 * Rows));
            double[] before = Numbers(Rows * lanes);
            double[] passedOn = Numbers(Rows * lanes);
            double[] factor = Numbers(lanes);
            double[] offset = Numbers(lanes);
            LaneState State() => new(Rows, lanes, Table(before, Rows, lanes), Table(passedOn, Rows, lanes), new LaneTable(Rows, lanes), factor, offset);
            (LaneState scalar, LaneState vector) = (State(), State());
            LaneSums scalarChange = LaneSums.Of([.. Enumerable.Repeat(1e6, lanes)], Rows);
            LaneSums vectorChange = scalarChange.Fresh();
            LanePullKernel.SweepScalars(edges, sources, scalar, 3, 80, scalarChange);
            LanePullKernel.SweepVectors(edges, sources, vector, 3, 80, vectorChange);

            double[] after = vector.Values.Rows(Rows, lanes).ToArray();
            Assert.Equal(scalar.Values.Rows(Rows, lanes).ToArray().Select(BitConverter.DoubleToInt64Bits), after.Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(scalar.NextPassedOn.Rows(Rows, lanes).ToArray().Select(BitConverter.DoubleToInt64Bits), vector.NextPassedOn.Rows(Rows, lanes).ToArray().Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(Enumerable.Range(0, lanes).Select(lane => scalarChange[lane]), Enumerable.Range(0, lanes).Select(lane => vectorChange[lane]));

            // Rows outside the block are left alone.
            Assert.Equal(before[..(3 * lanes)], after[..(3 * lanes)]);
            Assert.Equal(before[(80 * lanes)..], after[(80 * lanes)..]);
            Assert.NotEqual(before, after);
        }

        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }

    [Fact]
    public void A_sum_of_lanes_has_the_bits_of_an_order_free_sum()
    {
        var random = new Random(6);
        double[] values = [.. Enumerable.Range(0, 8 * 50).Select(_ => random.NextDouble() * Math.ScaleB(1, random.Next(-30, 0)))];
        double[] bounds = [.. Enumerable.Range(1, 8).Select(lane => 50.0 * lane)];
        LaneSums sums = LaneSums.Of(bounds, 50);
        sums.AddRows([.. Enumerable.Range(0, 50)], Table(values, 50, 8));
        for (int lane = 0; lane < 8; lane++)
        {
            var expected = new OrderFreeSum(bounds[lane], 50);
            for (int row = 49; row >= 0; row--)
            {
                expected.Add(values[(row * 8) + lane]);
            }

            Assert.Equal(BitConverter.DoubleToInt64Bits(expected.Value), BitConverter.DoubleToInt64Bits(sums[lane]));
        }
    }

    private static LaneTable Table(double[] numbers, int rows, int lanes)
    {
        var table = new LaneTable(rows, lanes);
        numbers.CopyTo(table.Rows(rows, lanes));
        return table;
    }
}
