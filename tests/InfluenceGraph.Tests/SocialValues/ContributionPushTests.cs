using InfluenceGraph.Graphs;
using InfluenceGraph.SocialValues;
using Xunit;

namespace InfluenceGraph.Tests.SocialValues;

public sealed class ContributionPushTests
{
    [Fact]
    public void A_node_first_met_through_a_share_that_underflows_is_counted_once()
    {
        // Node 0 meets node 3 first through node 1, by 1e-400 in all, then through node 2 by a number above 0.
        var graph = new CsrGraph([0, 2, 3, 4, 5], [1, 2, 3, 3, 3], [1, 1, 1, 1, 1]);
        double[] source = [1, 1, 1, 1];
        double[] rate = [0.5, 1e-200, 0.5, 1e-200];
        double[] arrived = [100, 1e200, 1, 1];
        var solution = new PageRankSolution(arrived, rate, 1, 0, Converged: true, 4) { SourceFactor = 1 };
        var push = new ContributionPush(graph, solution, source);

        Contributions traced = push.Trace(0, 0, 1000);

        Assert.Equal(traced.Origins.Count, traced.Origins.Select(origin => origin.Node).Distinct().Count());
    }
}
