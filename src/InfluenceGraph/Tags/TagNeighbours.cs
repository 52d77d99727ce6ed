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
    /// <param name="cancellationToken">Stops between blocks of nodes.</param>
    internal static CsrGraph Of(TagVectors vectors, int count, double least, int threads, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var chosen = new (double Score, int Node)[vectors.NodeCount][];
        var searches = new ConcurrentBag<TagSearch>();
        void Block(int block)
        {
            TagSearch search = searches.TryTake(out TagSearch? idle) ? idle : new(vectors);
            for (int node = block * NodesPerBlock; node < Math.Min((block + 1) * NodesPerBlock, chosen.Length); node++)
            {
                chosen[node] = search.Nearest(node, count, least);
            }

            searches.Add(search);
        }

        int blocks = (chosen.Length + NodesPerBlock - 1) / NodesPerBlock;
        if (blocks > 0)
        {
            WorkerTeam.Run(threads, blocks, Block, () => false, cancellationToken);
        }

        return Symmetric(chosen);
    }

    private static CsrGraph Symmetric((double Score, int Node)[][] chosen)
    {
        var rows = new SortedDictionary<int, float>[chosen.Length];
        for (int node = 0; node < rows.Length; node++)
        {
            rows[node] = [];
        }

        for (int node = 0; node < rows.Length; node++)
        {
            foreach ((double score, int other) in chosen[node])
            {
                if ((float)score > 0)
                {
                    rows[node][other] = (float)score;
                    rows[other][node] = (float)score;
                }
            }
        }

        long[] offsets = new long[rows.Length + 1];
        for (int node = 0; node < rows.Length; node++)
        {
            offsets[node + 1] = offsets[node] + rows[node].Count;
        }

        return new(offsets, [.. rows.SelectMany(row => row.Keys)], [.. rows.SelectMany(row => row.Values)]);
    }
}
