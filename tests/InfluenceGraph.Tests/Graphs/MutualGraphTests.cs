using InfluenceGraph.Graphs;
using Xunit;

namespace InfluenceGraph.Tests.Graphs;

public sealed class MutualGraphTests
{
    [Fact]
    public void Rows_hold_both_ways_between_included_nodes_and_nothing_else()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            (int nodes, SortedDictionary<(int From, int To), float> edges) = CsrGraphTests.RandomEdges(seed);
            foreach ((int, int) weightless in edges.Keys.Where((_, i) => i % 5 == 0).ToArray())
            {
                edges[weightless] = 0;
            }

            bool[] included = seed % 3 == 0 ? [] : [.. Enumerable.Range(0, nodes).Select(node => (node + seed) % 4 != 0)];
            CsrGraph forward = CsrGraphTests.Of(nodes, edges);
            var view = new GraphView(forward, new(forward.Transpose), included);
            var compact = new CompactNodes(view);
            MutualGraph mutual = MutualGraph.Of(view, compact);

            Assert.Equal(Enumerable.Range(0, nodes).Where(view.Includes), compact.ViewNodes.ToArray());
            float Weight(int u, int v) => edges.GetValueOrDefault((compact.ViewNodes[u], compact.ViewNodes[v]));
            Assert.Equal(Enumerable.Range(0, compact.Count).Count(u => Weight(u, u) > 0), mutual.SelfEdges);
            for (int u = 0; u < compact.Count; u++)
            {
                int[] expected = [.. Enumerable.Range(0, compact.Count).Where(v => v != u && Weight(u, v) + Weight(v, u) > 0)];
                Range row = (int)mutual.Both.Offsets[u]..(int)mutual.Both.Offsets[u + 1];
                Assert.Equal(expected, mutual.Both.TargetsOf(u).ToArray());
                Assert.Equal(expected.Select(v => Weight(u, v)), mutual.Outward[row]);
                Assert.Equal(expected.Select(v => Weight(v, u)), mutual.Inward[row]);
                Assert.Equal(expected.Select(v => Weight(u, v) + Weight(v, u)), mutual.Both.WeightsOf(u).ToArray());
            }
        }
    }
}
