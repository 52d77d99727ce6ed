using InfluenceGraph.Graphs;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.LookAlikes;

/// <summary>
/// How close every node is to some nodes along ties without direction: the probability that a walk from it, going on with
/// probability <c>d</c> to a neighbour in proportion to the weights, stops with one of them. It is
/// <c>f = (1 - d) 1_S + d P f</c>; with <c>y_v = W_v f_v</c> that is PageRank with sources <c>W_v</c> at the members, divided by
/// the weights: the degree-normalised personalised PageRank of Andersen, Chung, Lang 2006, which does not favour hubs.
/// </summary>
internal static class TieCloseness
{
    private const double Tolerance = 1e-9;
    private const int MaxIterations = 1000;

    internal static double[] Of(MutualGraph graph, IReadOnlyCollection<int> members, double damping, int workers, IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        double[] closeness = new double[graph.NodeCount];
        double[] sources = new double[graph.NodeCount];
        var view = new GraphView(graph.Both, new(graph.Both), []);
        foreach (int member in members)
        {
            sources[member] = view.WeightReceived[member];
        }

        if (sources.Any(source => source > 0))
        {
            var settings = new PageRankSettings(damping, UnreachedPolicy.Keep, Tolerance, MaxIterations, workers);
            PageRankSolution solution = PageRank.Solve(view, sources, settings, null, progress, cancellationToken);
            for (int node = 0; node < closeness.Length; node++)
            {
                double weight = view.WeightReceived[node];
                closeness[node] = weight > 0 ? Math.Min(1, (1 - damping) * solution.Arrived[node] / weight) : 0;
            }
        }

        return closeness;
    }
}
