using System.Collections.Concurrent;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Containment;

/// <summary>
/// Does something in each of many worlds on several threads, and folds what came out in the order of the worlds, so that
/// floating sums have the same bits for any number of threads.
/// </summary>
internal sealed class WorldRuns(int threads, CancellationToken cancellationToken)
{
    /// <summary>Worlds between two foldings: enough to share among threads, few enough to keep their rows.</summary>
    internal const int Round = 256;

    private const int Block = 8;

    /// <summary>Runs.</summary>
    /// <typeparam name="TScratch">What a worker needs for itself.</typeparam>
    /// <param name="first">The first world.</param>
    /// <param name="count">How many.</param>
    /// <param name="newScratch">Makes a worker's scratch.</param>
    /// <param name="work">Does a world; the last argument is its slot, 0 to 255, in the round.</param>
    /// <param name="fold">Told how many slots of the round are filled; runs alone. May be <see langword="null"/>.</param>
    internal void Run<TScratch>(long first, int count, Func<TScratch> newScratch, Action<TScratch, long, int> work, Action<int>? fold)
        where TScratch : class
    {
        if (count == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return;
        }

        var scratches = new ConcurrentBag<TScratch>();
        int done = 0;
        WorkerTeam.Run(
            Math.Max(1, Math.Min(threads, (count + Block - 1) / Block)),
            Round / Block,
            block =>
            {
                if (!scratches.TryTake(out TScratch? scratch))
                {
                    scratch = newScratch();
                }

                int end = Math.Min((block + 1) * Block, count - done);
                for (int slot = block * Block; slot < end; slot++)
                {
                    work(scratch, first + done + slot, slot);
                }

                scratches.Add(scratch);
            },
            () =>
            {
                int filled = Math.Min(Round, count - done);
                fold?.Invoke(filled);
                done += filled;
                return done < count;
            },
            cancellationToken);
    }
}
