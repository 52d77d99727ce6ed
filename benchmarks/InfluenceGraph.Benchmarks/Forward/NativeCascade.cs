using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Benchmarks.Forward;

/// <summary>Native/cascade.c, compiled here and now with the machine's own compiler, as a process that waits for worlds to simulate.</summary>
internal sealed class NativeCascade : IDisposable
{
    private static readonly string[] _flags = ["-O3", "-march=native", "-std=c99"];

    private readonly Process _process;

    private NativeCascade(Process process) => _process = process;

    /// <summary>Compiles and loads the graph.</summary>
    internal static NativeCascade Start(string folder, CsrGraph graph, int[] seeds)
    {
        string program = Path.Combine(folder, "cascade");
        string source = Path.Combine(AppContext.BaseDirectory, "Native", "cascade.c");
        using (Process compiler = Process.Start("cc", [.. _flags, "-o", program, source]))
        {
            compiler.WaitForExit();
            if (compiler.ExitCode != 0)
            {
                throw new InvalidOperationException($"cc ended with exit code {compiler.ExitCode}; its error output says why.");
            }
        }

        string graphPath = program + ".graph";
        using (FileStream file = File.Create(graphPath))
        {
            Write(file, [graph.NodeCount, (long)graph.EdgeCount, seeds.Length]);
            Write<long>(file, graph.Offsets);
            Write<int>(file, graph.Targets);
            Write<uint>(file, Array.ConvertAll(graph.Weights, p => (uint)Math.Round((p * 4294967296.0) - 1)));
            Write<int>(file, seeds);
        }

        Process process = Process.Start(new ProcessStartInfo(program, [graphPath])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        string? line = process.StandardOutput.ReadLine();
        return line is "ready"
            ? new(process)
            : throw new InvalidOperationException($"{program} answered '{line}'; expected 'ready'. Its error output says why.");
    }

    internal ForwardRun Simulate(long worlds)
    {
        _process.StandardInput.WriteLine(worlds);
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The C program ended early.");
        double[] numbers = Array.ConvertAll(answer.Split(' '), part => double.Parse(part, CultureInfo.InvariantCulture));
        return ForwardRun.OfSums(numbers[0], worlds, numbers[1], numbers[2], numbers[3]);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static void Write<T>(FileStream file, ReadOnlySpan<T> items)
        where T : unmanaged => file.Write(MemoryMarshal.AsBytes(items));
}
