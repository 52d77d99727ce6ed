using System.Globalization;
using InfluenceGraph.Cascades;
using InfluenceGraph.Tests.Cascades;
using Xunit;

namespace InfluenceGraph.Tests.RealData;

/// <summary>The product's simulation and the tests' own on nethept, from the 50 customers with most ties.</summary>
public sealed class NetHeptReachTests
{
    private static readonly Lazy<(int From, int To)[]> _pairs = new(() =>
        [.. RealDataFiles.Lines("nethept/hep.txt.gz").Skip(1).Where(line => line.Length > 0).Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Select(parts => (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture)))]);

    [Theory]
    [InlineData("wc", 848)]
    [InlineData("0.1", 798)]
    [InlineData("0.01", 72.1)]
    [InlineData("lt", 0)]
    [InlineData("parallel 0.01", 0)]
    [InlineData("wc in 3 hops", 0)]
    public void Spread_agrees_with_an_independent_simulator(string name, double published)
    {
        RealDataFiles.SkipWhereAbsent();
        bool isParallel = name.StartsWith("parallel", StringComparison.Ordinal);
        CascadeModel model = new()
        {
            Process = name is "lt" ? CascadeProcess.LinearThreshold : CascadeProcess.IndependentCascade,
            Propensity = isParallel ? Propensity.PerContact(0.01) : name.StartsWith('0') ? Propensity.Constant(double.Parse(name, CultureInfo.InvariantCulture)) : Propensity.WeightedCascade,
            MaxHops = name.EndsWith("hops", StringComparison.Ordinal) ? 3 : null,
        };
        IEnumerable<Tie<int>> ties = _pairs.Value.Where(pair => pair.From != pair.To).SelectMany(pair => new[] { new Tie<int>(pair.From, pair.To, 1), new(pair.To, pair.From, 1) });
        CustomerGraph<int> graph = CustomerGraph.FromTies(isParallel ? ties : ties.DistinctBy(tie => (tie.From, tie.To)), o => o with { OnDuplicate = TieMerge.Sum });
        int[] seeds = [.. graph.Customers.OrderByDescending(customer => graph.AsView().TiesFrom(customer).Count).ThenBy(customer => customer).Take(50)];

        Estimate reach = graph.CascadeReach(seeds, o => o with { Model = model, Precision = 0.002 }).Reach;
        CascadeGround<int> ground = graph.AsView().GroundFor(model, TestContext.Current.CancellationToken);
        (double mean, double error) = new PlainSimulator(ground.Graph, seed: 5).Reach([.. seeds.Select(ground.NodeOf)], worlds: 3_000);

        // Four standard errors of the difference: one wrong alarm in 16,000.
        Assert.Equal(mean, reach.Value, 4 * Math.Sqrt((error * error) + (reach.StandardError * reach.StandardError)));

        // Peers' figures are given to three digits, from seeds that ties in rank may have made others.
        Assert.True(published == 0 || Math.Abs(reach.Value - published) < 0.01 * published, $"{reach} against {published}");
    }
}
