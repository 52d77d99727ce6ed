using InfluenceGraph.Graphs;
using Xunit;

namespace InfluenceGraph.Tests.Graphs;

public sealed class CsrGraphTests
{
    [Fact]
    public void Turning_round_turns_every_edge_and_twice_is_the_same_graph()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            (int nodes, SortedDictionary<(int, int), float> edges) = RandomEdges(seed);
            CsrGraph graph = Of(nodes, edges);
            CsrGraph turned = graph.Transpose();

            AssertSame(Of(nodes, new(edges.ToDictionary(pair => (pair.Key.Item2, pair.Key.Item1), pair => pair.Value))), turned);
            AssertSame(graph, turned.Transpose());
        }
    }

    [Fact]
    public void An_index_finds_each_edge_and_where_a_missing_one_would_stand()
    {
        (int nodes, SortedDictionary<(int, int), float> edges) = RandomEdges(4);
        CsrGraph graph = Of(nodes, edges);
        for (int u = 0; u < nodes; u++)
        {
            for (int v = 0; v < nodes; v++)
            {
                int index = graph.IndexOf(u, v);
                int place = edges.Keys.Count(key => key.CompareTo((u, v)) < 0);
                Assert.Equal(edges.ContainsKey((u, v)) ? place : ~place, index);
            }

            Assert.Equal(edges.Keys.Count(key => key.Item1 == u), graph.DegreeOf(u));
        }
    }

    [Fact]
    public void Edges_added_changed_and_removed_give_the_graph_built_so()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            (int nodes, SortedDictionary<(int, int), float> edges) = RandomEdges(seed);
            CsrGraph graph = Of(nodes, edges);
            var random = new Random(seed);
            for (int i = 0; i < 20; i++)
            {
                (int From, int To) edge = (random.Next(nodes), random.Next(nodes));
                AssertSame(Of(nodes, new(edges) { [edge] = 7 }), graph.WithEdge(edge.From, edge.To, 7));
                var without = new SortedDictionary<(int, int), float>(edges);
                without.Remove(edge);
                AssertSame(Of(nodes, without), graph.WithoutEdge(edge.From, edge.To));
            }

            AssertSame(Of(nodes, edges), graph);
        }
    }

    [Fact]
    public void Graphs_without_edges_or_nodes_work()
    {
        var none = new CsrGraph([0], [], []);
        Assert.Equal((0, 0), (none.NodeCount, none.EdgeCount));
        AssertSame(none, none.Transpose());

        CsrGraph lonely = Of(3, []);
        AssertSame(lonely, lonely.Transpose());
        Assert.Equal(~0, lonely.IndexOf(2, 1));
        AssertSame(lonely, lonely.WithEdge(1, 1, 2).WithoutEdge(1, 1));
    }

    internal static (int Nodes, SortedDictionary<(int, int), float> Edges) RandomEdges(int seed)
    {
        var random = new Random(seed);
        int nodes = random.Next(1, 20);
        var edges = new SortedDictionary<(int, int), float>();
        for (int i = random.Next(60); i > 0; i--)
        {
            edges[(random.Next(nodes), random.Next(nodes))] = random.NextSingle();
        }

        return (nodes, edges);
    }

    internal static CsrGraph Of(int nodes, SortedDictionary<(int, int), float> edges) => new(
        [.. Enumerable.Range(0, nodes + 1).Select(node => (long)edges.Keys.Count(key => key.Item1 < node))],
        [.. edges.Keys.Select(key => key.Item2)],
        [.. edges.Values]);

    private static void AssertSame(CsrGraph expected, CsrGraph actual)
    {
        Assert.Equal(expected.Offsets, actual.Offsets);
        Assert.Equal(expected.Targets, actual.Targets);
        Assert.Equal(expected.Weights, actual.Weights);
    }
}
