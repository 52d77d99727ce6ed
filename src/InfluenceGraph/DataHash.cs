using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using InfluenceGraph.Circles;
using InfluenceGraph.Graphs;
using InfluenceGraph.Keys;
using InfluenceGraph.Tags;

namespace InfluenceGraph;

/// <summary>
/// SHA-256 of what an answer uses: per customer the key, the value that starts there and the ties to other used customers, then
/// further facts as far as the question used them. What is left out, and how many, does not enter, so a graph built without it has the same hash.
/// </summary>
internal static class DataHash
{
    /// <summary>Hashed at once: a call for each customer costs as much as its bytes.</summary>
    private const int Batch = 1 << 16;

    private const int EdgesPerBatch = 1 << 13;
    private const int EdgeBytes = sizeof(int) + sizeof(float);

    internal static string Of<TKey>(CustomerGraphView<TKey> customers, double[] startingValues, UsedFacts facts)
        where TKey : notnull
    {
        (KeyColumn<TKey> keys, GraphView view) = (customers.Data.Keys, customers.Nodes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int[] ranks = RanksOf(view);
        var row = new ArrayBufferWriter<byte>();
        for (int u = 0; u < view.NodeCount; u++)
        {
            if (!view.Includes(u))
            {
                continue;
            }

            WriteText(row, KeyText.Of(keys[u]));
            Write(row, BitConverter.DoubleToInt64Bits(startingValues[u]));
            WriteEdges(hash, row, view, u, ranks);
            Hash(hash, row, atLeast: Batch);
        }

        for (int u = 0; facts != UsedFacts.None && u < view.NodeCount; u++)
        {
            if (view.Includes(u))
            {
                WriteFacts(row, customers, u, ranks, facts);
                Hash(hash, row, atLeast: Batch);
            }
        }

        Hash(hash, row, atLeast: 0);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void WriteFacts<TKey>(ArrayBufferWriter<byte> row, CustomerGraphView<TKey> customers, int node, int[] ranks, UsedFacts facts)
        where TKey : notnull
    {
        if (facts.HasFlag(UsedFacts.Ties))
        {
            WriteTieFacts(row, customers, node, ranks);
        }

        if (facts.HasFlag(UsedFacts.Tags))
        {
            TagMatrix tags = customers.Tags;
            for (int t = 0; t < tags.TagsOf(node).Length; t++)
            {
                WriteText(row, tags.Names[tags.TagsOf(node)[t]].ToUpperInvariant());
                Write(row, tags.WeightsOf(node)[t]);
                Write(row, tags.AreInferredOf(node)[t]);
            }

            Write(row, -1);
        }

        if (facts.HasFlag(UsedFacts.Circles))
        {
            WriteCircles(row, customers.Data.Circles, node, ranks);
        }

        if (facts.HasFlag(UsedFacts.Attributes))
        {
            foreach ((string name, string value) in customers.Data.AttributesOf(node).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                WriteText(row, name);
                WriteText(row, value);
            }

            Write(row, -1);
        }
    }

    private static void WriteTieFacts<TKey>(ArrayBufferWriter<byte> row, CustomerGraphView<TKey> customers, int source, int[] ranks)
        where TKey : notnull
    {
        CsrGraph forward = customers.Nodes.Forward;
        for (int edge = (int)forward.Offsets[source]; edge < (int)forward.Offsets[source + 1]; edge++)
        {
            if (forward.Weights[edge] > 0 && ranks[forward.Targets[edge]] >= 0)
            {
                EdgeRow facts = customers.RowOfEdge(source, edge);
                Write(row, facts.Permission);
                Write(row, facts.Strength);
                Write(row, customers.LastContactOf(source, forward.Targets[edge])?.UtcTicks ?? EdgeTable.NoContact);
            }
        }
    }

    private static void WriteCircles(ArrayBufferWriter<byte> row, CircleTable circles, int owner, int[] ranks)
    {
        (int first, int count) = circles.CirclesOf(owner).GetOffsetAndLength(circles.Count);
        for (int circle = first; circle < first + count; circle++)
        {
            WriteText(row, circles.NameOf(circle));
            foreach (int member in circles.MembersOf(circle))
            {
                if (ranks[member] >= 0)
                {
                    Write(row, ranks[member]);
                }
            }

            Write(row, -1);
        }
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
        for (int first = 0; first < targets.Length; first += EdgesPerBatch)
        {
            int end = Math.Min(first + EdgesPerBatch, targets.Length);
            Span<HashedEdge> edges = MemoryMarshal.Cast<byte, HashedEdge>(row.GetSpan((end - first) * EdgeBytes));
            int written = 0;
            for (int e = first; e < end; e++)
            {
                if (weights[e] > 0 && ranks[targets[e]] is >= 0 and int rank)
                {
                    edges[written++] = new(rank, weights[e]);
                }
            }

            row.Advance(written * EdgeBytes);
            Hash(hash, row, atLeast: Batch);
        }

        // Ends the row: no rank is negative.
        Write(row, -1);
    }

    private static void Hash(IncrementalHash hash, ArrayBufferWriter<byte> row, int atLeast)
    {
        if (row.WrittenCount >= atLeast)
        {
            hash.AppendData(row.WrittenSpan);
            row.ResetWrittenCount();
        }
    }

    private static void WriteText(ArrayBufferWriter<byte> row, string text)
    {
        Write(row, text.Length);
        row.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Write<T>(ArrayBufferWriter<byte> row, T value)
        where T : unmanaged =>
        row.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct HashedEdge(int Rank, float Weight);
}
