using System.Collections.Concurrent;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.GraphFiles;

/// <summary>One pass over who can reach whom: the weight that each node receives, and what a receipt counts.</summary>
/// <param name="Received">By node, 0 for a node that is left out.</param>
/// <param name="UsedEdges">Edges with weight between included nodes.</param>
/// <param name="Unreached">Included nodes that nobody can reach.</param>
/// <param name="LongestRow">The most edges into one node.</param>
internal sealed record ReceivedWeights(double[] Received, long UsedEdges, long Unreached, long LongestRow)
{
    private const int WorkPerBlock = 1 << 18;

    internal static ReceivedWeights Of(IEdgeRows backward, bool[] included, int workers, CancellationToken cancellationToken)
    {
        RowRanges blocks = backward.Split(WorkPerBlock, cancellationToken);
        double[] received = new double[backward.NodeCount];
        var buffers = new ConcurrentBag<EdgeBuffer>();
        (long usedEdges, long unreached) = (0, 0);

        void ReadBlock(int index)
        {
            EdgeBuffer buffer = buffers.TryTake(out EdgeBuffer? taken) ? taken : new();
            EdgeBlock block = backward.Read(blocks.Firsts[index], blocks.Firsts[index + 1], buffer);
            (long used, long unreachedHere) = (0, 0);
            for (int row = 0; row < block.RowCount; row++)
            {
                int v = block.FirstRow + row;
                if (included.Length > 0 && !included[v])
                {
                    continue;
                }

                ReadOnlySpan<int> sources = block.Targets[block.EdgesOf(row)];
                ReadOnlySpan<float> weights = block.Weights[block.EdgesOf(row)];
                double sum = 0;
                for (int e = 0; e < weights.Length && e < sources.Length; e++)
                {
                    if (weights[e] > 0 && (included.Length == 0 || included[sources[e]]))
                    {
                        sum += weights[e];
                        used++;
                    }
                }

                received[v] = sum;
                unreachedHere += sum == 0 ? 1 : 0;
            }

            Interlocked.Add(ref usedEdges, used);
            Interlocked.Add(ref unreached, unreachedHere);
            buffers.Add(buffer);
        }

        if (backward.NodeCount > 0)
        {
            WorkerTeam.Run(workers, blocks.Count, ReadBlock, () => false, cancellationToken);
        }

        return new(received, usedEdges, unreached, blocks.LongestRow);
    }
}
