using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;
using InfluenceGraph.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

/// <summary>Rows in slices against plain loops over the same rows, and vectors against scalars, to the last bit.</summary>
public sealed class SlicedPullTests
{
    private const int Nodes = 700;

    private readonly Random _random = new(5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_of_every_length_sum_to_what_a_plain_loop_gives(bool isShared)
    {
        // Lengths 0 to 257 and some far beyond, so that short rows, long rows and their edge are all there.
        CsrGraph graph = Graph(row => row <= 257 ? row : row % 7 == 0 ? 600 : row % 5, isShared);
        var view = new GraphView(graph, new(graph.Transpose), []);
        var locality = Locality.Of(view, 2, CancellationToken.None);
        double[] ofNodes = [.. Enumerable.Range(0, Nodes).Select(_ => _random.NextDouble() - 0.3)];
        double[] y = InSlots(locality, ofNodes);
        double[] sums = new double[locality.Rows.SlotCount];
        SlicedPull.Sum(locality.Rows, 0, locality.Rows.SliceCount, y, sums);

        Assert.Equal(isShared ? 3 : 1, locality.SharedWeight);
        Assert.Equal(Enumerable.Range(0, Nodes), locality.NodeAt.Where(node => node >= 0).Order());
        for (int slot = 0; slot < sums.Length; slot++)
        {
            int node = locality.NodeAt[slot];
            double expected = node < 0 ? 0 : PlainRows.Sum(graph.Offsets, graph.Targets, graph.Weights, node, ofNodes);

            // At most 600 terms of up to 10 in another order: 600 half-ulps of their sum of magnitudes.
            Assert.Equal(expected, sums[slot] * locality.SharedWeight, 600 * 6000 * Math.ScaleB(1, -53));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Vectors_give_the_bits_of_scalars(bool isShared)
    {
        CsrGraph graph = Graph(row => row < 300 ? row : row % 11 == 0 ? 256 + row : row % 4, isShared);
        SlicedRows rows = Locality.Of(new GraphView(graph, new(graph.Transpose), []), 1, CancellationToken.None).Rows;
        double[] doubles = [.. Enumerable.Range(0, rows.SlotCount).Select(_ => (_random.NextDouble() - 0.5) * Math.ScaleB(1, _random.Next(-30, 30))), 0];
        float[] singles = Array.ConvertAll(doubles, value => (float)value);
        (int first, int end) = (1, rows.SliceCount - 2);
        double[] ofDoubles = new double[(end - first) * SlicedRows.Width];
        double[] ofSingles = [.. ofDoubles];
        double[] expected = [.. ofDoubles];

        SlicedPull.Sum(rows, first, end, doubles, ofDoubles);
        SlicedPull.Sum(rows, first, end, singles, ofSingles);
        if (isShared)
        {
            SlicedPull.SumScalars<double, DoubleValues, NoWeights>(rows, first, end, doubles, expected);
            Assert.Equal(Bits(expected), Bits(ofDoubles));
            SlicedPull.SumScalars<float, SingleValues, NoWeights>(rows, first, end, singles, expected);
        }
        else
        {
            SlicedPull.SumScalars<double, DoubleValues, SingleWeights>(rows, first, end, doubles, expected);
            Assert.Equal(Bits(expected), Bits(ofDoubles));
            SlicedPull.SumScalars<float, SingleValues, SingleWeights>(rows, first, end, singles, expected);
        }

        Assert.Equal(Bits(expected), Bits(ofSingles));
    }

    [Fact]
    public void Too_few_values_or_too_little_room_are_refused_before_anything_is_read()
    {
        // Vectors read by pointer, so these checks are all that stands before memory that is not its own.
        CsrGraph graph = Graph(row => row % 3, isShared: false);
        SlicedRows rows = Locality.Of(new GraphView(graph, new(graph.Transpose), []), 1, CancellationToken.None).Rows;
        double[] sums = new double[rows.SlotCount];
        Assert.Throws<ArgumentOutOfRangeException>(() => SlicedPull.Sum(rows, 0, rows.SliceCount, new double[rows.SlotCount], sums));
        Assert.Throws<ArgumentOutOfRangeException>(() => SlicedPull.Sum(rows, 0, rows.SliceCount, new float[rows.SlotCount + 1], sums.AsSpan(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SlicedPull.Sum(rows, 0, rows.SliceCount + 1, new float[rows.SlotCount + 1], new double[sums.Length + 16]));
    }

    [Fact]
    public void What_is_left_out_of_a_view_changes_no_slot_and_no_bit()
    {
        CsrGraph graph = Graph(row => row % 40, isShared: false);
        bool[] included = [.. Enumerable.Range(0, Nodes).Select(node => node % 3 != 1)];
        var part = Locality.Of(new GraphView(graph, new(graph.Transpose), included), 1, CancellationToken.None);

        int[] nodeOf = [.. Enumerable.Range(0, Nodes).Where(node => included[node])];
        int[] placeOf = [.. Enumerable.Range(0, Nodes).Select(node => Array.IndexOf(nodeOf, node))];
        var offsets = new List<long> { 0 };
        var targets = new List<int>();
        var weights = new List<float>();
        foreach (int node in nodeOf)
        {
            for (int e = (int)graph.Offsets[node]; e < graph.Offsets[node + 1]; e++)
            {
                if (included[graph.Targets[e]])
                {
                    targets.Add(placeOf[graph.Targets[e]]);
                    weights.Add(graph.Weights[e]);
                }
            }

            offsets.Add(targets.Count);
        }

        var alone = new CsrGraph([.. offsets], [.. targets], [.. weights]);
        var whole = Locality.Of(new GraphView(alone, new(alone.Transpose), []), 1, CancellationToken.None);
        Assert.Equal(whole.NodeAt.Select(node => node < 0 ? -1 : nodeOf[node]), part.NodeAt);
        Assert.Equal(whole.Rows.Targets.ToArray(), part.Rows.Targets.ToArray());
        Assert.Equal(whole.Rows.Weights.ToArray(), part.Rows.Weights.ToArray());
    }

    private static long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);

    private static double[] InSlots(Locality locality, double[] ofNodes) => [.. locality.NodeAt.Select(node => node < 0 ? 0 : ofNodes[node]), 0];

    /// <summary>Rows of given lengths, with targets ascending; weights 0.5 to 10, or all 3.</summary>
    private CsrGraph Graph(Func<int, int> lengthOf, bool isShared)
    {
        int[][] rows = [.. Enumerable.Range(0, Nodes).Select(row =>
        {
            int[] targets = [.. Enumerable.Range(0, Nodes)];
            _random.Shuffle(targets);
            return targets.Take(Math.Min(Nodes, lengthOf(row))).Order().ToArray();
        })];
        long[] offsets = [0, .. rows.Select((_, row) => (long)rows.Take(row + 1).Sum(targets => targets.Length))];
        return new(offsets, [.. rows.SelectMany(targets => targets)], [.. Enumerable.Range(0, (int)offsets[^1]).Select(_ => isShared ? 3 : 0.5f + (9.5f * _random.NextSingle()))]);
    }
}
