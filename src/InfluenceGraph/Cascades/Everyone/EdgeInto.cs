using InfluenceGraph.Graphs;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>
/// Linear threshold by its live-edge equivalence: each node takes one of the edges into it, with its probability, or none.
/// </summary>
/// <remarks>D. Kempe, J. Kleinberg, É. Tardos, "Maximizing the spread of influence through a social network", KDD 2003.</remarks>
internal sealed class EdgeInto
{
    private readonly CsrGraph _backward;
    private readonly double[] _upTo;

    internal EdgeInto(CsrGraph backward)
    {
        _backward = backward;
        _upTo = new double[backward.EdgeCount];
        for (int v = 0; v < backward.NodeCount; v++)
        {
            double sum = 0;
            for (int e = (int)backward.Offsets[v]; e < (int)backward.Offsets[v + 1]; e++)
            {
                _upTo[e] = sum += backward.Weights[e];
            }
        }
    }

    /// <summary>The position of the edge that a node takes, or -1.</summary>
    /// <param name="node">The node, with an edge into it.</param>
    /// <param name="draw">Uniform in [0, 1).</param>
    internal int Taken(int node, double draw)
    {
        (int start, int end) = ((int)_backward.Offsets[node], (int)_backward.Offsets[node + 1]);
        double sum = _upTo[end - 1];
        if (draw >= sum)
        {
            return -1;
        }

        // The first edge whose running sum exceeds the draw; a guess in proportion is right where all weigh the same.
        int guess = Math.Min(end - 1, start + (int)(draw / sum * (end - start)));
        return _upTo[guess] > draw && (guess == start || _upTo[guess - 1] <= draw)
            ? guess
            : start + FirstAbove(_upTo.AsSpan(start..end), draw);
    }

    private static int FirstAbove(ReadOnlySpan<double> rising, double value)
    {
        (int low, int high) = (0, rising.Length - 1);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = rising[middle] > value ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
