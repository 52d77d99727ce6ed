using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Benchmarks.Compare;

/// <summary>Native/pull.c, compiled here and now with the machine's own compiler, as a process that waits for sweeps to make.</summary>
internal sealed class NativePull : IDisposable
{
    private readonly Process _process;
    private readonly string _scoresPath;

    private NativePull(Process process, string scoresPath)
    {
        _process = process;
        _scoresPath = scoresPath;
    }

    /// <summary>The compiler's first line of <c>--version</c>, or <see langword="null"/> where there is none.</summary>
    internal static string? CompilerVersion()
    {
        try
        {
            return Run("cc", ["--version"]).Split('\n')[0].Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Compiles with the given flags and loads the graph.</summary>
    internal static NativePull Start(string folder, string name, string[] flags, string graphPath)
    {
        string program = Path.Combine(folder, name);
        string source = Path.Combine(AppContext.BaseDirectory, "Native", "pull.c");
        Run("cc", [.. flags, "-std=c99", "-o", program, source, "-lm"]);

        string scoresPath = program + ".scores";
        var process = Process.Start(new ProcessStartInfo(program, [graphPath, scoresPath])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        string? line = process.StandardOutput.ReadLine();
        return line is "ready"
            ? new(process, scoresPath)
            : throw new InvalidOperationException($"{program} answered '{line}'; expected 'ready'. Its error output says why.");
    }

    /// <summary>Sweeps from the source, one more than timed: the first is not timed.</summary>
    /// <returns>Seconds per timed sweep.</returns>
    internal double SecondsPerSweep(int sweeps)
    {
        _process.StandardInput.WriteLine(sweeps + 1);
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The C program ended early.");
        return double.Parse(answer.Split(' ')[0], CultureInfo.InvariantCulture) / sweeps;
    }

    /// <summary>Ends the program and reads the node values that its last sweeps gave.</summary>
    internal double[] Finish()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        return MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(_scoresPath)).ToArray();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    internal static void WriteGraph(string path, CsrGraph graph, double[] source, double damping)
    {
        using FileStream file = File.Create(path);
        Write(file, [graph.NodeCount, (long)graph.EdgeCount]);
        Write(file, [damping]);
        Write<long>(file, graph.Offsets);
        Write<int>(file, graph.Targets);
        Write<float>(file, graph.Weights);
        Write<double>(file, source);
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

    private static string Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}; its error output says why.");
    }
}
