using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using InfluenceGraph.Graphs;

namespace InfluenceGraph;

/// <summary>
/// SHA-256 of what a view uses: per customer the key, the value that starts there and the ties to other used customers. What is left
/// out, and how many, does not enter, so a graph built without it has the same hash.
/// </summary>
internal static class DataHash
{
    private const int MaxBuffer = 1 << 20;

    internal static string Of<TKey>(TKey[] keys, double[] startingValues, GraphView view)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int[] ranks = RanksOf(view);
        var row = new ArrayBufferWriter<byte>();
        for (int u = 0; u < view.NodeCount; u++)
        {
            if (!view.Includes(u))
            {
                continue;
            }

            row.ResetWrittenCount();
            WriteText(row, KeyText.Of(keys[u]));
            Write(row, BitConverter.DoubleToInt64Bits(startingValues[u]));
            WriteEdges(hash, row, view, u, ranks);
            hash.AppendData(row.WrittenSpan);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static int[] RanksOf(GraphView view)
    {
        int[] ranks = new int[view.NodeCount];
        for (int u = 0, rank = 0; u < ranks.Length; u++)
        {
            ranks[u] = view.Includes(u) ? rank++ : -1;
        }

        return ranks;
    }

    private static void WriteEdges(IncrementalHash hash, ArrayBufferWriter<byte> row, GraphView view, int source, int[] ranks)
    {
        ReadOnlySpan<int> targets = view.Forward.TargetsOf(source);
        ReadOnlySpan<float> weights = view.Forward.WeightsOf(source);
        for (int e = 0; e < targets.Length; e++)
        {
            if (weights[e] > 0 && ranks[targets[e]] >= 0)
            {
                Write(row, ranks[targets[e]]);
                Write(row, BitConverter.SingleToInt32Bits(weights[e]));
                if (row.WrittenCount > MaxBuffer)
                {
                    hash.AppendData(row.WrittenSpan);
                    row.ResetWrittenCount();
                }
            }
        }

        // Ends the row: no rank is negative.
        Write(row, -1);
    }

    private static void WriteText(ArrayBufferWriter<byte> row, string text)
    {
        Write(row, text.Length);
        row.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Write<T>(ArrayBufferWriter<byte> row, T value)
        where T : unmanaged =>
        row.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
}
