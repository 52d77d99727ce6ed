namespace InfluenceGraph.Kernels;

/// <summary>
/// Rows of edges for the linear threshold in its live-edge form: each node draws one number in each world, and of the edges
/// into it the one is live in whose interval the number falls; the intervals of a node's edges stand side by side, each as
/// long as the edge's probability.
/// </summary>
/// <remarks>D. Kempe, J. Kleinberg, É. Tardos, "Maximizing the spread of influence through a social network", KDD 2003, theorem 2.5.</remarks>
internal sealed class ThresholdRows(int[] offsets, int[] targets, ThresholdSpan[] spans, int[] degrees)
{
    internal int[] Offsets { get; } = offsets;

    internal int[] Targets { get; } = targets;

    internal ThresholdSpan[] Spans { get; } = spans;

    /// <summary>How many edges each row stands for.</summary>
    internal int[] Degrees { get; } = degrees;

    /// <summary>The interval of each edge. O(edges).</summary>
    /// <param name="targets">Where each edge leads, in the order in which intervals are dealt out.</param>
    /// <param name="probabilities">Beside the targets; those of one target add up to at most 1, rounding aside.</param>
    /// <param name="nodes">The number of nodes.</param>
    internal static ThresholdSpan[] SpansOf(ReadOnlySpan<int> targets, ReadOnlySpan<float> probabilities, int nodes)
    {
        double[] used = new double[nodes];
        var spans = new ThresholdSpan[targets.Length];
        for (int e = 0; e < targets.Length; e++)
        {
            double low = Math.Min(1, used[targets[e]]);
            double high = Math.Min(1, low + probabilities[e]);
            used[targets[e]] = high;
            spans[e] = Span(low, high);
        }

        return spans;
    }

    /// <summary>[low, high) of [0, 1) in 2^64ths; one that is too short for them comes at the very end, where it is one of 2^64 numbers.</summary>
    private static ThresholdSpan Span(double low, double high)
    {
        const double Whole = 18446744073709551616.0;
        if (low >= 1)
        {
            return new(ulong.MaxValue, 0);
        }

        ulong first = (ulong)(low * Whole);
        if (high >= 1)
        {
            return new(first, ulong.MaxValue - first);
        }

        ulong end = (ulong)(high * Whole);
        return end > first ? new(first, end - first - 1) : new(ulong.MaxValue, 0);
    }
}

/// <summary>An interval of 64-bit numbers.</summary>
/// <param name="First">The first number in it.</param>
/// <param name="Length">How far the last one is from the first.</param>
internal readonly record struct ThresholdSpan(ulong First, ulong Length)
{
    internal bool Contains(ulong number) => number - First <= Length;
}
