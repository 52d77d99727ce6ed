using InfluenceGraph.Kernels;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.GraphFiles;

/// <summary><see cref="PageRank"/> where only what belongs to nodes lies in memory, and edges are read from the file in each sweep.</summary>
internal static class StreamedPageRank
{
    /// <summary>Solves the system.</summary>
    /// <param name="forward">Row <c>u</c>: whom <c>u</c> can reach.</param>
    /// <param name="included">Which nodes count, or empty for all.</param>
    /// <param name="source">The value that starts at each node; 0 at nodes that do not count.</param>
    /// <param name="received">The weight that each node receives; becomes the rate at which it passes on.</param>
    /// <param name="settings">Damping, policy, when to stop.</param>
    /// <param name="progress">Told after each sweep.</param>
    /// <param name="cancellationToken">Stops between blocks of rows.</param>
    internal static (PageRankSolution Solution, long LongestRow) Solve(
        IEdgeRows forward,
        bool[] included,
        double[] source,
        double[] received,
        PageRankSettings settings,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int count = included.Length == 0 ? source.Length : included.AsSpan().Count(true);
        for (int v = 0; v < received.Length; v++)
        {
            received[v] = received[v] > 0 ? settings.Damping / received[v] : 0;
        }

        double total = OrderFreeSum.Of(source, count);
        var rows = new StreamedRows(forward, included, cancellationToken);
        double[] slotSource = Filled(source, rows.SlotCount);
        double[] restartShare = PageRank.RestartShares(settings, slotSource, total, count, slot => slot < source.Length && (included.Length == 0 || included[slot]));
        var system = new PageRankSystem(rows, Filled(received, rows.SlotCount), slotSource, total, restartShare);
        var solver = PageRankSolver.Solve(system, settings, start: null, progress, cancellationToken);
        return (PageRank.SolutionOf(solver, settings, Filled(solver.Values, source.Length), received, total, count), rows.LongestRow);
    }

    /// <summary>The same array, where it has the length; else a copy with zeros behind.</summary>
    private static double[] Filled(double[] values, int length)
    {
        if (values.Length != length)
        {
            Array.Resize(ref values, length);
        }

        return values;
    }
}
