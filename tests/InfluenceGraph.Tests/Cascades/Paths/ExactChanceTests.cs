using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Paths;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Paths;

public sealed class ExactChanceTests
{
    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue, float.PositiveInfinity)]
    [InlineData(CascadeProcess.LinearThreshold, int.MaxValue, float.PositiveInfinity)]
    [InlineData(CascadeProcess.IndependentCascade, 2, float.PositiveInfinity)]
    [InlineData(CascadeProcess.LinearThreshold, 3, float.PositiveInfinity)]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue, 5f)]
    [InlineData(CascadeProcess.IndependentCascade, 3, 5f)]
    [InlineData(CascadeProcess.LinearThreshold, 3, 5f)]
    public void It_is_what_all_worlds_say(CascadeProcess process, int maxHops, float timeLimit)
    {
        int uncertain = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            CascadeGraph ties = TestCascade.Random(seed, nodes: 6, maxEdges: 14, process);
            float[]? delays = float.IsPositiveInfinity(timeLimit) ? null : [.. Enumerable.Range(0, ties.EdgeCount).Select(edge => (float)(edge * 7 % 4))];
            var graph = new CascadeGraph(process, ties.Forward, delays, maxHops: maxHops, timeLimit: timeLimit);
            double[] expected = new double[6];
            foreach ((double probability, List<(int From, int To)> live) in ExactCascade.Worlds(graph))
            {
                foreach (int node in ExactCascade.Reached(graph, live, [0]))
                {
                    expected[node] += probability;
                }
            }

            for (int to = 1; to < 6; to++)
            {
                double? chance = ExactChance.Of(graph, 0, to, default);

                // Single precision: the weights into a node under the linear threshold may add up to a little more or less.
                Assert.Equal(expected[to], chance!.Value, 1e-6);
                uncertain += chance is > 0.01 and < 0.99 ? 1 : 0;
            }
        }

        Assert.True(uncertain > 50, $"only {uncertain} were uncertain");
    }

    [Fact]
    public void Ties_in_a_row_and_beside_each_other_cost_nothing_however_many_they_are()
    {
        // Forty diamonds one after the other, half a chance on each of 160 ties: (1 - (3/4)^2)^40.
        IEnumerable<(int From, int To, double P)> ties = Enumerable.Range(0, 40).SelectMany(i => new[] { (3 * i, (3 * i) + 1, 0.5), (3 * i, (3 * i) + 2, 0.5), ((3 * i) + 1, (3 * i) + 3, 0.5), ((3 * i) + 2, (3 * i) + 3, 0.5) });
        CascadeGraph graph = TestCascade.Of(121, ties);

        Assert.Equal(Math.Pow(7 / 16.0, 40), ExactChance.Of(graph, 0, 120, default)!.Value, 1e-20);
    }

    [Fact]
    public void Dead_ends_and_ways_back_do_not_count_as_ties_that_matter()
    {
        // The way itself, a star of 500 whom 1 tells, and 500 who tell 0.
        IEnumerable<(int From, int To, double P)> ties = Enumerable.Range(3, 500).SelectMany(i => new[] { (1, i, 0.5), (i + 500, 0, 0.5) });
        CascadeGraph graph = TestCascade.Of(1003, [(0, 1, 0.5), (1, 2, 0.25), .. ties]);

        Assert.Equal(0.125, ExactChance.Of(graph, 0, 2, default));
        Assert.Equal(0, ExactChance.Of(graph, 2, 0, default));
    }

    [Fact]
    public void Where_too_many_ties_matter_it_is_not_tried()
    {
        CascadeGraph graph = TestCascade.Random(1, nodes: 30, maxEdges: 400);

        Assert.Null(ExactChance.Of(graph, 0, 1, default));
    }

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, null)]
    [InlineData(CascadeProcess.LinearThreshold, null)]
    [InlineData(CascadeProcess.IndependentCascade, 3)]
    public void Twenty_uncertain_ties_are_always_exact_and_the_explanation_says_so(CascadeProcess process, int? maxHops)
    {
        // All ties among five customers, both ways.
        double probability = process == CascadeProcess.LinearThreshold ? 0.2 : 0.5;
        Tie<int>[] ties = [.. Enumerable.Range(0, 5).SelectMany(from => Enumerable.Range(0, 5).Where(to => to != from).Select(to => new Tie<int>(from, to, probability)))];
        CustomerGraph<int> graph = CustomerGraph.FromTies(ties);
        CascadeModel model = new() { Process = process, Propensity = Propensity.Constant(1), MaxHops = maxHops };
        PairExplanation<int> pair = graph.LikeliestPaths(0, 4, 16, o => o with { Model = model });
        CascadeGraph plain = TestCascade.Of(5, ties.Where(tie => tie.From != 4 && tie.To != 0).Select(tie => (tie.From, tie.To, tie.Permission)), process, maxHops ?? int.MaxValue);
        double expected = ExactCascade.Worlds(plain).Sum(world => ExactCascade.Reached(plain, world.Live, [0]).Contains(4) ? world.Probability : 0);

        Assert.True(pair.IsExact);
        Assert.Equal(expected, pair.Chance.Value, 1e-7);
        Assert.Equal((0.0, pair.Chance.Value, pair.Chance.Value), (pair.Chance.StandardError, pair.Chance.Low, pair.Chance.High));

        // All sixteen ways there are without limits explain all of it.
        Assert.True(maxHops is not null || Math.Abs(pair.ShareExplained - 1) < 1e-7);
        Assert.DoesNotContain(" to ", pair.ToString().Split(Environment.NewLine)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_simulated_chance_says_that_it_is()
    {
        CustomerGraph<int> graph = CustomerGraph.FromTies(ExactCascade.Edges(TestCascade.Random(1, nodes: 30, maxEdges: 400)).Select(edge => new Tie<int>(edge.From, edge.To, edge.P / 4)));
        PairExplanation<int> pair = graph.LikeliestPaths(0, 1, 2, o => o with { Model = new() { Propensity = Propensity.Constant(1) } });

        Assert.False(pair.IsExact);
        Assert.True(pair.Chance.Low < pair.Chance.High);
        Assert.Contains(" to ", pair.ToString(), StringComparison.Ordinal);
    }
}
