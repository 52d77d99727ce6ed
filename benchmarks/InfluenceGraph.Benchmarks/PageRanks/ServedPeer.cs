using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace InfluenceGraph.Benchmarks.PageRanks;

/// <summary>
/// A peer as a process that has read the graph and waits for questions: it says <c>ready NAME</c>, answers each line with
/// <c>SECONDS ITERATIONS</c>, and writes its scores when there are no more.
/// </summary>
internal sealed class ServedPeer : IDisposable
{
    private readonly Process _process;
    private readonly string _scoresPath;

    private ServedPeer(Process process, string name, string scoresPath)
    {
        (_process, Name, _scoresPath) = (process, name, scoresPath);
    }

    /// <summary>The name and version that the peer tells.</summary>
    internal string Name { get; }

    /// <summary>The most memory that the process had at once.</summary>
    internal long Peak { get; private set; }

    /// <summary>Starts a peer and waits until it has read the graph; <see langword="null"/> where it cannot, as its error output then says.</summary>
    /// <param name="program">The program and what stands before the files.</param>
    /// <param name="files">Where the graph is.</param>
    /// <param name="method">What the program is to run.</param>
    /// <param name="tolerance">Where to stop: the sum of changes of scores that add up to 1.</param>
    /// <param name="owner">Who ends the process.</param>
    internal static ServedPeer? Start(string[] program, QuestionFiles files, string method, double tolerance, List<IDisposable> owner)
    {
        string scores = Path.Combine(files.Folder, $"{method}.scores");
        string[] arguments = [.. program[1..], files.Graph, files.Weights ?? "-", files.Restart ?? "-", scores, method, tolerance.ToString(CultureInfo.InvariantCulture)];
        var process = Process.Start(new ProcessStartInfo(program[0], arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        if (process.StandardOutput.ReadLine() is ['r', 'e', 'a', 'd', 'y', ' ', .. string name])
        {
            owner.Add(new ServedPeer(process, name, scores));
            return (ServedPeer)owner[^1];
        }

        process.Dispose();
        Console.Error.WriteLine($"{Path.GetFileName(program[0])} {method} did not get ready; its rows are left out.");
        return null;
    }

    /// <summary>Whether a Python can import what a method needs.</summary>
    internal static bool CanImport(string python, string method)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, [Script, method]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            _ = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    internal static string Script => Path.Combine(AppContext.BaseDirectory, "Native", "pagerank_peers.py");

    internal Trial Ask(int threads)
    {
        _process.StandardInput.WriteLine(threads);
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended early; its error output says why.");
        string[] words = answer.Split(' ');
        (double seconds, int iterations) = (double.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
        Peak = ProcessGrowth.Of(_process.Id);
        return new(seconds, iterations, seconds / Math.Max(1, iterations));
    }

    /// <summary>Ends the process and reads the scores of its last answer.</summary>
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
}
