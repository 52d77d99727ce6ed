using System.Collections.Concurrent;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>
/// Seeds tried on reverse sets that they were not chosen on. A set counts for the first of the seeds that is in it, so the
/// seeds' counts add up to the hits of all.
/// </summary>
/// <param name="Hits">How many sets have each seed as the first.</param>
/// <param name="Count">The number of sets.</param>
internal sealed record SeedTrial(long[] Hits, long Count)
{
    private const int BatchSets = 1024;

    internal long AllHits => Hits.Sum();

    /// <summary>On the sets of a collection from one on.</summary>
    internal static SeedTrial OnKept(SetCollection sets, long firstSet, int[] seeds)
    {
        ulong[] covered = sets.NewCovered();
        long[] hits = new long[seeds.Length];
        for (int i = 0; i < seeds.Length; i++)
        {
            hits[i] = sets.CountOpen(seeds[i], covered, firstSet);
            sets.Cover(seeds[i], covered);
        }

        return new(hits, sets.Count - firstSet);
    }

    /// <summary>On sets that are drawn for this and not kept. One that has the first seed in it need not be drawn to its end.</summary>
    internal static SeedTrial OnPassing(int[] seeds, int nodeCount, long count, ulong streams, Func<ReverseSampler> newSampler, int workers, CancellationToken cancellationToken)
    {
        int batches = (int)Math.Min(int.MaxValue, (count + BatchSets - 1) / BatchSets);
        int[] ranks = new int[nodeCount];
        Array.Fill(ranks, seeds.Length);
        for (int i = 0; i < seeds.Length; i++)
        {
            ranks[seeds[i]] = i;
        }

        long[] hits = new long[seeds.Length + 1];
        var idle = new ConcurrentBag<(ReverseSampler Sampler, NodeList Nodes)>();
        WorkerTeam.Run(
            workers,
            batches,
            batch =>
            {
                (ReverseSampler Sampler, NodeList Nodes) worker = idle.TryTake(out (ReverseSampler, NodeList) free) ? free : (newSampler(), new());
                var random = new CounterRandom(streams, (ulong)batch);
                for (int set = 0; set < BatchSets; set++)
                {
                    worker.Nodes.Count = 0;
                    worker.Sampler.Sample(ref random, worker.Nodes, seeds.Length == 0 ? -1 : seeds[0]);
                    int first = seeds.Length;
                    foreach (int node in worker.Nodes.Items.AsSpan(0, worker.Nodes.Count))
                    {
                        first = Math.Min(first, ranks[node]);
                    }

                    // Whole numbers add up to the same in any order.
                    Interlocked.Increment(ref hits[first]);
                }

                idle.Add(worker);
            },
            () => false,
            cancellationToken);
        return new(hits[..^1], (long)batches * BatchSets);
    }
}
