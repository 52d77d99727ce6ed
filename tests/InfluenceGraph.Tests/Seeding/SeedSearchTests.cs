using InfluenceGraph.Cascades;
using InfluenceGraph.Seeding;
using InfluenceGraph.Tests.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.Seeding;

public sealed class SeedSearchTests
{
    private static readonly SeedSettings _settings = new(1, 0.1, 0.05, null, 1 << 24, 1024, null, 1, CancellationToken.None);

    [Theory]
    [InlineData(CascadeProcess.IndependentCascade, int.MaxValue)]
    [InlineData(CascadeProcess.IndependentCascade, 1)]
    [InlineData(CascadeProcess.LinearThreshold, int.MaxValue)]
    public void The_certificate_holds_against_the_best_of_all_plans(CascadeProcess process, int maxHops)
    {
        const int Graphs = 120;
        (int wrong, double least, double most) = (0, 1, 0);
        for (int seed = 0; seed < Graphs; seed++)
        {
            CascadeGraph graph = TestCascade.Random(seed, nodes: 6, maxEdges: 7, process, maxHops);
            var random = new Random(seed);
            double[] worth = [.. Enumerable.Range(0, 6).Select(node => seed % 2 == 0 ? 1 : (node + random.Next(2)) * 0.5)];
            worth[5] = 1;
            SeedConstraints constraints = BruteForce.Constraints(random, 6);
            var exact = new BruteForce(graph, worth);
            (SeedSolution solution, SeedSearchReport _) = SeedSearch.Run(graph, ReverseRoots.Of(graph, worth), constraints, _settings with { Seed = (ulong)seed }, null, CancellationToken.None);

            double reach = exact.ReachOf(solution.Plan.Nodes);
            double best = exact.Best(constraints);

            // Probabilities are stored in single precision.
            const double Rounding = 1e-6;
            bool isRight = solution.UpperBound >= best - Rounding && solution.LowerBound <= reach + Rounding && reach + Rounding >= solution.Ratio * best;
            wrong += isRight ? 0 : 1;

            // Where next to nothing can be reached, the noise of so few sets is more than that.
            least = Math.Min(least, best >= 1 ? solution.Ratio : 1);
            most = Math.Max(most, solution.Ratio);
        }

        // Each may be wrong with probability 0.05; the mean and four standard deviations of that.
        Assert.InRange(wrong, 0, (int)((Graphs * 0.05) + (4 * Math.Sqrt(Graphs * 0.05 * 0.95))));
        Assert.InRange(most, 0.8, 1);
        Assert.InRange(least, 0.1, 1);
    }

    [Fact]
    public void Refinement_reaches_the_best_of_all_plans_nearly_always()
    {
        int best = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            CascadeGraph graph = TestCascade.Random(seed, nodes: 7, maxEdges: 8);
            double[] worth = [1, 1, 1, 1, 1, 1, 1];
            var constraints = new SeedConstraints(7, [.. Enumerable.Range(0, 7)], [], 2);
            var exact = new BruteForce(graph, worth);
            (SeedSolution solution, SeedSearchReport report) = SeedSearch.Run(graph, ReverseRoots.Of(graph, worth), constraints, _settings with { FlatteryLimit = 0.02, MaxSets = long.MaxValue }, null, CancellationToken.None);
            Assert.Contains(report.StoppedBy, new[] { SeedStop.Refined, SeedStop.Exact });
            Assert.True(solution.Ratio >= 1 - Math.Exp(-1) - 0.1);
            best += exact.ReachOf(solution.Plan.Nodes) >= 0.99 * exact.Best(constraints) ? 1 : 0;
        }

