using InfluenceGraph.Graphs;

namespace InfluenceGraph.Seeding;

/// <summary>The live-edge picture of the linear threshold: each node picks at most one edge into it, each with its probability.</summary>
/// <remarks>D. Kempe, J. Kleinberg, É. Tardos, "Maximizing the spread of influence through a social network", KDD 2003, claim 2.6.</remarks>
internal sealed class ThresholdPicks
{
    private readonly double[] _sums = [];

    internal ThresholdPicks(CsrGraph backward)
    {
        Rows = new ThresholdRow[backward.NodeCount];
        for (int node = 0; node < Rows.Length; node++)
        {
            ReadOnlySpan<float> weights = backward.WeightsOf(node);
            bool isUniform = weights.IsEmpty || !weights.ContainsAnyExcept(weights[0]);
            Rows[node] = new((int)backward.Offsets[node], weights.Length, weights.IsEmpty ? 0 : isUniform ? 1.0 / weights[0] : -1);
            if (isUniform)
            {
                continue;
            }

            if (_sums.Length == 0)
            {
                _sums = new double[backward.EdgeCount];
            }

            double sum = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                sum += weights[i];
                _sums[Rows[node].Start + i] = sum;
            }
        }
    }

    internal ThresholdRow[] Rows { get; }

    /// <summary>Which edge of its row a node picks; as many as there are or more for none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="place">Uniform in 0 to 1; up to the row's sum where one is picked for sure.</param>
    internal double PlaceOf(int node, double place)
    {
        ThresholdRow row = Rows[node];
        if (row.PerWeight >= 0)
        {
            return place * row.PerWeight;
        }

        int found = _sums.AsSpan(row.Start, row.Degree).BinarySearch(place);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>The edge that a node picks, or -1.</summary>
    internal int PickedBy(int node, double place)
    {
        double at = PlaceOf(node, place);
        return at < Rows[node].Degree ? Rows[node].Start + (int)at : -1;
    }
}

/// <summary>A row.</summary>
/// <param name="Start">The first edge.</param>
/// <param name="Degree">The number of edges.</param>
/// <param name="PerWeight">One over the weight of each, where all are equal; below 0 where they are not.</param>
internal readonly record struct ThresholdRow(int Start, int Degree, double PerWeight);
