using InfluenceGraph.Kernels;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Topics;

/// <summary>
/// What lanes are solved on. Many topics are solved in groups of <see cref="LaneMoveKernel.Lanes"/>, one group after another in the
/// same room: how many lines of memory a read costs, and how near they are, weighs more than that edges are read once per group.
/// </summary>
internal sealed class LaneRoom
{
    /// <summary>Rows and edges of a block. The blocks do not depend on the number of threads, as sums of single precision are added by block.</summary>
    private const long BlockSize = 16_384;

    private const int MaxBlocks = 1024;

    internal LaneRoom(LaneGround ground, PageRankSettings settings, CancellationToken cancellationToken)
    {
        Ground = ground;
        Settings = settings;
        double[] rate = ground.RatesOf(settings.Damping);
        (long[] offsets, int[] targets, float[] weights) = (ground.Slots.Offsets, ground.Slots.Targets, ground.Slots.Weights);
        float[] shares = new float[targets.Length];
        for (int e = 0; e < shares.Length; e++)
        {
            shares[e] = (float)(weights[e] * rate[targets[e]]);
        }

        Edges = new(offsets, targets, weights, shares, rate);
        Blocks = RowBlocks.Split(offsets, (int)Math.Clamp((offsets.Length + offsets[^1]) / BlockSize, 1, MaxBlocks));
        Polynomials = LanePilot.Run(this, cancellationToken);
        Values = [new(ground.NodeCount), new(ground.NodeCount)];
        PassedOn = new(ground.NodeCount);
        Moves = new(ground.NodeCount);
        NextMoves = new(ground.NodeCount);
        Arrived = new(ground.NodeCount);
    }

    internal LaneGround Ground { get; }

    internal PageRankSettings Settings { get; }

    internal LaneEdges Edges { get; }

    /// <summary>Rows that a thread works on at a time.</summary>
    internal int[] Blocks { get; }

    /// <summary>How to add up moves on these edges, by the number of moves; empty where that was not found out.</summary>
    internal IReadOnlyList<MovePolynomial> Polynomials { get; }

    /// <summary>Values of the first eight lanes and of the others.</summary>
    internal LaneTable<double>[] Values { get; }

    internal LaneTable<double> PassedOn { get; }

    internal LaneTable<float> Moves { get; }

    internal LaneTable<float> NextMoves { get; }

    internal LaneTable<float> Arrived { get; }
}
