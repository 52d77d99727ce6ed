using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Everyone;

public sealed class LeafFoldingTests
{
    [Fact]
    public void A_tree_folds_into_what_is_known_of_it()
    {
        CascadeGraph graph = TestCascade.Of(5, [(0, 1, 0.5), (1, 2, 0.5), (1, 3, 0.25), (0, 4, 1)]);
        LeafFolding folded = LeafFolding.Of(graph, [1, 1, 4, 4, 2]);

        Assert.Equal(0, folded.Graph.EdgeCount);
        Assert.Equal([1 + (0.5 * 4) + 2, 4, 4, 4, 2], folded.Worth);
    }

    [Fact]
    public void Who_hears_from_two_or_passes_on_in_a_circle_stays()
    {
        // 3 hears from two; 4 and 5 lead to each other; 6 hangs on 5.
        CascadeGraph graph = TestCascade.Of(7, [(0, 3, 0.5), (1, 3, 0.5), (4, 5, 0.5), (5, 4, 0.5), (5, 6, 0.5)]);
        LeafFolding folded = LeafFolding.Of(graph, [1, 1, 1, 1, 1, 1, 1]);

        Assert.Equal([(0, 3), (1, 3), (4, 5), (5, 4)], ExactCascade.Edges(folded.Graph).Select(edge => (edge.From, edge.To)));
        Assert.Equal([1, 1, 1, 1, 1, 1.5, 1], folded.Worth);
    }

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void Folding_changes_no_expectation(CascadeProcess process)
    {
        for (int shape = 0; shape < 60; shape++)
        {
            CascadeGraph graph = TestCascade.Random(shape, nodes: 9, maxEdges: 9, process: process);
            double[] worth = EveryonesReachTests.Worth(graph, shape);
            LeafFolding folded = LeafFolding.Of(graph, worth);
            for (int u = 0; u < worth.Length; u++)
            {
                Assert.Equal(ExactCascade.Reach(graph, [u], worth), ExactCascade.Reach(folded.Graph, [u], folded.Worth), 1e-6);
            }
        }
    }
}
