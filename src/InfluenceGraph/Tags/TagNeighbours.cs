using System.Collections.Concurrent;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Tags;

/// <summary>Who is about the same, as a graph: each node with the nodes whose tags are most like its own.</summary>
internal static class TagNeighbours
{
    private const int NodesPerBlock = 64;

    /// <summary>
    /// A symmetric graph: an edge where one of the two is among the <paramref name="count"/> most similar of the other, weighing the cosine.
    /// Exact and the same for any number of threads.
    /// </summary>
    /// <param name="vectors">The nodes' tags.</param>
    /// <param name="count">How many neighbours each node chooses at most, at least 1.</param>
    /// <param name="least">The least cosine, 0 or more; nodes without a tag in common are never neighbours.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="progress">Told of nodes, in blocks.</param>
    /// <param name="cancellationToken">Stops between nodes.</param>
    internal static CsrGraph Of(TagVectors vectors, int count, double least, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var chosen = new (double Score, int Node)[vectors.NodeCount][];
        var searches = new ConcurrentBag<TagSearch>();
        Action<long> tell = progress.Begin("neighbours", chosen.Length);
        void Block(int block)
        {
            TagSearch search = searches.TryTake(out TagSearch? idle) ? idle : new(vectors);
            int end = Math.Min((block + 1) * NodesPerBlock, chosen.Length);
            for (int node = block * NodesPerBlock; node < end; node++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                chosen[node] = search.Nearest(node, count, least);
            }

            searches.Add(search);
            tell(end - (block * NodesPerBlock));
        }

        int blocks = (chosen.Length + NodesPerBlock - 1) / NodesPerBlock;
        if (blocks > 0)
        {
            WorkerTeam.Run(threads, blocks, Block, () => false, cancellationToken);
        }

        return Symmetric(chosen);
    }

    /// <summary>Both ways of each choice, each pair once: a counting sort by node, then each row sorted. The cosine of a pair has the same bits from both sides.</summary>
    private static CsrGraph Symmetric((double Score, int Node)[][] chosen)
    {
        long[] starts = new long[chosen.Length + 1];
        ForEach(chosen, (node, other, _) =>
        {
            starts[node + 1]++;
            starts[other + 1]++;
        });
        CountingSort.Accumulate(starts);
        long[] next = starts[..^1];
        int[] others = new int[starts[^1]];
        float[] scores = new float[others.Length];
        ForEach(chosen, (node, other, score) =>
        {
            (others[next[node]], scores[next[node]++]) = (other, score);
            (others[next[other]], scores[next[other]++]) = (node, score);
        });

        long[] offsets = new long[starts.Length];
        int count = 0;
        for (int node = 0; node < chosen.Length; node++)
        {
            (int start, int end) = ((int)starts[node], (int)starts[node + 1]);
            Array.Sort(others, scores, start, end - start);
            for (int e = start; e < end; e++)
            {
                if (e == start || others[e] != others[e - 1])
                {
                    (others[count], scores[count]) = (others[e], scores[e]);
                    count++;
                }
            }

            offsets[node + 1] = count;
        }

        return new(offsets, others[..count], scores[..count]);
    }

    private static void ForEach((double Score, int Node)[][] chosen, Action<int, int, float> visit)
    {
        for (int node = 0; node < chosen.Length; node++)
        {
            foreach ((double score, int other) in chosen[node])
            {
                if ((float)score > 0)
                {
                    visit(node, other, (float)score);
                }
            }
        }
    }
}
