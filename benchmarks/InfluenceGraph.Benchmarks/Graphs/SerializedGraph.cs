using System.Runtime.InteropServices;

namespace InfluenceGraph.Benchmarks.Graphs;

/// <summary>
/// The serialized graphs (.sg) of sbeamer/gapbs: whether it is directed (a byte), the numbers of directed edges and of nodes
/// (int64), offsets (int64) and targets (int32) of the outgoing edges, and where it is directed of the incoming ones. Little endian.
/// </summary>
internal static class SerializedGraph
{
    private const int Batch = 1 << 20;

    internal static void Write(string path, PlainGraph graph)
    {
        using FileStream file = File.Create(path);
        file.WriteByte(graph.IsSymmetric ? (byte)0 : (byte)1);
        Write<long>(file, [graph.EdgeCount, graph.NodeCount]);
        Write<long>(file, graph.Out.Offsets);
        Write<int>(file, graph.Out.Targets);
        if (!graph.IsSymmetric)
        {
            Write<long>(file, graph.In.Offsets);
            Write<int>(file, graph.In.Targets);
        }
    }

    /// <summary>Reads the outgoing edges back: what was written is what a peer gets.</summary>
    internal static PlainGraph.Rows ReadOutgoing(string path)
    {
        using FileStream file = File.OpenRead(path);
        file.ReadByte();
        long[] counts = new long[2];
        file.ReadExactly(MemoryMarshal.AsBytes(counts.AsSpan()));
        long[] offsets = new long[counts[1] + 1];
        file.ReadExactly(MemoryMarshal.AsBytes(offsets.AsSpan()));
        int[] targets = new int[counts[0]];
        for (int start = 0; start < targets.Length; start += Batch)
        {
            file.ReadExactly(MemoryMarshal.AsBytes(targets.AsSpan(start, Math.Min(Batch, targets.Length - start))));
        }

        return new(offsets, targets);
    }

    /// <summary>Numbers one after the other, as peers read weights and starting values.</summary>
    internal static void WriteNumbers<T>(string path, IEnumerable<T> numbers)
        where T : unmanaged
    {
        using FileStream file = File.Create(path);
        foreach (T[] chunk in numbers.Chunk(Batch))
        {
            Write<T>(file, chunk);
        }
    }

    private static void Write<T>(FileStream file, ReadOnlySpan<T> items)
        where T : unmanaged
    {
        for (int start = 0; start < items.Length; start += Batch)
        {
            file.Write(MemoryMarshal.AsBytes(items[start..Math.Min(start + Batch, items.Length)]));
        }
    }
}
