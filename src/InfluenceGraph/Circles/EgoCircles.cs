using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Circles;

/// <summary>The ego networks of all nodes, scored in one pass over the triangles.</summary>
internal sealed class EgoCircles
{
    private const int BlocksPerWorker = 16;

    private readonly CircleGround _ground;
    private readonly int[] _reverse;
    private readonly int[] _triangles;
    private readonly double[] _common;

    private EgoCircles(CircleGround ground, int[] reverse, int[] triangles, double[] common)
    {
        _ground = ground;
        _reverse = reverse;
        _triangles = triangles;
        _common = common;
        Sums = new CircleSums[ground.Weights.Length];
        Scores = new double[Sums.Length];
        Errors = new double[Sums.Length];
    }

    internal CircleSums[] Sums { get; }

    /// <summary>By node; NaN where there is not enough evidence.</summary>
    internal double[] Scores { get; }

    /// <summary>By node: the jackknife standard error.</summary>
    internal double[] Errors { get; }

    /// <summary>By edge: the triangles that the tie is in.</summary>
    internal ReadOnlySpan<int> Triangles => _triangles;

    /// <summary>O(nodes + triangle sweep); see <see cref="TriangleSweep"/>.</summary>
    internal static EgoCircles Of(CircleGround ground, CircleScorer scorer, int workers, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        CsrGraph both = ground.Graph.Both;
        Action<long> tellOfTies = progress.Begin("triangles", both.EdgeCount / 2);
        var rows = OrientedRows.Of(both.Offsets, both.Targets);
        double[] weights = new double[rows.TieCount];
        for (int tie = 0; tie < weights.Length; tie++)
        {
            weights[tie] = ground.WeightOf(rows.Pairs[tie]);
        }

        var sink = new CommonWeights(weights);
        cancellationToken.ThrowIfCancellationRequested();
        TriangleSweep.Run(rows, sink, workers, cancellationToken);
        int[] triangles = new int[both.EdgeCount];
        double[] common = new double[both.EdgeCount];
        for (int tie = 0; tie < weights.Length; tie++)
        {
            (int there, int back) = (rows.Pairs[tie], rows.Reverse[rows.Pairs[tie]]);
            TieSums sums = sink.Sums[tie];
            (triangles[there], triangles[back]) = (sums.Triangles, sums.Triangles);
            (common[there], common[back]) = (sums.OfRow, sums.OfTarget);
        }

        tellOfTies(weights.Length);
        var circles = new EgoCircles(ground, rows.Reverse, triangles, common);
        int[] blocks = RowBlocks.Split(both.Offsets, BlocksPerWorker * workers);
        Action<long> tell = progress.Begin("circles", both.NodeCount);
        WorkerTeam.Run(
            workers,
            blocks.Length - 1,
            block =>
            {
                circles.Score(scorer, blocks[block], blocks[block + 1]);
                tell(blocks[block + 1] - blocks[block]);
            },
            () => false,
            cancellationToken);
        return circles;
    }

    /// <summary>What each member adds to the sums of a node's ego network; in the order of the node's edges.</summary>
    internal void MembersOf(int node, Span<CircleSums> members)
    {
        int first = (int)_ground.Graph.Both.Offsets[node];
        for (int i = 0; i < members.Length; i++)
        {
            int edge = first + i;
            CircleSums member = _ground.MemberAt(edge);
            member.Pairs = _triangles[edge];

            // The member's own tie is no longer in triangles, and each tie of the others is in one less for a triangle with the member.
            member.Closed = (member.Weight * _triangles[edge]) + _common[edge];
            member.Inside += _common[_reverse[edge]];
            members[i] = member;
        }
    }

    private void Score(CircleScorer scorer, int firstNode, int endNode)
    {
        CircleSums[] scratch = [];
        for (int node = firstNode; node < endNode; node++)
        {
            int degree = _ground.Graph.Both.DegreeOf(node);
            if (scratch.Length < degree)
            {
                scratch = new CircleSums[Math.Max(degree, 2 * scratch.Length)];
            }

            Span<CircleSums> members = scratch.AsSpan(0, degree);
            MembersOf(node, members);
            Sums[node] = SumOf(members, _ground.Weights[node]);
            Scores[node] = scorer.ScoreOf(Sums[node]);
            Errors[node] = double.IsNaN(Scores[node]) ? double.NaN : scorer.ErrorOf(Sums[node], members);
        }
    }

    /// <summary>The sums of a circle from what its members add, where pairs of members count with each of the two.</summary>
    internal static CircleSums SumOf(ReadOnlySpan<CircleSums> members, double ownerWeight)
    {
        CircleSums sums = default;
        foreach (ref readonly CircleSums member in members)
        {
            sums.Members += member.Members;
            sums.Tied += member.Tied;
            sums.Dated += member.Dated;
            sums.Permission += member.Permission;
            sums.Smaller += member.Smaller;
            sums.Larger += member.Larger;
            sums.Weight += member.Weight;
            sums.Recency += member.Recency;
            sums.Volume += member.Volume;
            sums.Pairs += member.Pairs;
            sums.Closed += member.Closed;
            sums.Inside += member.Inside - member.Weight;
        }

        sums.Pairs /= 2;
        sums.Closed /= 2;
        sums.Inside = sums.Weight + (sums.Inside / 2);
        sums.Volume += ownerWeight;
        return sums;
    }

    /// <summary>Triangles of a tie, and the weights from either end to the third nodes.</summary>
    private struct TieSums
    {
        internal double OfRow;
        internal double OfTarget;
        internal int Triangles;
    }

    private readonly struct CommonWeights(double[] weights) : ITriangleSink
    {
        internal TieSums[] Sums { get; } = new TieSums[weights.Length];

        public void Close(int tie, int third, int fromRow, int fromTarget)
        {
            ref TieSums sums = ref Sums[tie];
            sums.OfRow += weights[fromRow];
            sums.OfTarget += weights[fromTarget];
            sums.Triangles++;
        }
    }
}
