namespace InfluenceGraph.Kernels;

/// <summary>
/// Draws one of several outcomes with given weights in constant time: a column is chosen evenly, then its own outcome or
/// its alias by the column's threshold.
/// </summary>
/// <remarks>A. J. Walker, "An efficient method for generating discrete random variables with general distributions", ACM TOMS 3 (1977); M. D. Vose's linear construction, IEEE TSE 17 (1991).</remarks>
internal static class AliasTable
{
    /// <summary>Fills columns for weights. O(weights); exact to 2^-32 of a column.</summary>
    /// <param name="weights">The weights, above 0; overwritten.</param>
    /// <param name="thresholds">Gets, for each column, below which of 2^32 its own outcome is taken.</param>
    /// <param name="aliases">Gets the outcome taken otherwise.</param>
    internal static void Fill(Span<double> weights, Span<uint> thresholds, Span<int> aliases)
    {
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        double scale = weights.Length / sum;
        int[] order = new int[weights.Length];
        (int small, int large) = (0, weights.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] *= scale;
            thresholds[i] = uint.MaxValue;
            aliases[i] = i;
            order[weights[i] < 1 ? small++ : --large] = i;
        }

        // The small stand before, the large behind; a large one gives until it is small itself.
        for (int next = 0; next < small && large < order.Length; next++)
        {
            (int poor, int rich) = (order[next], order[large]);
            thresholds[poor] = (uint)(weights[poor] * uint.MaxValue);
            aliases[poor] = rich;
            weights[rich] -= 1 - weights[poor];
            if (weights[rich] < 1)
            {
                large++;
                small++;
            }
        }
    }
}
