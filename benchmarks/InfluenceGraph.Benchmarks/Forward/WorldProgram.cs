using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Benchmarks.Forward;

/// <summary>A program of another language that loads a graph and then waits for worlds to simulate: Native/cascade.c, compiled here and now, or Native/cynetdiff_worlds.py.</summary>
internal sealed class WorldProgram : IDisposable
{
    private static readonly string[] _flags = ["-O3", "-march=native", "-std=c99"];

    private readonly Process _process;

    private WorldProgram(Process process) => _process = process;

    /// <summary>The flags that the C loop is compiled with.</summary>
    internal static string Flags => string.Join(' ', _flags);

    /// <summary>Compiles the C loop and loads the graph.</summary>
    internal static WorldProgram StartC(string folder, string graphPath)
    {
        string program = Path.Combine(folder, "cascade");
        if (!File.Exists(program))
        {
            using Process compiler = Process.Start("cc", [.. _flags, "-o", program, NativePath("cascade.c")]);
            compiler.WaitForExit();
            if (compiler.ExitCode != 0)
            {
                throw new InvalidOperationException($"cc ended with exit code {compiler.ExitCode}; its error output says why.");
            }
        }

        return Start(program, [graphPath]);
    }

    /// <summary>Starts CyNetDiff under a Python that has it.</summary>
    internal static WorldProgram StartCyNetDiff(string python, string graphPath) => Start(python, [NativePath("cynetdiff_worlds.py"), graphPath]);

    internal ForwardRun Simulate(long worlds)
    {
        _process.StandardInput.WriteLine(worlds);
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The program ended early; its error output says why.");
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

    internal static void WriteGraph(string path, CsrGraph graph, int[] seeds)
    {
        using FileStream file = File.Create(path);
        Write(file, [graph.NodeCount, (long)graph.EdgeCount, seeds.Length]);
        Write<long>(file, graph.Offsets);
        Write<int>(file, graph.Targets);
        Write<uint>(file, Array.ConvertAll(graph.Weights, p => (uint)Math.Round((p * 4294967296.0) - 1)));
        Write<int>(file, seeds);
    }

    private static WorldProgram Start(string program, string[] arguments)
    {
        Process process = Process.Start(new ProcessStartInfo(program, arguments)
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

    private static string NativePath(string file) => Path.Combine(AppContext.BaseDirectory, "Native", file);

    private static void Write<T>(FileStream file, ReadOnlySpan<T> items)
        where T : unmanaged => file.Write(MemoryMarshal.AsBytes(items));
}
