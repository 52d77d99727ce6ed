using InfluenceGraph.Cascades;
using InfluenceGraph.Containment;
using InfluenceGraph.Tests.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Containment;

/// <summary>World for world: what the dominator tree says a block or a cut saves is what searching again without it finds missing.</summary>
public sealed class DominatorTreeTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, 1)]
    [InlineData(CascadeProcess.IndependentCascade, 3)]
    [InlineData(CascadeProcess.LinearThreshold, 2)]
    public void A_subtree_is_what_blocking_its_root_saves(CascadeProcess process, int complainers)
    {
        int subtreesBeyondOne = 0;
        for (int seed = 0; seed < 150; seed++)
        {
            CascadeGraph graph = WorldFixture.Graph(seed, process);
            int[] sources = [.. Enumerable.Range(0, complainers)];
            ComplaintWorld world = WorldFixture.Draw(graph, seed, seed % 7, sources);
            List<(int From, int To, int Edge, double Delay)> live = WorldFixture.LiveEdgesOf(graph, seed, seed % 7);
            HashSet<int> blocked = seed % 2 == 0 ? [] : [5, 9];
            (DominatorTree tree, long[] subtrees) = Build(world, blocked, graph.NodeCount);
            HashSet<int> reached = WorldFixture.Reached(graph, live, sources, blocked);

            Assert.Equal(reached.Count, tree.Count);
            for (int v = 1; v <= tree.Count; v++)
            {
                int node = world.Nodes[tree.PlaceOf(v)];
                HashSet<int> without = WorldFixture.Reached(graph, live, sources, new HashSet<int>(blocked) { node });
                Assert.Equal(Worth(reached) - Worth(without), subtrees[v]);
                subtreesBeyondOne += reached.Count - without.Count > 1 ? 1 : 0;
            }
        }

        // Or the property would hold for trees without any depth.
        Assert.True(subtreesBeyondOne > 200, $"only {subtreesBeyondOne} subtrees of more than one");
    }

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void An_edge_is_the_only_way_exactly_when_cutting_it_saves_somebody(CascadeProcess process)
    {
        int onlyWays = 0;
        for (int seed = 0; seed < 150; seed++)
        {
            CascadeGraph graph = WorldFixture.Graph(seed, process);
            int[] sources = [0, 1];
            ComplaintWorld world = WorldFixture.Draw(graph, seed, 3, sources);
            List<(int From, int To, int Edge, double Delay)> live = WorldFixture.LiveEdgesOf(graph, seed, 3);
            (DominatorTree tree, long[] subtrees) = Build(world, [], graph.NodeCount);
            int[] ways = new int[tree.Count + 1];
            tree.FindOnlyWays(world, ways);
            var savings = Enumerable.Range(1, tree.Count).Where(v => ways[v] >= 0).ToDictionary(v => world.Edges[ways[v]], v => subtrees[v]);
            HashSet<int> reached = WorldFixture.Reached(graph, live, sources);
            foreach ((_, _, int edge, _) in live)
            {
                long saved = Worth(reached) - Worth(WorldFixture.Reached(graph, live, sources, cutEdge: edge));
                Assert.Equal(saved, savings.GetValueOrDefault(edge));
            }

            onlyWays += savings.Count;
        }

        Assert.True(onlyWays > 200, $"only {onlyWays} only ways");
    }

    [Fact]
    public void Two_ways_that_join_are_dominated_by_where_they_part()
    {
        // 0 -> 1, then 1 -> 2 -> 4 and 1 -> 3 -> 4, then 4 -> 5 and back 5 -> 4.
        CascadeGraph graph = TestCascade.Of(6, [(0, 1, 1), (1, 2, 1), (1, 3, 1), (2, 4, 1), (3, 4, 1), (4, 5, 1), (5, 4, 1)]);
        ComplaintWorld world = WorldFixture.Draw(graph, 1, 0, 0);
        (DominatorTree tree, long[] subtrees) = Build(world, [], 6);
        var byNode = Enumerable.Range(1, tree.Count).ToDictionary(v => world.Nodes[tree.PlaceOf(v)], v => v);

        Assert.Equal(byNode[1], tree.DominatorOf(byNode[4]));
        Assert.Equal(Worth([4, 5]), subtrees[byNode[4]]);
        Assert.Equal(Worth([2]), subtrees[byNode[2]]);
    }

    [Fact]
    public void A_long_chain_needs_no_stack()
    {
        const int Length = 200_000;
        CascadeGraph graph = TestCascade.Of(Length, Enumerable.Range(0, Length - 1).Select(i => (i, i + 1, 1.0)));
        ComplaintWorld world = WorldFixture.Draw(graph, 1, 0, 0);
        (DominatorTree tree, long[] subtrees) = Build(world, [], Length);

        Assert.Equal(Length, tree.Count);
        Assert.Equal(Worth(Enumerable.Range(0, Length)), subtrees[1]);
    }

    private static long Worth(IEnumerable<int> nodes) => nodes.Sum(node => 1L + (node % 5));

    private static (DominatorTree Tree, long[] Subtrees) Build(ComplaintWorld world, HashSet<int> blocked, int nodes)
    {
        bool[] isBlocked = new bool[nodes];
        foreach (int node in blocked)
        {
            isBlocked[node] = true;
        }

        var tree = new DominatorTree();
        tree.Build(world, isBlocked);
        long[] subtrees = new long[tree.Count + 1];
        for (int v = 1; v <= tree.Count; v++)
        {
            subtrees[v] = Worth([world.Nodes[tree.PlaceOf(v)]]);
        }

        tree.AddUp(subtrees);
        return (tree, subtrees);
    }
}
