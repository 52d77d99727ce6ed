namespace InfluenceGraph.Quadrants;

/// <summary>Kendall's rank correlation tau-b (Kendall 1945), by counting exchanges in a merge sort (Knight 1966). O(n log n).</summary>
internal static class KendallTau
{
    /// <summary>-1 (opposite orders) to 1 (same order); <see langword="null"/> where one of the two has no order because all its values are equal.</summary>
    internal static double? Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var pairs = new (double First, double Second)[first.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (first[i], second[i]);
        }

        Array.Sort(pairs);
        long all = PairsOf(pairs.Length);
        long equalFirst = EqualPairs(pairs, static (a, b) => a.First.Equals(b.First));
        long equalBoth = EqualPairs(pairs, static (a, b) => a.Equals(b));
        double[] values = Array.ConvertAll(pairs, pair => pair.Second);
        long exchanges = SortCounting(values, new double[values.Length]);
        long equalSecond = EqualPairs(values, static (a, b) => a.Equals(b));

        double orders = Math.Sqrt(all - equalFirst) * Math.Sqrt(all - equalSecond);
        return orders > 0
            ? Math.Clamp((all - equalFirst - equalSecond + equalBoth - (2.0 * exchanges)) / orders, -1, 1)
            : null;
    }

    /// <summary>Sorts, and counts the pairs that stood in the wrong order.</summary>
    private static long SortCounting(Span<double> values, Span<double> spare)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        int middle = values.Length / 2;
        long count = SortCounting(values[..middle], spare[..middle]) + SortCounting(values[middle..], spare[middle..]);
        (int left, int right) = (0, middle);
        for (int i = 0; i < values.Length; i++)
        {
            bool takesRight = left == middle || (right < values.Length && values[right] < values[left]);
            count += takesRight ? middle - left : 0;
            spare[i] = takesRight ? values[right++] : values[left++];
        }

        spare.CopyTo(values);
        return count;
    }

    /// <summary>The number of pairs within runs of equal items.</summary>
    private static long EqualPairs<T>(ReadOnlySpan<T> sorted, Func<T, T, bool> equal)
    {
        long count = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && equal(sorted[start], sorted[end]))
            {
                end++;
            }

            count += PairsOf(end - start);
        }

        return count;
    }

    private static long PairsOf(long count) => count * (count - 1) / 2;
}
