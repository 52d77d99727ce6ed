using InfluenceGraph.Kernels;
using InfluenceGraph.SocialValues;

namespace InfluenceGraph.Topics;

/// <summary>
/// One cheap solution ahead of many: value that starts everywhere finds out how moves on these edges are best added up, for
/// all topics and independently of them.
/// </summary>
internal static class LanePilot
{
    /// <summary>As far as single precision goes in one round.</summary>
    private const double Tolerance = 1e-8;

    internal static IReadOnlyList<MovePolynomial> Run(LaneRoom room, CancellationToken cancellationToken)
    {
        int nodes = room.Ground.NodeCount;
        if (nodes == 0)
        {
            return [];
        }

        var rows = new LaneRows(room);
        double[] rate = room.Edges.Rate;
        Array.Resize(ref rate, rows.SlotCount);
        double[] source = new double[rows.SlotCount];
        source.AsSpan(0, nodes).Fill(1);
        double[] restart = room.Settings.Unreached is UnreachedPolicy.Prior or UnreachedPolicy.Uniform ? Array.ConvertAll(source, value => value * room.Settings.Damping / nodes) : [];

        PageRankSettings settings = room.Settings with { Tolerance = Tolerance, MaxIterations = Math.Min(room.Settings.MaxIterations, 16) };
        return PageRankSolver.FindPolynomials(new(rows, rate, source, nodes, restart), settings, cancellationToken);
    }

    /// <summary>The edges of lanes as rows to sum over, filled up with empty ones.</summary>
    private sealed class LaneRows(LaneRoom room) : IRowSums
    {
        private readonly int[] _firsts = [.. room.Blocks.Select(RoundUp).Distinct()];

        public int SlotCount => _firsts[^1];

        public int UnitCount => _firsts.Length - 1;

        public int ReadUnitCount => UnitCount;

        public long EntryCount => room.Edges.Targets.LongLength;

        public (int First, int End) SlotsOf(int unit) => (_firsts[unit], _firsts[unit + 1]);

        public void Lengths(int unit, Span<float> lengths)
        {
            lengths.Clear();
            for (int row = _firsts[unit]; row < RowEnd(unit); row++)
            {
                lengths[row - _firsts[unit]] = room.Edges.Offsets[row + 1] - room.Edges.Offsets[row];
            }
        }

        public void Sum(int unit, ReadOnlySpan<float> y, Span<double> sums) => Sum<float, SingleValues>(unit, y, sums);

        public void Sum(int unit, ReadOnlySpan<double> y, Span<double> sums) => Sum<double, DoubleValues>(unit, y, sums);

        private void Sum<T, TValues>(int unit, ReadOnlySpan<T> y, Span<double> sums)
            where T : unmanaged
            where TValues : struct, IValues<T>
        {
            int first = _firsts[unit];
            ReadOnlySpan<long> offsets = room.Edges.Offsets.AsSpan(first..(RowEnd(unit) + 1));
            Range edges = (int)offsets[0]..(int)offsets[^1];
            StreamedPull.Sum<T, TValues>(offsets, room.Edges.Targets.AsSpan(edges), room.Edges.Weights.AsSpan(edges), y, sums);
            sums[(RowEnd(unit) - first)..(_firsts[unit + 1] - first)].Clear();
        }

        private int RowEnd(int unit) => Math.Min(_firsts[unit + 1], room.Ground.NodeCount);

        private static int RoundUp(int row) => (row + SlicedRows.Width - 1) / SlicedRows.Width * SlicedRows.Width;
    }
}
