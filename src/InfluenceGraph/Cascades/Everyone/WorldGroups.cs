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
    /// <returns>What <see cref="Tally.Powers"/> come to.</returns>
    internal static double[] Run(
        Func<Tally> newTally,
        int length,
        ReachSettings settings,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellationToken)
    {
        int worlds = settings.Worlds;
        int groups = (worlds + WorldsPerGroup - 1) / WorldsPerGroup;
        double[] powers = new double[length * WorldSums.Powers];
        var teller = new ProgressTeller(progress, worlds);
        object turn = new();
        int nextToAdd = 0;
        bool isAbandoned = false;
        var free = new ConcurrentBag<Tally>();

        void AddUp(int group)
        {
            Tally tally = free.TryTake(out Tally? used) ? used : newTally();
            int end = Math.Min(worlds, (group + 1) * WorldsPerGroup);
            for (int world = group * WorldsPerGroup; world < end && !Volatile.Read(ref isAbandoned); world++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                tally.Add(settings.Seed, world, cancellationToken);
            }

            lock (turn)
            {
                while (nextToAdd != group && !isAbandoned)
                {
                    Monitor.Wait(turn);
                }

                if (isAbandoned)
                {
                    return;
                }

                TensorPrimitives.Add(powers, tally.Powers, powers);
                nextToAdd = group + 1;
                Monitor.PulseAll(turn);
            }

            // Not while others wait for their turn: the caller's code may be slow.
            teller.Tell(Math.Min(worlds, (long)(group + 1) * WorldsPerGroup));
            Array.Clear(tally.Powers);
            free.Add(tally);
        }

        void Group(int group)
        {
            try
            {
                AddUp(group);
            }
            catch
            {
                // Those who wait for this group's turn would wait for ever, and the others would work for nothing.
                lock (turn)
                {
                    isAbandoned = true;
                    Monitor.PulseAll(turn);
                }

                throw;
            }
        }

        WorkerTeam.Run(Math.Min(settings.Threads, Math.Max(1, groups)), groups, Group, () => false, cancellationToken);
        teller.Tell(worlds);
        cancellationToken.ThrowIfCancellationRequested();
        return powers;
    }
}
