using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;
using InfluenceGraph.Kernels;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Everyone;

/// <summary>Single worlds, rebuilt by nothing but searches.</summary>
public sealed class ComponentReachTests
{
    private const int Nodes = 60;

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void In_each_world_each_node_reaches_what_a_search_from_it_finds(CascadeProcess process)
    {
        for (int shape = 0; shape < 60; shape++)
        {
            CascadeGraph graph = TestCascade.Random(shape, Nodes, 30 + (shape * 5), process);
            double[] worth = EveryonesReachTests.Worth(graph, shape);
            (LiveWorldSampler sampler, LiveWorld live, Condensation condensation) = Parts(graph);
            double[] byRank = Array.ConvertAll(sampler.Order.Nodes, node => worth[node]);
            var reach = new ComponentReach(condensation, double.PositiveInfinity);
            for (int world = 0; world < 10; world++)
            {
                sampler.Draw(7, world, live);
                condensation.Build(live, byRank);
                var random = new CounterRandom(1, (ulong)world);
                reach.Solve(ref random);

                List<(int From, int To)> edges = Edges(live);
                foreach (int node in Members(condensation))
                {
                    // Worths are added up in another order.
                    Assert.Equal(NaiveWorld.Reach(edges, Nodes, node, byRank), reach.Reach[condensation.ComponentOf(node)], 1e-9);
                }
            }
        }
    }

    [Fact]
    public void Components_are_those_who_reach_each_other_and_lead_to_lower_numbers()
    {
        for (int shape = 0; shape < 60; shape++)
        {
            CascadeGraph graph = TestCascade.Random(shape, Nodes, 20 + (shape * 4));
            (LiveWorldSampler sampler, LiveWorld live, Condensation condensation) = Parts(graph);
            double[] ones = [.. Enumerable.Repeat(1.0, Nodes)];
            sampler.Draw(3, shape, live);
            condensation.Build(live, ones);
            List<(int From, int To)> edges = Edges(live);
            int[] members = Members(condensation);

            Assert.Equal(edges.SelectMany(edge => new[] { edge.From, edge.To }).Distinct().Order(), members.Order());
            Assert.All(edges, edge => Assert.True(condensation.ComponentOf(edge.From) >= condensation.ComponentOf(edge.To)));
            foreach (int a in members)
            {
                foreach (int b in members)
                {
                    bool areTogether = Reaches(edges, a, b) && Reaches(edges, b, a);
                    Assert.Equal(areTogether, condensation.ComponentOf(a) == condensation.ComponentOf(b));
                }
            }
        }
    }

    [Fact]
    public void The_budget_is_kept_and_what_is_beyond_it_is_estimated_about_right()
    {
        // A dense acyclic graph: nothing condenses, and all overlaps.
        var random = new Random(1);
        CascadeGraph graph = TestCascade.Of(400, Enumerable.Range(0, 4000).Select(_ => (A: random.Next(400), B: random.Next(400))).Where(edge => edge.A < edge.B).Distinct().Select(edge => (edge.A, edge.B, 1.0)));
        (LiveWorldSampler sampler, LiveWorld live, Condensation condensation) = Parts(graph);
        double[] ones = [.. Enumerable.Repeat(1.0, 400)];
        sampler.Draw(1, 0, live);
        condensation.Build(live, ones);
        var exact = new ComponentReach(condensation, double.PositiveInfinity);
        var estimated = new ComponentReach(condensation, 0);
        var random1 = new CounterRandom(1, 1);
        exact.Solve(ref random1);
        double[] mean = new double[condensation.Count];
        const int Runs = 2000;
        for (int run = 0; run < Runs; run++)
        {
            var random2 = new CounterRandom(2, (ulong)run);
            estimated.Solve(ref random2);
            for (int c = 0; c < mean.Length; c++)
            {
                mean[c] += estimated.Reach[c] / Runs;
            }
        }

        Assert.Equal(0, exact.Estimated);
        Assert.Equal(0, estimated.EdgesSearched);
        Assert.True(estimated.Estimated > 100 * Runs, "The acyclic graph has parts that overlap.");

        // A run is off by 27 % for large reaches and by up to sqrt(reach / 4) for small ones; the mean of 2,000 by six such errors at most.
        Assert.All(Enumerable.Range(0, mean.Length), c => Assert.Equal(exact.Reach[c], mean[c], 6 / Math.Sqrt(Runs) * Math.Max(0.27 * exact.Reach[c], Math.Sqrt(exact.Reach[c] / 4))));
    }

    private static (LiveWorldSampler Sampler, LiveWorld Live, Condensation Condensation) Parts(CascadeGraph graph)
    {
        LiveWorldSampler sampler = LiveWorldSampler.Of(graph);
        return (sampler, new(sampler.Order.SpreaderCount), new(graph.NodeCount, sampler.Order.SpreaderCount));
    }

    private static List<(int From, int To)> Edges(LiveWorld live)
    {
        var edges = new List<(int From, int To)>();
        for (int u = 0; u < live.SpreaderCount; u++)
        {
            foreach (int target in live.Targets.AsSpan(live.Offsets[u]..live.Offsets[u + 1]))
            {
                edges.Add((u, target));
            }
        }

        return edges;
    }

    private static int[] Members(Condensation condensation) => condensation.Members[..condensation.MemberOffsets[condensation.Count]];

    private static bool Reaches(List<(int From, int To)> edges, int from, int to)
    {
        double[] only = new double[Nodes];
        only[to] = 1;
        return NaiveWorld.Reach(edges, Nodes, from, only) > 0;
    }
}
