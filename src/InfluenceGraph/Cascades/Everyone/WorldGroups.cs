using System.Collections.Concurrent;
using System.Numerics.Tensors;
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
        Func<Tally> newTally,
        int length,
        ReachSettings settings,
        IProgress<CascadeProgress>? progress,
        CancellationToken cancellationToken)
    {
        int worlds = settings.Worlds;
        int groups = (worlds + WorldsPerGroup - 1) / WorldsPerGroup;
        double[] sums = new double[length];
        double[] squares = new double[length];
        object turn = new();
        int nextToAdd = 0;
        bool isAbandoned = false;
        var free = new ConcurrentBag<Tally>();

        void Group(int group)
        {
            Tally tally = free.TryTake(out Tally? used) ? used : newTally();
            try
            {
                int end = Math.Min(worlds, (group + 1) * WorldsPerGroup);
                for (int world = group * WorldsPerGroup; world < end; world++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    tally.Add(settings.Seed, world);
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

                Add(tally.Sums, sums);
                Add(tally.Squares, squares);
                nextToAdd = group + 1;
                Monitor.PulseAll(turn);
                progress?.Report(new("worlds", Math.Min(worlds, (long)nextToAdd * WorldsPerGroup), worlds));
            }

            free.Add(tally);
        }

        WorkerTeam.Run(Math.Min(settings.Threads, Math.Max(1, groups)), groups, Group, () => false, cancellationToken);
        return (sums, squares);
    }

    private static void Add(double[] part, double[] total)
    {
        TensorPrimitives.Add(total, part, total);
        Array.Clear(part);
    }
}
