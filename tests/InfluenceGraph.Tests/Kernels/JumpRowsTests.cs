using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;
using InfluenceGraph.Tests.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Kernels;

public sealed class JumpRowsTests
{
    [Fact]
    public void Each_edge_is_in_one_run_of_its_row_with_its_own_probability()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            CsrGraph graph = TestCascade.Random(seed, nodes: 12, maxEdges: 60).Forward;
            JumpRows rows = JumpRows.Of(graph.Offsets, graph.Targets, graph.Weights);

            for (int u = 0, run = 0, edge = 0; u < graph.NodeCount; u++)
            {
                var found = new List<(int Target, double P)>();
                for (; run < rows.RowRuns[u + 1]; run++)
                {
                    double largest = rows.Runs[run].Scale == 0 ? 1 : 1 - Math.Exp(-1 / rows.Runs[run].Scale);
                    for (; edge < rows.Runs[run].End; edge++)
                    {
                        found.Add((rows.Targets[edge], largest * (rows.Acceptance.Length == 0 ? 1 : rows.Acceptance[edge])));
                        Assert.Equal(rows.Targets[edge], graph.Targets[rows.Edges.Length == 0 ? edge : rows.Edges[edge]]);
                    }
                }

                Assert.Equal(graph.DegreeOf(u), found.Count);
                foreach ((int target, double p) in found)
                {
                    // Acceptance is in single precision.
                    Assert.Equal(graph.Weights[graph.IndexOf(u, target)], p, 1e-6);
                }
            }
        }
    }

    [Fact]
    public void Equal_probabilities_stay_in_order_and_take_one_run_a_row()
    {
        JumpRows rows = JumpRows.Of([0, 3, 3, 5], [1, 2, 4, 0, 3], [0.1f, 0.1f, 0.1f, 0.5f, 0.5f]);

        Assert.Equal([0, 1, 1, 2], rows.RowRuns);
        Assert.Empty(rows.Edges);
        Assert.Empty(rows.Acceptance);
    }

    [Fact]
    public void A_probability_too_small_for_one_minus_it_still_has_its_scale() =>
        Assert.Equal(1e20, JumpRows.Of([0, 1], [0], [1e-20f]).Runs[0].Scale, 1e14);
}
