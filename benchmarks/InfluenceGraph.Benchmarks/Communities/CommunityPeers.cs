using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Benchmarks.Communities;

/// <summary>
/// Codes that are not ours. Each is a program that is called with <c>GRAPH OUT METHOD ROUNDS THREADS RUNS</c>, where GRAPH is
/// as <see cref="SymmetricGraph.Write"/> writes it; that prints a line per run which begins with its seconds and
/// its processor seconds, both without reading the graph; and that writes the communities of its best run to OUT, an int32 per node.
/// </summary>
internal sealed class CommunityPeers : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("communities").FullName;
    private readonly string _input;

    internal CommunityPeers(CsrGraph graph)
    {
        _input = Path.Combine(_folder, "graph");
        SymmetricGraph.Write(graph, _input);
    }

    /// <summary>Runs a program; no groups where it did not get through.</summary>
    internal ((double Wall, double Processor)[] Seconds, int[] Groups) Run(string program, string method, int rounds, int threads, int runs)
    {
        string output = Path.Combine(_folder, "groups");
        string[] words = [_input, output, method, $"{rounds}", $"{threads}", $"{runs}"];
        bool isScript = program.EndsWith(".py", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isScript ? "/usr/bin/python3" : program, isScript ? [program, .. words] : words) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode != 0
            ? ([], [])
            : ([.. lines.Select(line => line.Split(' ')).Select(words => (Number(words[0]), Number(words[1])))], MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(output)).ToArray());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
