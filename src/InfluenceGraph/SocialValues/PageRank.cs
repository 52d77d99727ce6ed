using System.Numerics.Tensors;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.SocialValues;

/// <summary>
/// Weighted, personalised PageRank as a linear system: <c>z = source + d P z</c>, where <c>z_u</c> is all value that ever arrives
/// at <c>u</c> and <c>P_uv</c> the share of <c>v</c>'s value that moves on to <c>u</c>. What stops at <c>u</c> is <c>(1 - d) z_u</c>.
/// Here from a view's nodes to the slots of <see cref="PageRankSolver"/> and back.
/// </summary>
internal static class PageRank
{
    /// <summary>Solves the system.</summary>
    /// <param name="view">The nodes and edges that count.</param>
    /// <param name="source">The value that starts at each node; 0 at nodes that do not count.</param>
    /// <param name="settings">Damping, policy, when to stop.</param>
    /// <param name="start">A first guess of <c>z</c>, 0 at nodes that do not count; the source where <see langword="null"/>.</param>
    /// <param name="progress">Told after each sweep.</param>
    /// <param name="cancellationToken">Stops between units of rows.</param>
    internal static PageRankSolution Solve(
        GraphView view,
        double[] source,
        PageRankSettings settings,
        double[]? start,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        double total = OrderFreeSum.Of(source, view.IncludedCount);
        var locality = Locality.Of(view, settings.Workers, cancellationToken);
        double[] rate = new double[view.NodeCount];
        double[] slotRate = new double[locality.NodeAt.Length];
        double[] slotSource = new double[slotRate.Length];
        locality.InParts(settings.Workers, (first, nodes) =>
        {
            ReadOnlySpan<double> received = view.WeightReceived;
            for (int i = 0; i < nodes.Length; i++)
            {
                if (nodes[i] >= 0)
                {
                    double rateOfNode = received[nodes[i]] > 0 ? settings.Damping / received[nodes[i]] : 0;
                    rate[nodes[i]] = rateOfNode;
                    slotRate[first + i] = rateOfNode * locality.SharedWeight;
                    slotSource[first + i] = source[nodes[i]];
                }
            }
        }, cancellationToken);
        double[] restartShare = RestartShares(settings, slotSource, total, view.IncludedCount, slot => locality.NodeAt[slot] >= 0);
        double[]? slotStart = null;
        if (start is not null)
        {
            // No answer is below what starts there, so that even one sweep gives each node its own part and its circle's.
            slotStart = Array.ConvertAll(locality.NodeAt, node => node >= 0 ? start[node] : 0);
            TensorPrimitives.Max(slotStart, slotSource, slotStart);
        }

        var system = new PageRankSystem(locality.Rows, slotRate, slotSource, total, restartShare);
        var solver = PageRankSolver.Solve(system, settings, slotStart, progress, cancellationToken);
        double[] arrived = new double[view.NodeCount];
        locality.InParts(settings.Workers, (first, nodes) =>
        {
            ReadOnlySpan<double> values = solver.Values.AsSpan(first, nodes.Length);
            for (int i = 0; i < nodes.Length; i++)
            {
                if (nodes[i] >= 0)
                {
                    arrived[nodes[i]] = values[i];
                }
            }
        }, cancellationToken);
        return SolutionOf(solver, settings, arrived, rate, total, view.IncludedCount);
    }

    /// <summary>Value that would move on from a node that nobody can reach starts anew where the policy says.</summary>
    /// <param name="settings">Damping and policy.</param>
    /// <param name="source">What starts at each slot.</param>
    /// <param name="total">The sum of the sources.</param>
    /// <param name="count">The number of nodes that count.</param>
    /// <param name="counts">Whether a slot is one of them.</param>
    internal static double[] RestartShares(PageRankSettings settings, double[] source, double total, int count, Func<int, bool> counts)
    {
        if (settings.Unreached is not (UnreachedPolicy.Prior or UnreachedPolicy.Uniform))
        {
            return [];
        }

        double[] shares = new double[source.Length];
        for (int slot = 0; slot < shares.Length; slot++)
        {
            shares[slot] = settings.Unreached == UnreachedPolicy.Prior ? settings.Damping * source[slot] / total
                : counts(slot) ? settings.Damping / count
                : 0;
        }

        return shares;
    }

    /// <summary>The solution for nodes.</summary>
    /// <param name="solver">What solved the system.</param>
    /// <param name="settings">Damping and policy.</param>
    /// <param name="arrived">What arrived at each node.</param>
    /// <param name="rate">What each node passes on, per unit of weight.</param>
    /// <param name="total">The sum of the sources.</param>
    /// <param name="count">The number of nodes that count.</param>
    internal static PageRankSolution SolutionOf(PageRankSolver solver, PageRankSettings settings, double[] arrived, double[] rate, double total, int count)
    {
        double restarted = settings.Damping * solver.Restarting;
        return new(arrived, rate, solver.Iterations, solver.Residual, solver.Residual <= settings.Tolerance, total)
        {
            SourceFactor = settings.Unreached == UnreachedPolicy.Prior ? 1 + (restarted / total) : 1,
            SourceOffset = settings.Unreached == UnreachedPolicy.Uniform ? restarted / count : 0,
            TotalArrived = solver.TotalArrived,
            LeftAtUnreached = solver.LeftAtUnreached,
        };
    }
}
