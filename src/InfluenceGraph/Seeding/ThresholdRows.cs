using InfluenceGraph.Cascades;

namespace InfluenceGraph.Seeding;

/// <summary>The live-edge picture of the linear threshold: each node picks at most one edge into it, each with its probability.</summary>
/// <remarks>D. Kempe, J. Kleinberg, É. Tardos, "Maximizing the spread of influence through a social network", KDD 2003, claim 2.6.</remarks>
internal sealed class ThresholdRows
{
    private readonly long[] _offsets;
    private readonly double[] _sums;

    internal ThresholdRows(CascadeGraph graph)
    {
        _offsets = graph.Backward.Offsets;
        _sums = new double[graph.EdgeCount];
        for (int node = 0; node < graph.NodeCount; node++)
        {
            double sum = 0;
            for (int edge = (int)_offsets[node]; edge < (int)_offsets[node + 1]; edge++)
            {
                sum += graph.Backward.Weights[edge];
                _sums[edge] = sum;
            }
        }
    }

    /// <summary>The edge that a node picks, or -1.</summary>
    /// <param name="node">The node.</param>
    /// <param name="place">Uniform in 0 to 1; up to the row's sum where one is picked for sure.</param>
    internal int PickedBy(int node, double place)
    {
        int start = (int)_offsets[node];
        ReadOnlySpan<double> sums = _sums.AsSpan(start, (int)_offsets[node + 1] - start);
        if (sums.IsEmpty || place >= sums[^1])
        {
            return -1;
        }

        int found = sums.BinarySearch(place);
        return start + (found >= 0 ? found + 1 : ~found);
    }
}
