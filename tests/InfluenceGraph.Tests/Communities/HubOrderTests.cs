using InfluenceGraph.Benchmarks.Communities;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Communities;
using InfluenceGraph.Graphs;
using Xunit;

namespace InfluenceGraph.Tests.Communities;

public sealed class HubOrderTests
{
    [Fact]
    public void Scrambled_numbers_are_put_in_the_order_of_degrees_and_the_graph_stays_the_same()
    {
        CsrGraph graph = SymmetricGraph.Of(RMat.Create(16, 2));
        int[]? nodeAt = HubOrder.Of(graph);
        Assert.NotNull(nodeAt);
        Assert.Equal(Enumerable.Range(0, graph.NodeCount), nodeAt.Order());
        CsrGraph weighed = graph.WithWeights([.. Enumerable.Range(0, graph.EdgeCount).Select(edge => edge + 1f)]);
        CsrGraph renumbered = HubOrder.Renumbered(weighed, nodeAt);
        for (int number = 0; number < renumbered.NodeCount; number++)
        {
            Assert.True(number == 0 || renumbered.DegreeOf(number) <= renumbered.DegreeOf(number - 1), $"number {number}");
            Assert.Equal(weighed.TargetsOf(nodeAt[number]), [.. renumbered.TargetsOf(number).ToArray().Select(other => nodeAt[other])]);
            Assert.Equal(weighed.WeightsOf(nodeAt[number]), renumbered.WeightsOf(number));
        }
    }

    [Fact]
    public void Numbers_stay_where_the_graph_is_small_or_most_ties_lead_to_near_numbers()
    {
        Assert.Null(HubOrder.Of(SymmetricGraph.Of(RMat.Create(10, 4))));
        const int Nodes = VisitOrder.LargeGraph;
        Assert.Null(HubOrder.Of(SymmetricGraph.Of(new("ring", Nodes, Enumerable.Range(0, Nodes).Select(node => (node, (node + 1) % Nodes))))));
    }

    [Fact]
    public void What_belongs_to_nodes_goes_there_and_back()
    {
        int[] nodeAt = [2, 0, 3, 1];
        string[] byNumber = HubOrder.Gather(["a", "b", "c", "d"], nodeAt);
        Assert.Equal(["c", "a", "d", "b"], byNumber);

        // Nodes 2 and 3 are one group, 0 and 1 alone.
        int[] groups = [0, 1, 0, 2];
        HubOrder.Scatter(groups, nodeAt);
        Assert.Equal([0, 1, 2, 2], groups);
    }
}
