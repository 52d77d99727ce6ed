using System.Globalization;
using System.Runtime.InteropServices;
using InfluenceGraph.Cascades;

namespace InfluenceGraph.Benchmarks.Seeds;

/// <summary>Native/spread.c, compiled here and now: simulates any seed set, ours or a peer's, on the same graph.</summary>
internal sealed class SeedJudge
{
    private readonly string _program;
    private readonly string _graph;
    private readonly string _process;
    private readonly int _worlds;

    internal SeedJudge(string folder, CascadeGraph graph, int worlds)
    {
        _program = Path.Combine(folder, "spread");
        _graph = Path.Combine(folder, "graph.bin");
        _process = graph.Process == CascadeProcess.LinearThreshold ? "lt" : "ic";
        _worlds = worlds;
        Programs.Run(folder, "cc", "-O3", "-std=gnu11", "-o", _program, Path.Combine(AppContext.BaseDirectory, "Native", "spread.c"), "-lm");
        WriteGraph(_graph, graph);
    }

    /// <summary>The graph in the form that judges read.</summary>
    internal static void WriteGraph(string path, CascadeGraph graph)
    {
        using FileStream file = File.Create(path);
        Write<long>(file, [graph.NodeCount, graph.EdgeCount]);
        Write<long>(file, graph.Forward.Offsets);
        Write<int>(file, graph.Forward.Targets);
        Write<float>(file, graph.Forward.Weights);
    }

    internal (double Mean, double StandardError) Spread(IEnumerable<int> seeds)
    {
        string answer = Programs.RunWith(string.Join(' ', seeds) + "\n", _program, _graph, _process, _worlds.ToString(CultureInfo.InvariantCulture), "42");
        string[] parts = answer.Split(' ');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static void Write<T>(FileStream file, ReadOnlySpan<T> items)
        where T : unmanaged
    {
        const int Batch = 1 << 20;
        for (int start = 0; start < items.Length; start += Batch)
        {
            file.Write(MemoryMarshal.AsBytes(items[start..Math.Min(start + Batch, items.Length)]));
        }
    }
}
