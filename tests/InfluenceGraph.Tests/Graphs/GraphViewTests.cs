using InfluenceGraph.Graphs;
using Xunit;

namespace InfluenceGraph.Tests.Graphs;

public sealed class GraphViewTests
{
    [Fact]
    public void Counts_and_sums_are_those_of_the_edges_between_included_nodes()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            (int nodes, SortedDictionary<(int From, int To), float> edges) = CsrGraphTests.RandomEdges(seed);
            foreach ((int, int) weightless in edges.Keys.Where((_, i) => i % 5 == 0).ToArray())
            {
                edges[weightless] = 0;
            }

            bool[] included = seed % 3 == 0 ? [] : [.. Enumerable.Range(0, nodes).Select(node => (node + seed) % 4 != 0)];
            bool Counts(int node) => included.Length == 0 || included[node];
            CsrGraph forward = CsrGraphTests.Of(nodes, edges);
            var view = new GraphView(forward, new(forward.Transpose), included);
            (int From, int To, float Weight)[] used = [.. edges.Where(pair => pair.Value > 0 && Counts(pair.Key.From) && Counts(pair.Key.To)).Select(pair => (pair.Key.From, pair.Key.To, pair.Value))];
            int[] degrees = [.. Enumerable.Range(0, nodes).Select(node => used.Sum(edge => (edge.From == node ? 1 : 0) + (edge.To == node ? 1 : 0)))];

            Assert.Equal((used.Length, degrees.Max()), view.UsedEdges);
            Assert.Equal(Enumerable.Range(0, nodes).Count(Counts), view.IncludedCount);

            // Sums of fewer than 20 floats in doubles: exact in any order but for their last bit.
            Assert.All(Enumerable.Range(0, nodes), node => Assert.Equal(used.Where(edge => edge.To == node).Sum(edge => (double)edge.Weight), view.WeightReceived[node], 1e-14));
        }
    }

    [Fact]
    public void A_view_of_no_nodes_counts_nothing()
    {
        var none = new CsrGraph([0], [], []);
        var view = new GraphView(none, new(none), []);
        Assert.Equal((0L, 0L), view.UsedEdges);
        Assert.Equal(0, view.IncludedCount);
        Assert.True(view.WeightReceived.IsEmpty);
    }

    [Fact]
    public void A_changed_view_keeps_its_nodes_and_both_directions_agree()
    {
        CsrGraph forward = CsrGraphTests.Of(3, new() { [(0, 1)] = 1, [(1, 2)] = 2 });
        GraphView view = new GraphView(forward, new(forward.Transpose), [true, true, false]).With(graph => graph.WithEdge(1, 0, 3));

        Assert.Equal((2L, 2L), view.UsedEdges);
        Assert.Equal([3.0, 1.0, 0.0], view.WeightReceived.ToArray());
        Assert.Equal([1], view.Backward.Value.TargetsOf(0).ToArray());
    }
}
