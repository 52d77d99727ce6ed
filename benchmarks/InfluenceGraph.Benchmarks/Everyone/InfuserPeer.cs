using System.Globalization;
using InfluenceGraph.Benchmarks.Seeds;
using InfluenceGraph.Cascades;

namespace InfluenceGraph.Benchmarks.Everyone;

/// <summary>
/// HyperFuseR and InFuseR, which find seeds from simulations that are fused: built from ggokturk/infuser and run on the very
/// same ties, with as many simulations as we have worlds. Their reach of all customers stays inside; of the first seed they
/// tell it, by simulation.
/// </summary>
/// <remarks>
/// G. Göktürk, K. Kaya, "Boosting parallel influence-maximization kernels for undirected networks with fusing and
/// vectorization", IEEE TPDS 32 (2021), and "Fast and error-adaptive influence maximization based on count-distinct
/// sketches", arXiv 2105.04023.
/// </remarks>
internal sealed class InfuserPeer : IDisposable
{
    /// <summary>It takes simulations in blocks of so many.</summary>
    private const int Block = 64;

    /// <summary>InFuseR keeps a label and a count for each customer and simulation.</summary>
    private const long MostLabelBytes = 4L << 30;

    /// <summary>A probability of 1 overflows its integers and would never be live.</summary>
    private const float AlmostOne = 0.9999999f;

    private readonly string _program;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("influencegraph-");
    private readonly int _nodes;

    internal InfuserPeer(string program, CascadeGraph graph)
    {
        _program = program;
        _nodes = graph.NodeCount;
        using StreamWriter writer = File.CreateText(Path.Combine(_folder.FullName, "graph.txt"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{graph.NodeCount} {graph.EdgeCount}"));
        for (int u = 0; u < graph.NodeCount; u++)
        {
            for (int e = (int)graph.Forward.Offsets[u]; e < (int)graph.Forward.Offsets[u + 1]; e++)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{u} {graph.Forward.Targets[e]} {Math.Min(AlmostOne, graph.Forward.Weights[e]):G9}"));
            }
        }
    }

    /// <summary>Where its files are, until it is disposed of.</summary>
    internal string Folder => _folder.FullName;

    internal static int SimulationsFor(int worlds) => (worlds + Block - 1) / Block * Block;

    /// <summary>Whether InFuseR's labels fit into what a benchmark may take.</summary>
    internal bool CanLabel(int worlds) => 8L * SimulationsFor(worlds) * _nodes <= MostLabelBytes;

    /// <summary>Finds seeds.</summary>
    /// <param name="method"><c>HyperFuser</c> or <c>InFuseR</c>.</param>
    /// <param name="seeds">How many.</param>
    /// <param name="worlds">Simulations; made a multiple of 64.</param>
    /// <param name="threads">Its threads.</param>
    internal InfuserRun Run(string method, int seeds, int worlds, int threads)
    {
        (string output, long kibibytes) = Programs.RunMeasured(
            _folder.FullName,
            "env",
            string.Create(CultureInfo.InvariantCulture, $"OMP_NUM_THREADS={threads}"),
            "/usr/bin/time",
            "-o",
            "processor",
            "-f",
            "%U %S",
            _program,
            "-M",
            method,
            "-K",
            seeds.ToString(CultureInfo.InvariantCulture),
            "-R",
            SimulationsFor(worlds).ToString(CultureInfo.InvariantCulture),
            "graph.txt");
        string[][] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
        if (lines.Length != seeds || lines[0].Length < 4)
        {
            throw new InvalidOperationException($"{_program} answered '{output}'; expected {seeds} lines of seed, reach, seconds and one more.");
        }

        double processor = File.ReadAllText(Path.Combine(_folder.FullName, "processor")).Split(' ').Sum(Number);
        return new(int.Parse(lines[0][0], CultureInfo.InvariantCulture), Number(lines[0][1]), Number(lines[0][2]), Number(lines[^1][2]), processor, kibibytes * 1024);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>What a peer answered.</summary>
/// <param name="First">Its first seed.</param>
/// <param name="Reach">That one's reach, as it tells it.</param>
/// <param name="FirstSeconds">Its own time until then, without reading the file.</param>
/// <param name="Seconds">Its own time for all seeds.</param>
/// <param name="Processor">Processor seconds of its process, reading the file included.</param>
/// <param name="Bytes">The most memory its process had, the graph included.</param>
internal sealed record InfuserRun(int First, double Reach, double FirstSeconds, double Seconds, double Processor, long Bytes);
