using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Benchmarks.Communities;
using InfluenceGraph.Graphs;

namespace InfluenceGraph.Benchmarks.Circles;

/// <summary>Codes that are not ours, on the same ties. The best of their own times counts.</summary>
internal sealed class TrianglePeers(CsrGraph both) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("triangles").FullName;

    private int Runs => both.EdgeCount switch { > 10_000_000 => 1, > 1_000_000 => 3, _ => 10 };

    /// <summary>gapbs' tc. Relabelling by degree is inside its times, as ordering is inside ours.</summary>
    internal (double Seconds, long Triangles) Gapbs(string program, int threads)
    {
        string file = Path.Combine(_folder, "graph.el");
        if (!File.Exists(file))
        {
            using var writer = new StreamWriter(file);
            for (int u = 0; u < both.NodeCount; u++)
            {
                foreach (int v in both.TargetsOf(u))
                {
                    if (u < v)
                    {
                        writer.WriteLine(FormattableString.Invariant($"{u} {v}"));
                    }
                }
            }
        }

        string[] lines = LinesOf(program, threads, "-s", "-f", file, "-a", "-n", $"{Runs}");
        return (
            lines.Where(line => line.StartsWith("Trial Time:", StringComparison.Ordinal)).Min(line => double.Parse(line["Trial Time:".Length..], CultureInfo.InvariantCulture)),
            lines.Where(line => line.EndsWith(" triangles", StringComparison.Ordinal)).Select(line => long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)).First());
    }

    /// <summary>NetworKit, by a program called as <see cref="CommunityPeers"/> calls its own, that prints a line "SECONDS TRIANGLES" per run.</summary>
    internal (double Seconds, long Triangles) Networkit(string program, string method, int threads)
    {
        string file = Path.Combine(_folder, "graph");
        if (!File.Exists(file))
        {
            SymmetricGraph.Write(both, file);
        }

        string[][] runs = [.. LinesOf(program, threads, file, Path.Combine(_folder, "out"), method, "1", $"{threads}", $"{Runs}").Where(line => line.Length > 0).Select(line => line.Split(' '))];
        return (runs.Min(run => double.Parse(run[0], CultureInfo.InvariantCulture)), long.Parse(runs[0][1], CultureInfo.InvariantCulture));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] LinesOf(string program, int threads, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n');
        process.WaitForExit();
        return lines;
    }
}
