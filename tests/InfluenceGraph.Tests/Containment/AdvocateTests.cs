using InfluenceGraph.Cascades;
using InfluenceGraph.Containment;
using Xunit;

namespace InfluenceGraph.Tests.Containment;

/// <summary>World for world and set for set: what advocates save, and what greedy makes of it.</summary>
public sealed class AdvocateTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, 0, true)]
    [InlineData(CascadeProcess.IndependentCascade, 2, true)]
    [InlineData(CascadeProcess.IndependentCascade, 1, false)]
    [InlineData(CascadeProcess.LinearThreshold, 0, true)]
    public void In_each_world_the_good_word_saves_what_two_words_running_at_once_show(CascadeProcess process, int headStart, bool winsTies)
    {
        long savedInAll = 0;
        for (int seed = 0; seed < 120; seed++)
        {
            CascadeGraph graph = WorldFixture.Graph(seed, process);
            long[] grains = [.. Enumerable.Range(0, graph.NodeCount).Select(node => 1L + (node % 3))];
            (int From, int To)[] live = [.. WorldFixture.LiveEdgesOf(graph, seed, 1).Select(edge => (edge.From, edge.To))];
            int[] advocates = [8, 14, 21, 3];
            GoodWord goodWord = Enter(graph, seed, headStart, winsTies);
            long saved = 0;
            for (int count = 1; count <= advocates.Length; count++)
            {
                saved += goodWord.Add(advocates[count - 1], grains);
                Assert.Equal(TwoWords.Saved(live, [0, 1], advocates[..count], headStart, winsTies).Sum(node => grains[node]), saved);
            }

            savedInAll += saved;
        }

        Assert.True(savedInAll > 50, $"only {savedInAll} saved");
    }

    [Fact]
    public void What_an_advocate_adds_never_grows_when_others_came_before()
    {
        for (int seed = 0; seed < 120; seed++)
        {
            CascadeGraph graph = WorldFixture.Graph(seed);
            long[] grains = [.. Enumerable.Range(0, graph.NodeCount).Select(node => 1L + (node % 3))];
            long alone = Enter(graph, seed, 0, winsTies: true).Add(8, grains);
            GoodWord after = Enter(graph, seed, 0, winsTies: true);
            long before = after.Add(14, grains);
            long added = after.Add(8, grains);

            Assert.InRange(before, 0, long.MaxValue);
            Assert.InRange(added, 0, alone);
        }
    }

    [Fact]
    public void Greedy_on_the_sampled_sets_is_within_its_bounds_of_the_best_pair()
    {
        for (int seed = 0; seed < 8; seed++)
        {
            CascadeGraph graph = WorldFixture.Graph(seed);
            var live = new LiveEdges(graph, seed);
            double[] worth = [.. Enumerable.Range(0, graph.NodeCount).Select(node => 1.0 + (node % 3))];
            var grains = new Grains(worth, 60);
            bool[] may = [.. Enumerable.Range(0, graph.NodeCount).Select(node => node > 1)];
            var sets = new AdvocateSets(live, [0, 1], grains, new(0, WinsTies: true), new(graph.NodeCount), may, long.MaxValue);
            sets.Sample(60, new WorldRuns(2, default), progress: null);
            (List<(int Node, long Gain)> steps, double most) = AdvocateGreedy.Choose(sets, graph.NodeCount, new(may, [], 2, double.PositiveInfinity));
            long greedy = steps.Sum(step => step.Gain);
            long best = Enumerable.Range(2, 28).SelectMany(a => Enumerable.Range(a + 1, 29 - a).Select(b => Covered(sets, a, b))).Max();

            Assert.Equal(Covered(sets, [.. steps.Select(step => step.Node)]), greedy);
            Assert.InRange(greedy, (1 - (1 / Math.E)) * best, best);
            Assert.InRange(most, best, double.PositiveInfinity);
        }
    }

    [Fact]
    public void Sets_that_do_not_fit_are_left_out_world_by_world()
    {
        CascadeGraph graph = WorldFixture.Graph(3);
        bool[] may = [.. Enumerable.Repeat(true, graph.NodeCount)];
        AdvocateSets Sample(long bytes, int threads)
        {
            var sets = new AdvocateSets(new LiveEdges(graph, 3), [0, 1], new Grains([.. Enumerable.Repeat(1.0, graph.NodeCount)], 600), new(0, WinsTies: true), new(graph.NodeCount), may, bytes);
            sets.Sample(600, new WorldRuns(threads, default), progress: null);
            return sets;
        }

        AdvocateSets all = Sample(long.MaxValue, 2);
        long third = all.Worlds.Sum(world => world.Bytes) / 3;
        AdvocateSets some = Sample(third, 1);

        Assert.Equal(600, all.Worlds.Count);
        Assert.InRange(some.Worlds.Count, 100, 300);
        Assert.InRange(some.Worlds.Sum(world => world.Bytes), 0, third);
        Assert.Equal(all.Worlds.Take(some.Worlds.Count).SelectMany(world => world.Members), some.Worlds.SelectMany(world => world.Members));
        Assert.Equal(some.Worlds.SelectMany(world => world.Members), Sample(third, 3).Worlds.SelectMany(world => world.Members));
    }

    private static long Covered(AdvocateSets sets, params int[] advocates) =>
        sets.Worlds.Sum(world => Enumerable.Range(0, world.Ends.Length).Count(set => world.Set(set).ContainsAny(advocates)) * world.Weight);

    private static GoodWord Enter(CascadeGraph graph, int seed, int headStart, bool winsTies)
    {
        ComplaintWorld world = WorldFixture.Draw(graph, seed, 1, 0, 1);
        var arrivals = new Arrivals(graph);
        arrivals.Search(world, []);
        var goodWord = new GoodWord(new LiveEdges(graph, seed), new(headStart, winsTies));
        goodWord.Enter(1, world, arrivals);
        return goodWord;
    }
}
