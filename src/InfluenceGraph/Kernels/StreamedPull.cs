namespace InfluenceGraph.Kernels;

/// <summary>
/// Sums weight times value over compressed sparse rows that were just read from somewhere, in double precision: what
/// <see cref="SlicedPull"/> does for rows in memory. Where values lie in a memory far from the processor, a plain loop with four
/// sums waits for them as well as any; rows are summed in their order, whatever the block they came in.
/// </summary>
internal static class StreamedPull
{
    /// <summary>Sums rows with a weight for each edge.</summary>
    /// <param name="offsets">Where each row begins, and where the last ends; the first edge here has the first offset.</param>
    /// <param name="targets">Edge targets.</param>
    /// <param name="weights">Edge weights.</param>
    /// <param name="y">The values, by target.</param>
    /// <param name="sums">Gets a sum for each row.</param>
    internal static void Sum<T, TValues>(ReadOnlySpan<long> offsets, ReadOnlySpan<int> targets, ReadOnlySpan<float> weights, ReadOnlySpan<T> y, Span<double> sums)
        where T : unmanaged
        where TValues : struct, IValues<T>
    {
        for (int row = 0; row + 1 < offsets.Length; row++)
        {
            (int start, int length) = ((int)(offsets[row] - offsets[0]), (int)(offsets[row + 1] - offsets[row]));
            ReadOnlySpan<int> to = targets.Slice(start, length);
            ReadOnlySpan<float> of = weights.Slice(start, length);
            (double a, double b, double c, double d) = (0, 0, 0, 0);
            int e = 0;
            for (; e + 4 <= of.Length && e + 4 <= to.Length; e += 4)
            {
                a += of[e] * TValues.At(y, to[e]);
                b += of[e + 1] * TValues.At(y, to[e + 1]);
                c += of[e + 2] * TValues.At(y, to[e + 2]);
                d += of[e + 3] * TValues.At(y, to[e + 3]);
            }

            for (; e < length; e++)
            {
                a += of[e] * TValues.At(y, to[e]);
            }

            sums[row] = a + b + (c + d);
        }
    }

    /// <summary>Sums rows whose weights are codes of eight bits.</summary>
    /// <param name="offsets">Where each row begins, and where the last ends; the first edge here has the first offset.</param>
    /// <param name="targets">Edge targets.</param>
    /// <param name="codes">Edge codes.</param>
    /// <param name="levels">Code to weight.</param>
    /// <param name="y">The values, by target.</param>
    /// <param name="sums">Gets a sum for each row.</param>
    internal static void Sum<T, TValues>(ReadOnlySpan<long> offsets, ReadOnlySpan<int> targets, ReadOnlySpan<byte> codes, ReadOnlySpan<float> levels, ReadOnlySpan<T> y, Span<double> sums)
        where T : unmanaged
        where TValues : struct, IValues<T>
    {
        for (int row = 0; row + 1 < offsets.Length; row++)
        {
            (int start, int length) = ((int)(offsets[row] - offsets[0]), (int)(offsets[row + 1] - offsets[row]));
            ReadOnlySpan<int> to = targets.Slice(start, length);
            ReadOnlySpan<byte> of = codes.Slice(start, length);
            (double a, double b, double c, double d) = (0, 0, 0, 0);
            int e = 0;
            for (; e + 4 <= of.Length && e + 4 <= to.Length; e += 4)
            {
                a += levels[of[e]] * TValues.At(y, to[e]);
                b += levels[of[e + 1]] * TValues.At(y, to[e + 1]);
                c += levels[of[e + 2]] * TValues.At(y, to[e + 2]);
                d += levels[of[e + 3]] * TValues.At(y, to[e + 3]);
            }

            for (; e < length; e++)
            {
                a += levels[of[e]] * TValues.At(y, to[e]);
            }

            sums[row] = a + b + (c + d);
        }
    }
}