        // Greedy choice itself is not the best plan on a graph now and then.
        Assert.InRange(best, 36, 40);
    }

    [Fact]
    public void The_reach_that_is_told_is_unbiased_by_the_choice()
    {
        CascadeGraph graph = TestCascade.Random(5, nodes: 8, maxEdges: 9);
        double[] worth = [.. Enumerable.Repeat(1.0, 8)];
        var roots = ReverseRoots.Of(graph, worth);
        var constraints = new SeedConstraints(8, [.. Enumerable.Range(0, 8)], [], 2);
        var exact = new BruteForce(graph, worth);
        double[] errors = [.. Enumerable.Range(0, 200).Select(seed =>
        {
            (SeedSolution solution, _) = SeedSearch.Run(graph, roots, constraints, _settings with { Seed = (ulong)seed }, null, CancellationToken.None);
            double told = (roots.Total * solution.Hits.Sum() / solution.Tried) + solution.Plan.Nodes.Sum(node => roots.Certain[node]);
            return told - exact.ReachOf(solution.Plan.Nodes);
        })];
        double mean = errors.Average();
        double deviation = Math.Sqrt(errors.Sum(error => error * error) / errors.Length);
        Assert.True(deviation > 0);

        // Four standard errors of the mean.
        Assert.InRange(mean, -4 * deviation / Math.Sqrt(errors.Length), 4 * deviation / Math.Sqrt(errors.Length));
    }

    [Fact]
    public void Memory_is_kept_and_less_of_it_gives_an_honest_certificate()
    {
        CascadeGraph graph = RandomGraph(3000, 9000, 0.2);
        double[] worth = [.. Enumerable.Repeat(1.0, graph.NodeCount)];
        var roots = ReverseRoots.Of(graph, worth);
        var constraints = new SeedConstraints(graph.NodeCount, [.. Enumerable.Range(0, graph.NodeCount)], [], 10);
        double last = 0;
        foreach (long bytes in new[] { 1L << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24 })
        {
            (SeedSolution solution, SeedSearchReport report) = SeedSearch.Run(graph, roots, constraints, _settings with { MaxBytes = bytes, MaxSets = long.MaxValue, FlatteryLimit = 1e-9 }, null, CancellationToken.None);
            Assert.Equal(SeedStop.MaxMemory, report.StoppedBy);
            Assert.InRange(report.Bytes, 0, bytes);
            Assert.Equal(10, solution.Plan.Nodes.Distinct().Count());
            (double reach, double error) = new PlainSimulator(graph, 1).Reach(solution.Plan.Nodes, 2000);

            // Five standard errors of the judge.
            Assert.InRange(solution.LowerBound, 10, reach + (5 * error));
            Assert.True(solution.UpperBound >= reach - (5 * error));
            Assert.True(solution.Ratio >= last - 0.05, $"{bytes} bytes: {solution.Ratio}, with less {last}");
            last = solution.Ratio;
        }

        Assert.True(last > 0.7);
    }

    [Fact]
    public void Sets_are_not_more_than_allowed()
    {
        CascadeGraph graph = RandomGraph(500, 2000, 0.1);
        double[] worth = [.. Enumerable.Repeat(1.0, graph.NodeCount)];
        foreach (long most in new[] { 1024L, 1500, 5000, 100_000 })
        {
            (SeedSolution solution, SeedSearchReport report) = SeedSearch.Run(graph, ReverseRoots.Of(graph, worth), new(500, [.. Enumerable.Range(0, 500)], [], 5), _settings with { MaxSets = most, FlatteryLimit = 1e-9 }, null, CancellationToken.None);
            Assert.Equal(SeedStop.MaxSets, report.StoppedBy);
            Assert.InRange(report.Sets, most / 2, most);
            Assert.True(solution.Tried > 0);
        }
    }

    private static CascadeGraph RandomGraph(int nodes, int edges, double p)
    {
        var random = new Random(7);
        return TestCascade.Of(nodes, Enumerable.Range(0, edges).Select(_ => (From: random.Next(nodes), To: random.Next(nodes))).Where(edge => edge.From != edge.To).Distinct().Select(edge => (edge.From, edge.To, p)));
    }
}
