namespace InfluenceGraph.Tests.Kernels;

/// <summary>Sums over compressed sparse rows, by the plainest loop there is.</summary>
internal static class PlainRows
{
    internal static double Sum(ReadOnlySpan<long> offsets, ReadOnlySpan<int> targets, ReadOnlySpan<float> weights, int row, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int e = (int)offsets[row]; e < offsets[row + 1]; e++)
        {
            sum += (double)weights[e] * y[targets[e]];
        }

        return sum;
    }
}
