using System.Diagnostics;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// Worlds in groups of fixed size that threads take one after the other. A group's sums start at zero and are added to the
/// total in the order of the groups, so that the total does not depend on how many threads there are.
/// </summary>
internal static class WorldGroups
{
    internal const int WorldsPerGroup = 16;

    /// <summary>Adds up all worlds.</summary>
    /// <returns>Sums and sums of squares, by rank.</returns>
    internal static (double[] Sums, double[] Squares) Run(
        Func<WorldTally> newTally,
        int length,
        int worlds,
        ulong seed,
        int threads,
        IProgress<CascadeProgress>? progress,
        CancellationToken cancellationToken)
    {
        int groups = (worlds + WorldsPerGroup - 1) / WorldsPerGroup;
        double[] sums = new double[length];
        double[] squares = new double[length];
        object turn = new();
        int nextToAdd = 0;
        bool isAbandoned = false;
        var free = new System.Collections.Concurrent.ConcurrentBag<WorldTally>();

        void Group(int group)
        {
            WorldTally tally = free.TryTake(out WorldTally? used) ? used : newTally();
            try
            {
                int end = Math.Min(worlds, (group + 1) * WorldsPerGroup);
                for (int world = group * WorldsPerGroup; world < end; world++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    tally.Add(seed, world);
                }
            }
            catch
            {
                // Those who wait for this group's turn would wait for ever.
                lock (turn)
                {
                    isAbandoned = true;
                    Monitor.PulseAll(turn);
                }

                throw;
            }

            lock (turn)
            {
                while (nextToAdd != group && !isAbandoned)
                {
                    Monitor.Wait(turn);
                }

                Debug.Assert(isAbandoned || nextToAdd == group, "Groups are added in order.");
                Add(tally.Sums, sums);
                Add(tally.Squares, squares);
                nextToAdd = group + 1;
                Monitor.PulseAll(turn);
                progress?.Report(new("worlds", Math.Min(worlds, (long)nextToAdd * WorldsPerGroup), worlds));
            }

            free.Add(tally);
        }

        WorkerTeam.Run(Math.Min(threads, groups), groups, Group, () => false, cancellationToken);
        return (sums, squares);
    }

    private static void Add(double[] part, double[] total)
    {
        System.Numerics.Tensors.TensorPrimitives.Add(total, part, total);
        Array.Clear(part);
    }
}
