using InfluenceGraph.Benchmarks.Graphs;

namespace InfluenceGraph.Benchmarks.Compare;

/// <summary>
/// Social value with the policy Keep from rows kept in double precision: no merging, no float anywhere, plain sums. What
/// differs from the library's answer is the error of storing permission and strength in float.
/// </summary>
internal static class DoubleReference
{
    internal static double[] Solve(EdgeSource source, TieFacts facts, double damping, double tolerance)
    {
        int n = source.NodeCount;
        (long[] offsets, int[] targets, double[] weights) = Rows(source, facts);
        double[] received = new double[n];
        for (int e = 0; e < targets.Length; e++)
        {
            received[targets[e]] += weights[e];
        }

        double[] own = [.. Enumerable.Range(0, n).Select(SeededGraph.OwnValueOf)];
        double total = own.Sum();
        double[] z = [.. own];
        double[] next = new double[n];
        for (double moved = total; moved * damping > tolerance * total;)
        {
            moved = 0;
            for (int u = 0; u < n; u++)
            {
                double sum = 0;
                for (long e = offsets[u]; e < offsets[u + 1]; e++)
                {
                    sum += weights[e] / received[targets[e]] * z[targets[e]];
                }

                next[u] = own[u] + (damping * sum);
                moved += Math.Abs(next[u] - z[u]);
            }

            (z, next) = (next, z);
        }

        for (int u = 0; u < n; u++)
        {
            z[u] *= received[u] > 0 ? 1 - damping : 1;
        }

        return z;
    }

    private static (long[] Offsets, int[] Targets, double[] Weights) Rows(EdgeSource source, TieFacts facts)
    {
        long[] offsets = new long[source.NodeCount + 1];
        foreach ((int from, int to) in source.Edges)
        {
            offsets[from + 1] += from == to ? 0 : 1;
        }

        for (int u = 0; u < source.NodeCount; u++)
        {
            offsets[u + 1] += offsets[u];
        }

        int[] targets = new int[offsets[^1]];
        double[] weights = new double[offsets[^1]];
        long[] slots = offsets[..^1];
        long row = 0;
        foreach ((int from, int to) in source.Edges)
        {
            (double permission, double strength) = SeededGraph.FactsOf(row++, facts);
            if (from != to)
            {
                targets[slots[from]] = to;
                weights[slots[from]++] = permission * strength;
            }
        }

        return (offsets, targets, weights);
    }
}
