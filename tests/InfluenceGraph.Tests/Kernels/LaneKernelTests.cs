using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

/// <summary>The vector twins against the scalar specifications, to the last bit.</summary>
public sealed class LaneKernelTests
{
    private const int Rows = 90;
    private const int First = 3;
    private const int End = 80;

    private readonly Random _random = new(4);

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Vectors_of_doubles_give_the_bits_of_scalars(int firstLane)
    {
        const int Lanes = LanePullKernel.Lanes;
        LaneEdges edges = Edges();
        LaneSources sources = Sources();
        double[] before = Doubles(Rows * Lanes);
        double[] passedOn = Doubles(Rows * Lanes);
        float[] moves = Floats(Rows * 2 * Lanes);
        double[] scale = [.. Enumerable.Range(0, Lanes).Select(lane => Math.ScaleB(1, 3 * lane))];
        (double[] factor, double[] offset) = (Doubles(Lanes), Doubles(Lanes));
        LanePullState State() => new(Rows, firstLane, Table(before), Table(passedOn), Table(moves), scale, factor, offset);
        (LanePullState scalar, LanePullState vector) = (State(), State());
        LaneSums scalarChange = LaneSums.Of([.. Enumerable.Repeat(1e6, Lanes)], Rows);
        LaneSums vectorChange = scalarChange.Fresh();
        LanePullKernel.SweepScalars(edges, sources, scalar, First, End, scalarChange);
        LanePullKernel.SweepVectors(edges, sources, vector, First, End, vectorChange);

        AssertSameBits(scalar.Values, vector.Values, before);
        AssertSameBits(scalar.Moves, vector.Moves, moves);
        Assert.Equal(Enumerable.Range(0, Lanes).Select(lane => scalarChange[lane]), Enumerable.Range(0, Lanes).Select(lane => vectorChange[lane]));

        // The other eight lanes of the moves belong to another sweep.
        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(Table(moves).Row(row).Slice(8 - firstLane, 8).ToArray(), vector.Moves.Row(row).Slice(8 - firstLane, 8).ToArray());
        }
    }

    [Fact]
    public void A_lane_of_doubles_has_the_bits_of_a_pass_of_its_own()
    {
        const int Lanes = LanePullKernel.Lanes;
        LaneEdges edges = Edges();
        LaneSources sources = Sources();
        double[] passedOn = Doubles(Rows * Lanes);
        double[] ones = [.. Enumerable.Repeat(1.0, Lanes)];
        var state = new LanePullState(Rows, 0, new(Rows), Table(passedOn), new(Rows), ones, ones, new double[Lanes]);
        LanePullKernel.Sweep(edges, sources, state, 0, Rows, LaneSums.Of([.. Enumerable.Repeat(1e6, Lanes)], Rows));
        for (int lane = 0; lane < Lanes; lane++)
        {
            double[] source = [.. Enumerable.Range(0, Rows).Select(row => sources.Of(row, lane))];
            double[] y = [.. Enumerable.Range(0, Rows).Select(row => passedOn[(row * Lanes) + lane])];
            double[] z = [.. Enumerable.Range(0, Rows).Select(row => source[row] + PlainRows.Sum(edges.Offsets, edges.Targets, edges.Weights, row, y))];
            Assert.Equal(z, Enumerable.Range(0, Rows).Select(row => state.Values.Row(row)[lane]));
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Vectors_of_floats_give_the_bits_of_scalars(bool startsAnew, bool onlyEdges)
    {
        const int Lanes = LaneMoveKernel.Lanes;
        LaneEdges edges = Edges();
        LaneSources sources = Sources();
        float[] moves = Floats(Rows * Lanes);
        float[] arrived = Floats(Rows * Lanes);
        float[] going = [.. Enumerable.Range(0, Lanes).Select(lane => lane % 5 == 3 ? 0f : 1f)];
        double[] factor = startsAnew ? [.. going.Select(goes => goes * _random.NextDouble())] : new double[Lanes];
        float[] count = [.. going.Select((_, lane) => lane % 3 == 0 ? 1 : (lane - 7) / 4f)];
        float[] offset = startsAnew ? Floats(Lanes) : new float[Lanes];
        LaneMoveState State() => new(Rows, Table(moves), new(Rows), Table(arrived), count, going, factor, offset, onlyEdges);
        (LaneMoveState scalar, LaneMoveState vector) = (State(), State());
        (float[] scalarMoved, float[] vectorMoved) = (Floats(Lanes), Floats(Lanes));
        LaneMoveKernel.SweepScalars(edges, sources, scalar, First, End, scalarMoved);
        LaneMoveKernel.SweepVectors(edges, sources, vector, First, End, vectorMoved);

        AssertSameBits(scalar.NextMoves, vector.NextMoves, new float[Rows * Lanes]);
        AssertSameBits(scalar.Arrived, vector.Arrived, arrived);
        Assert.Equal(scalarMoved, vectorMoved);
        Assert.Equal(going.Select(goes => goes == 0), vectorMoved.Select(moved => moved == 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void What_arrived_is_added_to_the_values_without_rounding_it(int firstLane)
    {
        LaneEdges edges = Edges();
        float[] arrived = Floats(Rows * 16);
        double[] before = Doubles(Rows * 8);
        double[] unit = [.. Enumerable.Range(0, 8).Select(lane => Math.ScaleB(1, -3 * lane))];
        (LaneTable<float> x, LaneTable<double> z, LaneTable<double> y) = (Table(arrived), Table(before), new(Rows));
        LaneMoveKernel.Settle(x, firstLane, unit, z, edges.Rate, y, First, End);
        for (int row = 0; row < Rows; row++)
        {
            for (int lane = 0; lane < 8; lane++)
            {
                bool isIn = row is >= First and < End;
                float moved = arrived[(row * 16) + firstLane + lane];
                double value = before[(row * 8) + lane] + (isIn ? moved * unit[lane] : 0);
                Assert.Equal(value, z.Row(row)[lane]);
                Assert.Equal(isIn ? value * edges.Rate[row] : 0, y.Row(row)[lane]);
                Assert.Equal(isIn ? 0 : moved, x.Row(row)[firstLane + lane]);
                Assert.Equal(arrived[(row * 16) + (8 - firstLane) + lane], x.Row(row)[8 - firstLane + lane]);
            }
        }
    }

    [Fact]
    public void A_sum_of_lanes_has_the_bits_of_an_order_free_sum()
    {
        double[] values = [.. Enumerable.Range(0, 8 * 50).Select(_ => _random.NextDouble() * Math.ScaleB(1, _random.Next(-30, 0)))];
        double[] bounds = [.. Enumerable.Range(1, 8).Select(lane => 50.0 * lane)];
        LaneSums sums = LaneSums.Of(bounds, 50);
        sums.AddRows([.. Enumerable.Range(0, 50)], Table(values));
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

    [Fact]
    public void Edges_beyond_the_arrays_are_refused()
    {
        LaneEdges edges = Edges() with { Shares = [1] };
        var state = new LaneMoveState(Rows, new(Rows), new(Rows), new(Rows), new float[16], new float[16], new double[16], new float[16], OnlyEdges: false);
        Assert.Throws<ArgumentOutOfRangeException>(() => LaneMoveKernel.SweepVectors(edges, Sources(), state, First, End, new float[16]));
    }

    private LaneEdges Edges()
    {
        long[] offsets = new long[Rows + 1];
        for (int row = 0; row < Rows; row++)
        {
            offsets[row + 1] = offsets[row] + (row % 17);
        }

        int[] targets = [.. Enumerable.Range(0, (int)offsets[^1]).Select(_ => _random.Next(Rows))];
        return new(offsets, targets, Floats(targets.Length), Floats(targets.Length), Doubles(Rows));
    }

    /// <summary>Two lanes of each node, on lanes of both halves.</summary>
    private LaneSources Sources() => new(
        [.. Enumerable.Range(0, Rows + 1).Select(row => 2L * row)],
        [.. Enumerable.Range(0, 2 * Rows).Select(i => (byte)(i % 2 == 0 ? i / 2 % 8 : 8 + (i / 2 % 7)))],
        Doubles(2 * Rows));

    private double[] Doubles(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.NextDouble())];

    private float[] Floats(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.NextSingle())];

    private static LaneTable<T> Table<T>(T[] numbers)
        where T : unmanaged
    {
        int rows = numbers.Length / LaneTable<T>.Lanes;
        var table = new LaneTable<T>(rows);
        numbers.CopyTo(table.Rows(rows));
        return table;
    }

    /// <summary>Within the block the same, and changed; rows outside it are left alone.</summary>
    private static void AssertSameBits<T>(LaneTable<T> expected, LaneTable<T> actual, T[] before)
        where T : unmanaged
    {
        int lanes = LaneTable<T>.Lanes;
        T[] after = actual.Rows(Rows).ToArray();
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(expected.Rows(Rows)).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(after)));
        Assert.Equal(before[..(First * lanes)], after[..(First * lanes)]);
        Assert.Equal(before[(End * lanes)..], after[(End * lanes)..]);
        Assert.NotEqual(before, after);
    }
}
