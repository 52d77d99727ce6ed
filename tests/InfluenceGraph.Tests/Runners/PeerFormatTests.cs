using InfluenceGraph.Benchmarks.Curves;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Benchmarks.PageRanks;
using Xunit;

namespace InfluenceGraph.Tests.Runners;

/// <summary>What the runners give to other codes and read from them.</summary>
public sealed class PeerFormatTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_plain_graph_has_each_edge_of_the_model_once(bool isSymmetric)
    {
        var graph = PlainGraph.Create(scale: 6, degree: 4, isSymmetric, isWeighted: true);

        (int From, int To)[] edges = [.. RMat.Create(6, 4).Edges.Where(edge => edge.From != edge.To)];
        HashSet<(int, int)> expected = [.. edges, .. isSymmetric ? edges.Select(edge => (edge.To, edge.From)) : []];
        Assert.Equal(expected.Count, graph.EdgeCount);
        Assert.Equal(expected.Order(), graph.Ties.Select(tie => ((int)tie.To, (int)tie.From)).Order());
        Assert.Equal(expected.Order(), Edges(graph.In).Select(edge => (edge.To, edge.From)).Order());
        Assert.All(graph.Ties, tie => Assert.Equal(graph.WeightOf((int)tie.To, (int)tie.From), tie.Permission));
    }

    [Fact]
    public void A_serialized_graph_is_the_one_that_gapbs_reads()
    {
        var graph = PlainGraph.Create(scale: 5, degree: 4, isSymmetric: false, isWeighted: false);
        string path = Path.GetTempFileName();
        try
        {
            SerializedGraph.Write(path, graph);

            byte[] bytes = File.ReadAllBytes(path);
            Assert.Equal(1, bytes[0]);
            Assert.Equal(graph.EdgeCount, BitConverter.ToInt64(bytes, 1));
            Assert.Equal(graph.NodeCount, BitConverter.ToInt64(bytes, 9));
            Assert.Equal(1 + 16 + (2 * ((8 * (graph.NodeCount + 1)) + (4 * graph.EdgeCount))), bytes.Length);
            PlainGraph.Rows read = SerializedGraph.ReadOutgoing(path);
            Assert.Equal(graph.Out.Offsets, read.Offsets);
            Assert.Equal(graph.Out.Targets, read.Targets);
            int incoming = bytes.Length - (4 * graph.EdgeCount);
            Assert.Equal(graph.In.Targets[0], BitConverter.ToInt32(bytes, incoming));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Trials_iterations_and_best_nodes_are_read_from_what_gapbs_prints()
    {
        string[] lines =
        [
            "Read Time:           0.12000",
            "Graph has 4096 nodes and 48421 undirected edges for degree: 11",
            "    0                0.51234",
            "    1                0.00012",
            "Trial Time:          0.25000",
            "    0                0.50000",
            "    1                0.00001",
            "    2                0.00000",
            "Trial Time:          0.30000",
            "812:0.00412",
            "17:9.5e-05",
            "Average Time:        0.27500",
        ];

        var output = GapbsOutput.Parse(lines);

        Assert.Equal([new Trial(0.25, 2, 0.125), new Trial(0.3, 3, 0.3 / 3)], output.Trials);
        Assert.Equal([(812, 0.00412), (17, 9.5e-05)], output.Top);
    }

    [Fact]
    public void Output_without_trials_is_refused() =>
        Assert.Contains("0 trial times", Assert.Throws<InvalidDataException>(() => GapbsOutput.Parse(["Couldn't open file graph.sg"])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_logarithmic_scale_spans_whole_decades_and_puts_equal_factors_equally_far_apart()
    {
        var scale = LogScale.OfDecades([0.02, double.NaN, 3], start: 100, end: 400);

        Assert.Equal([0.01, 0.1, 1, 10], scale.Decades().Select(decade => Math.Round(decade, 6)));
        Assert.Equal(100, scale.PlaceOf(0.01), tolerance: 1e-9);
        Assert.Equal(200, scale.PlaceOf(0.1), tolerance: 1e-9);
        Assert.Equal(400, scale.PlaceOf(10), tolerance: 1e-9);
    }

    [Fact]
    public void A_row_of_the_curve_is_read_back_as_it_was_written()
    {
        var point = new CurvePoint
        {
            Scale = 14,
            Customers = 16_384,
            Ties = 228_000,
            BuildSeconds = 0.125,
            FirstSeconds = 0.25,
            NextSeconds = 0.0625,
            Sweeps = 10,
            GapbsSeconds = double.NaN,
            TieMegabytes = 1234.5,
            RestMegabytes = 3,
            BuildMegabytes = 4,
            AskMegabytes = 5,
        };
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, [$"| {string.Join(" | ", CurvePoint.Heads)} |", $"| {string.Join(" | ", point.Cells())} |"]);

            Assert.Equal([point], CurvePoint.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<(int From, int To)> Edges(PlainGraph.Rows rows) =>
        Enumerable.Range(0, rows.Offsets.Length - 1).SelectMany(from => Enumerable.Range((int)rows.Offsets[from], (int)rows.DegreeOf(from)).Select(e => (from, rows.Targets[e])));
}
