using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Everyone;

public sealed class WorldSamplerTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void Each_edge_is_live_as_often_as_its_probability_says(CascadeProcess process)
    {
        const int Worlds = 20_000;
        CascadeGraph graph = TestCascade.Random(4, nodes: 20, maxEdges: 60, process: process);
        LiveWorldSampler sampler = LiveWorldSampler.Of(graph);
        var live = new LiveWorld(sampler.Order.SpreaderCount);
        var seen = new Dictionary<(int From, int To), int>();
        for (int world = 0; world < Worlds; world++)
        {
            sampler.Draw(1, world, live);
            for (int u = 0; u < live.SpreaderCount; u++)
            {
                for (int e = live.Offsets[u]; e < live.Offsets[u + 1]; e++)
                {
                    (int From, int To) edge = (sampler.Order.Nodes[u], sampler.Order.Nodes[live.Targets[e]]);
                    seen[edge] = seen.GetValueOrDefault(edge) + 1;
                }
            }
        }

        List<(int From, int To, double P)> edges = ExactCascade.Edges(graph);
        Assert.Subset(edges.Select(edge => (edge.From, edge.To)).ToHashSet(), seen.Keys.ToHashSet());

        // Five standard errors, and one world for the rarest.
        Assert.All(edges, edge => Assert.Equal(edge.P, seen.GetValueOrDefault((edge.From, edge.To)) / (double)Worlds, (5 * Math.Sqrt(edge.P * (1 - edge.P) / Worlds)) + (1.0 / Worlds)));
    }

    [Fact]
    public void Under_the_linear_threshold_at_most_one_edge_into_each_node_is_live()
    {
        CascadeGraph graph = TestCascade.Random(5, nodes: 30, maxEdges: 200, process: CascadeProcess.LinearThreshold);
        LiveWorldSampler sampler = LiveWorldSampler.Of(graph);
        var live = new LiveWorld(sampler.Order.SpreaderCount);
        for (int world = 0; world < 200; world++)
        {
            sampler.Draw(1, world, live);
            int[] targets = live.Targets[..live.EdgeCount];
            Assert.Equal(targets.Length, targets.Distinct().Count());
        }
    }

    [Fact]
    public void A_world_is_the_same_whatever_was_drawn_before()
    {
        CascadeGraph graph = TestCascade.Random(6, nodes: 50, maxEdges: 300);
        LiveWorldSampler sampler = LiveWorldSampler.Of(graph);
        var first = new LiveWorld(sampler.Order.SpreaderCount);
        var second = new LiveWorld(sampler.Order.SpreaderCount);
        sampler.Draw(1, 5, first);
        sampler.Draw(1, 4, second);
        sampler.Draw(1, 5, second);

        Assert.Equal(first.Offsets, second.Offsets);
        Assert.Equal(first.Targets[..first.EdgeCount], second.Targets[..second.EdgeCount]);
    }

    [Fact]
    public void Who_passes_on_most_comes_first_and_who_has_no_ties_last()
    {
        SpreaderOrder order = SpreaderOrder.Of(TestCascade.Of(5, [(3, 0, 0.5), (3, 1, 0.5), (1, 0, 0.25), (4, 1, 0.25)]));

        Assert.Equal([3, 1, 4, 0, 2], order.Nodes);
        Assert.Equal(3, order.SpreaderCount);
        Assert.Equal([3, 1, 4, 0, 2], order.Ranks);
    }
}
