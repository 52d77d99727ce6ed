using System.Collections.Concurrent;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>
/// Seeds tried on reverse sets that they were not chosen on. A set counts for the first of the seeds that is in it, so the
/// seeds' counts add up to the hits of all. Nothing is kept of the sets.
/// </summary>
internal sealed class SeedTrial
{
    private const int BatchSets = 1024;

    private readonly ConcurrentBag<ReverseSampler> _samplers;
    private readonly Func<ReverseSampler> _newSampler;
    private readonly ConcurrentBag<NodeList> _lists = [];
    private readonly int[] _seeds;
    private readonly int[] _ranks;
    private readonly ulong _streams;
    private long _batches;

    internal SeedTrial(int[] seeds, int nodeCount, ulong streams, Func<ReverseSampler> newSampler, ConcurrentBag<ReverseSampler> idle)
    {
        _seeds = seeds;
        _ranks = new int[nodeCount];
        Array.Fill(_ranks, seeds.Length);
        for (int i = 0; i < seeds.Length; i++)
        {
            _ranks[seeds[i]] = i;
        }

        _streams = streams;
        _newSampler = newSampler;
        _samplers = idle;
        Hits = new long[seeds.Length + 1];
    }

    /// <summary>How many sets have each seed as the first; the last count is of sets without any.</summary>
    internal long[] Hits { get; }

    internal long Count { get; private set; }

    internal long AllHits => Count - Hits[^1];

    /// <summary>Goes on until so many sets were tried, rounded up to whole batches.</summary>
    /// <returns>False where it was not allowed to; the counts are then of no use for a certificate.</returns>
    internal bool Run(long target, int workers, Func<bool> mayGoOn, CancellationToken cancellationToken)
    {
        long batches = (target + BatchSets - 1) / BatchSets;
        if (batches <= _batches)
        {
            return true;
        }

        const int RoundBatches = 64;
        bool isAllowed = true;
        WorkerTeam.Run(
            workers,
            RoundBatches,
            block =>
            {
                if (_batches + block < batches)
                {
                    Try(_batches + block);
                }
            },
            () =>
            {
                _batches = Math.Min(batches, _batches + RoundBatches);
                Count = _batches * BatchSets;
                isAllowed = _batches == batches || mayGoOn();
                return isAllowed && _batches < batches;
            },
            cancellationToken);
        return isAllowed;
    }

    private void Try(long batch)
    {
        ReverseSampler sampler = _samplers.TryTake(out ReverseSampler? idle) ? idle : _newSampler();
        NodeList nodes = _lists.TryTake(out NodeList? list) ? list : new();
        var random = new CounterRandom(_streams, (ulong)batch);
        long[] hits = new long[Hits.Length];
        for (int set = 0; set < BatchSets; set++)
        {
            nodes.Count = 0;
            sampler.Sample(ref random, nodes, _seeds.Length == 0 ? -1 : _seeds[0]);
            int first = _seeds.Length;
            foreach (int node in nodes.Items.AsSpan(0, nodes.Count))
            {
                first = Math.Min(first, _ranks[node]);
            }

            hits[first]++;
        }

        // Whole numbers add up to the same in any order.
        for (int i = 0; i < hits.Length; i++)
        {
            if (hits[i] > 0)
            {
                Interlocked.Add(ref Hits[i], hits[i]);
            }
        }

        _lists.Add(nodes);
        _samplers.Add(sampler);
    }
}
