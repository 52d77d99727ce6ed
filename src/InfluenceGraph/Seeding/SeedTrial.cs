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
    private const int BatchSets = 256;

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

    /// <summary>On sets that are drawn for this and not kept.</summary>
    internal static SeedTrial OnPassing(int[] seeds, int nodeCount, long count, ulong streams, Func<ReverseSampler> newSampler, int setsAtATime, int workers, CancellationToken cancellationToken)
    {
        int batches = (int)Math.Min(int.MaxValue, (count + BatchSets - 1) / BatchSets);
        int[] ranks = new int[nodeCount];
        Array.Fill(ranks, seeds.Length);
        for (int i = 0; i < seeds.Length; i++)
        {
            ranks[seeds[i]] = i;
        }

        long[] hits = new long[seeds.Length + 1];
        var idle = new ConcurrentBag<(ReverseSampler Sampler, SetPlaces Places)>();
        WorkerTeam.Run(
            workers,
            batches,
            batch =>
            {
                (ReverseSampler Sampler, SetPlaces Places) worker = idle.TryTake(out (ReverseSampler, SetPlaces) free) ? free : (newSampler(), new());
                var random = new CounterRandom(streams, (ulong)batch);
                Span<int> first = stackalloc int[BatchSets];
                first.Fill(seeds.Length);
                for (int set = 0; set < BatchSets; set += setsAtATime)
                {
                    worker.Places.Count = 0;
                    worker.Sampler.Sample(ref random, worker.Places, set, Math.Min(setsAtATime, BatchSets - set));
                    ReadOnlySpan<int> nodes = worker.Places.AllNodes;
                    ReadOnlySpan<byte> sets = worker.Places.AllSets;
                    for (int i = 0; i < nodes.Length; i++)
                    {
                        first[sets[i]] = Math.Min(first[sets[i]], ranks[nodes[i]]);
                    }
                }

                foreach (int seed in first)
                {
                    // Whole numbers add up to the same in any order.
                    Interlocked.Increment(ref hits[seed]);
                }

                idle.Add(worker);
            },
            () => false,
            cancellationToken);
        return new(hits[..^1], (long)batches * BatchSets);
    }
}
