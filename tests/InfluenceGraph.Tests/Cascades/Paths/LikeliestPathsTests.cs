using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Paths;
using InfluenceGraph.Tests.Containment;
using Xunit;

namespace InfluenceGraph.Tests.Cascades.Paths;

public sealed class LikeliestPathsTests
{
    private static readonly CascadeModel _plain = new() { Propensity = Propensity.Constant(1) };

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue, float.PositiveInfinity)]
    [InlineData(CascadeProcess.LinearThreshold, int.MaxValue, float.PositiveInfinity)]
    [InlineData(CascadeProcess.IndependentCascade, 3, float.PositiveInfinity)]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue, 6f)]
    [InlineData(CascadeProcess.IndependentCascade, 4, 7f)]
    public void They_are_the_first_of_all_loopless_paths(CascadeProcess process, int maxHops, float timeLimit)
    {
        int found = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            CascadeGraph graph = WorldFixture.Graph(seed, process, nodes: 9, edges: 26, maxHops: maxHops, withDelays: timeLimit < float.PositiveInfinity, timeLimit: timeLimit);
            int[][] all = [.. AllPaths(graph, 0, 8).OrderByDescending(path => Product(graph, path))];
            foreach (int count in new[] { 1, 4, 1000 })
            {
                List<int[]> paths = new PathSearch(graph, 0, 8, default).Find(count, default);

                Assert.Equal(Math.Min(count, all.Length), paths.Count);
                Assert.Equal(paths.Count, paths.Select(path => string.Join(',', path)).Distinct().Count());
                Assert.All(paths, path => Assert.Contains(all, other => other.SequenceEqual(path)));

                // Lengths are logarithms: paths as likely as each other to the last bits may change places.
                Assert.All(paths.Zip(all), pair => Assert.Equal(Product(graph, pair.Second), Product(graph, pair.First), 1e-12));
            }

            found += all.Length;
        }

        Assert.True(found > 100, $"only {found} paths in all");
    }

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void What_they_explain_together_is_what_all_worlds_say(CascadeProcess process)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            TinyCustomers tiny = TinyCustomers.Random(seed, process, nodes: 5, maxEdges: 13);
            PairExplanation<int> pair = tiny.Graph.LikeliestPaths(0, 4, 3, o => o with { Model = tiny.Model, Worlds = 20_000 });
            double arrives = 0;
            double listed = 0;
            foreach ((double probability, List<(int From, int To)> live) in ExactCascade.Worlds(tiny.Plain))
            {
                arrives += ExactCascade.Reached(tiny.Plain, live, [0]).Contains(4) ? probability : 0;
                listed += pair.Paths.Any(path => path.Ties.All(tie => live.Contains((tie.From, tie.To)))) ? probability : 0;
            }

            Assert.Equal(listed, pair.ListedChance.Value, 1e-7);

            // Six standard errors; a share near 0 or 1 may show none.
            Assert.Equal(arrives, pair.Chance.Value, (6 * pair.Chance.StandardError) + 5e-4);
            Assert.InRange(pair.ShareExplained, 0, 1);
            Assert.True(pair.Paths.Count > 0 || pair.Chance.Value == 0);
        }
    }

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade)]
    [InlineData(CascadeProcess.LinearThreshold)]
    public void Many_paths_are_simulated_to_the_same_effect(CascadeProcess process)
    {
        CascadeGraph graph = WorldFixture.Graph(8, process, nodes: 8, edges: 40);
        List<int[]> paths = new PathSearch(graph, 0, 7, default).Find(PathUnion.MostExact, default);
        double exact = new PathUnion(graph, paths).Probability(2, 1, 0.95).Value;

        // The same paths, the last one named again until there are too many for exact terms.
        Estimate simulated = new PathUnion(graph, [.. paths, .. Enumerable.Repeat(paths[^1], PathUnion.MostExact)]).Probability(50_000, 1, 0.95);

        Assert.InRange(exact, 0.01, 0.999);
        Assert.Equal(exact, simulated.Value, 6 * simulated.StandardError);
        Assert.True(simulated.StandardError > 0);
    }

    [Fact]
    public void An_explanation_names_ties_and_what_they_explain()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 0.5, 2), new("bob", "cat", 0.5), new("ann", "cat", 0.125)]);
        var model = _plain with { Delay = TieDelay.Of((Tie<string> tie) => TimeSpan.FromDays(tie.Strength)) };
        PairExplanation<string> pair = graph.LikeliestPaths("ann", "cat", 2, o => o with { Model = model });

        Assert.Equal(1 - (0.75 * 0.875), pair.ListedChance.Value, 1e-12);
        Assert.Equal(["ann", "bob", "cat"], pair.Paths[0].Customers);
        Assert.Equal(TimeSpan.FromDays(3), pair.Paths[0].Time);
        Assert.Equal(new("ann", "bob", 0.5, 2, 0.5, TimeSpan.FromDays(2)), pair.Paths[0].Ties[0]);
        string[] lines = pair.ToString().Split(Environment.NewLine);
        Assert.StartsWith("ann -> cat: 3", lines[0], StringComparison.Ordinal);
        Assert.Equal("  25 % ann -(50 %)-> bob -(50 %)-> cat in 3:0:00:00", lines[1]);
        Assert.Equal("  12.5 % ann -(12.5 %)-> cat in 1:0:00:00", lines[2]);
        Assert.Contains("2 likeliest paths 'ann' -> 'cat'", pair.Receipt.Options, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_path_leads_it_says_so()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1), new("cat", "bob", 1)]);
        PairExplanation<string> pair = graph.LikeliestPaths("ann", "cat");

        Assert.Empty(pair.Paths);
        Assert.Equal((0.0, 0.0, 0.0, 0.0), (pair.Chance.Value, pair.Chance.High, pair.ListedChance.Value, pair.ShareExplained));
        Assert.Equal("ann -> cat: no path, 0 %", pair.ToString());
        Assert.Empty(graph.LikeliestPaths("ann", "bob", 1, o => o with { Model = _plain with { MaxHops = 0 } }).Paths);
    }

    [Fact]
    public void Bad_input_is_told()
    {
        CustomerGraph<string> graph = CustomerGraph.FromTies<string>([new("ann", "bob", 1)]);

        Assert.Throws<ArgumentOutOfRangeException>(() => graph.LikeliestPaths("ann", "bob", 0));
        Assert.Contains("Both customers are 'ann'", Assert.Throws<ArgumentException>(() => graph.LikeliestPaths("ann", "ann")).Message, StringComparison.Ordinal);
        Assert.Contains("'dan'", Assert.Throws<KeyNotFoundException>(() => graph.LikeliestPaths("dan", "bob")).Message, StringComparison.Ordinal);
        Assert.Contains("'dan'", Assert.Throws<KeyNotFoundException>(() => graph.LikeliestPaths("ann", "dan")).Message, StringComparison.Ordinal);
        string message = Assert.Throws<ArgumentException>(() => graph.LikeliestPaths("ann", "bob", 1, o => o with
        {
            Worlds = 1,
            Confidence = 1,
            Threads = 0,
            Model = _plain with { Delay = TieDelay.Exponential(TimeSpan.FromDays(1)), TimeLimit = TimeSpan.FromDays(1) },
        })).Message;
        Assert.All(["Worlds is 1", "Confidence is 1", "Threads is 0", "use fixed delays"], part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Throws<OperationCanceledException>(() => graph.LikeliestPaths("ann", "bob", cancellationToken: new(canceled: true)));
    }

    private static double Product(CascadeGraph graph, int[] path) => path.Aggregate(1.0, (product, edge) => product * graph.Forward.Weights[edge]);

    /// <summary>Every loopless path within the limits, by depth first search.</summary>
    private static List<int[]> AllPaths(CascadeGraph graph, int from, int to)
    {
        var edges = new Stack<int>();
        var nodes = new HashSet<int> { from };
        var found = new List<int[]>();
        void Visit(int node, float time)
        {
            if (node == to)
            {
                found.Add([.. edges.Reverse()]);
                return;
            }

            for (int e = (int)graph.Forward.Offsets[node]; e < (int)graph.Forward.Offsets[node + 1]; e++)
            {
                int target = graph.Forward.Targets[e];
                float arrival = time + (graph.Delays?[e] ?? 0);
                if (edges.Count < graph.MaxHops && arrival <= graph.TimeLimit && nodes.Add(target))
                {
                    edges.Push(e);
                    Visit(target, arrival);
                    edges.Pop();
                    nodes.Remove(target);
                }
            }
        }

        Visit(from, 0);
        return found;
    }
}
