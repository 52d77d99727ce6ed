using System.Globalization;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Benchmarks.Communities;

/// <summary>Distinct ties without direction and without self ties, each of weight 1.</summary>
internal static class SymmetricGraph
{
    /// <summary>The edges of <c>rmat:SCALE</c> or of an edge list.</summary>
    internal static EdgeSource EdgesOf(string source) => source is ['r', 'm', 'a', 't', ':', .. string scale]
        ? RMat.Create(int.Parse(scale, CultureInfo.InvariantCulture), degree: 16)
        : EdgeListFile.Read(source);

    internal static CsrGraph Of(EdgeSource source)
    {
        var keys = new List<long>();
        foreach ((int from, int to) in source.Edges)
        {
            if (from != to)
            {
                keys.Add(((long)from << 32) | (uint)to);
                keys.Add(((long)to << 32) | (uint)from);
            }
        }

        keys.Sort();
        long[] offsets = new long[source.NodeCount + 1];
        int[] targets = new int[keys.Count];
        int count = 0;
        long last = -1;
        foreach (long key in keys)
        {
            if (key != last)
            {
                targets[count++] = (int)key;
                offsets[(key >> 32) + 1]++;
                last = key;
            }
        }

        for (int node = 0; node < source.NodeCount; node++)
        {
            offsets[node + 1] += offsets[node];
        }

        float[] ones = new float[count];
        Array.Fill(ones, 1);
        return new(offsets, targets[..count], ones);
    }

    /// <summary>The layout that peers' programs read: the numbers of nodes and ties as int64, then each tie once as two int32, little endian.</summary>
    internal static void Write(CsrGraph graph, string path)
    {
        using var file = new BinaryWriter(new BufferedStream(File.Create(path), 1 << 20));
        file.Write((long)graph.NodeCount);
        file.Write((long)graph.EdgeCount / 2);
        for (int node = 0; node < graph.NodeCount; node++)
        {
            foreach (int other in graph.TargetsOf(node))
            {
                if (node < other)
                {
                    file.Write(node);
                    file.Write(other);
                }
            }
        }
    }
}
