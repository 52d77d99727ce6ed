using InfluenceGraph.Cascades;
using InfluenceGraph.Containment;
using InfluenceGraph.Tests.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Containment;

public sealed class ArrivalsTests
{
    [Theory]
    [InlineData(int.MaxValue, false, float.PositiveInfinity)]
    [InlineData(3, false, float.PositiveInfinity)]
    [InlineData(0, false, float.PositiveInfinity)]
    [InlineData(int.MaxValue, true, float.PositiveInfinity)]
    [InlineData(int.MaxValue, true, 6f)]
    [InlineData(3, true, float.PositiveInfinity)]
    [InlineData(3, true, 5f)]
    [InlineData(int.MaxValue, true, 0f)]
    public void Who_is_reached_and_when_is_what_a_search_round_by_round_finds(int maxHops, bool withDelays, float timeLimit)
    {
        int reachedInAll = 0;
        foreach (CascadeProcess process in Enum.GetValues<CascadeProcess>())
        {
            for (int seed = 0; seed < 100; seed++)
            {
                CascadeGraph graph = WorldFixture.Graph(seed, process, maxHops: maxHops, withDelays: withDelays, timeLimit: timeLimit);
                int[] sources = [0, 7];
                ComplaintWorld world = WorldFixture.Draw(graph, seed, 2, sources);
                List<(int From, int To, int Edge, double Delay)> live = WorldFixture.LiveEdgesOf(graph, seed, 2);
                HashSet<int> blocked = seed % 3 == 0 ? [] : seed % 3 == 1 ? [3, 4] : [7, 11];
                int cut = seed % 5 == 0 && world.EdgeCount > 0 ? seed % world.EdgeCount : -1;
                bool[] isBlocked = new bool[graph.NodeCount];
                foreach (int node in blocked)
                {
                    isBlocked[node] = true;
                }

                var arrivals = new Arrivals(graph);
                arrivals.Search(world, isBlocked, cut);
                Dictionary<int, double> expected = WorldFixture.Distances(graph, live, sources, blocked, cut < 0 ? -1 : world.Edges[cut]);

                Assert.Equal(expected.Keys.Order(), arrivals.Reached.ToArray().Select(place => world.Nodes[place]).Order());
                foreach (int place in arrivals.Reached)
                {
                    Assert.Equal(expected[world.Nodes[place]], withDelays ? arrivals.TimeOf(place) : arrivals.HopsOf(place));
                    Assert.InRange(arrivals.HopsOf(place), 0, maxHops);
                }

                reachedInAll += expected.Count;
            }
        }

        Assert.True(reachedInAll > 300, $"only {reachedInAll} reached");
    }

    [Theory]
    [InlineData(int.MaxValue, float.PositiveInfinity)]
    [InlineData(3, 5f)]
    public void Blocking_one_more_never_lets_anybody_else_be_reached(int maxHops, float timeLimit)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            CascadeGraph graph = WorldFixture.Graph(seed, maxHops: maxHops, withDelays: true, timeLimit: timeLimit);
            ComplaintWorld world = WorldFixture.Draw(graph, seed, 0, 0, 1);
            var arrivals = new Arrivals(graph);
            bool[] isBlocked = new bool[graph.NodeCount];
            arrivals.Search(world, isBlocked);
            HashSet<int> before = [.. arrivals.Reached.ToArray()];
            foreach (int node in new[] { 4, 0, 12, 9, 1 })
            {
                isBlocked[node] = true;
                arrivals.Search(world, isBlocked);
                HashSet<int> after = [.. arrivals.Reached.ToArray()];
                Assert.Subset(before, after);
                before = after;
            }

            Assert.Empty(before);
        }
    }

    [Fact]
    public void Worlds_have_the_probability_that_they_should()
    {
        foreach (CascadeProcess process in Enum.GetValues<CascadeProcess>())
        {
            CascadeGraph graph = TestCascade.Random(11, process: process);
            double exact = ExactCascade.Reach(graph, [0, 1]);
            var live = new LiveEdges(graph, 5);
            var scratch = new DrawScratch(graph, withTimes: false);
            var world = new ComplaintWorld();
            var arrivals = new Arrivals(graph);
            var tally = default(SampleMean);
            for (int i = 0; i < 40_000; i++)
            {
                world.Draw(live, i, [0, 1], scratch);
                arrivals.Search(world, []);
                tally.Add(arrivals.Count);
            }

            // Five standard errors: one wrong alarm in two million.
            Assert.Equal(exact, tally.Mean, (5 * tally.StandardError) + 1e-9);
        }
    }
}
