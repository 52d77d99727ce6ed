using InfluenceGraph.Cascades;
using InfluenceGraph.Containment;
using Xunit;

namespace InfluenceGraph.Tests.Containment;

/// <summary>On the same worlds, to the last grain: each step gains what trying every node would find.</summary>
public sealed class AnswerGreedyTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue, false, float.PositiveInfinity)]
    [InlineData(CascadeProcess.LinearThreshold, int.MaxValue, false, float.PositiveInfinity)]
    [InlineData(CascadeProcess.IndependentCascade, 3, false, float.PositiveInfinity)]
    [InlineData(CascadeProcess.LinearThreshold, 2, false, float.PositiveInfinity)]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue, true, 5f)]
    public void Each_step_is_the_best_of_all_nodes(CascadeProcess process, int maxHops, bool withDelays, float timeLimit)
    {
        const int Worlds = 25;
        long gained = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            CascadeGraph graph = WorldFixture.Graph(seed, process, maxHops: maxHops, withDelays: withDelays, timeLimit: timeLimit);
            var live = new LiveEdges(graph, seed);
            double[] worth = [.. Enumerable.Range(0, graph.NodeCount).Select(node => 1.0 + (node % 3))];
            var grains = new Grains(worth, Worlds);
            bool[] may = [.. Enumerable.Range(0, graph.NodeCount).Select(node => node > 1)];
            int[] complainers = [0, 1];
            var limits = new PlanLimits(may, [], [], 4, 0, double.PositiveInfinity, double.PositiveInfinity);
            ChosenPlan plan = new PlanGreedy(live, complainers, grains, new(0, WinsTies: true), limits, Worlds, long.MaxValue, new WorldRuns(2, default), progress: null).Choose();

            List<(int From, int To, int Edge, double Delay)>[] worlds = [.. Enumerable.Range(0, Worlds).Select(world => WorldFixture.LiveEdgesOf(graph, seed, world))];
            long Loss(HashSet<int> blocked) => worlds.Sum(world => WorldFixture.Reached(graph, world, complainers, blocked).Sum(node => grains.Of[node]));
            var answered = new HashSet<int>();
            long loss = Loss(answered);
            foreach ((int node, _, long gain) in plan.Steps)
            {
                long best = Enumerable.Range(2, graph.NodeCount - 2).Max(other => loss - Loss([.. answered, other]));
                answered.Add(node);
                long left = Loss(answered);

                Assert.Equal(best, gain);
                Assert.Equal(loss - left, gain);
                loss = left;
                gained += gain;
            }

            Assert.True(plan.IsEachAnswerBest);
            Assert.True(plan.Steps.Length == 4 || Enumerable.Range(2, graph.NodeCount - 2).All(other => Loss([.. answered, other]) == loss));
        }

        Assert.True(gained > 0);
    }
}
