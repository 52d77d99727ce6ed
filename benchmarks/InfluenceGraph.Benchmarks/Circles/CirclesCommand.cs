using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;
using static InfluenceGraph.Benchmarks.Compare.CompareReport;

namespace InfluenceGraph.Benchmarks.Circles;

/// <summary>Triangles beside gapbs, and the strength of all circles and brokerage over graphs of growing size. Best of up to so many runs as begin within a second.</summary>
internal sealed class CirclesCommand
{
    private const string Usage = """
        circles SOURCE... [--gapbs PROGRAM] [--threads 1,2] [--repeats 20] [--out FILE.md]
          SOURCE     rmat:SCALE, or an edge list; ties count without direction
          --gapbs    gapbs' tc, built outside the tree; it gets the same ties, and has to find as many triangles
          --repeats  how often each job is timed at most; long ones less often
        """;

    private readonly CompareReport _report;
    private readonly int _repeats;

    private CirclesCommand(CompareReport report, int repeats) => (_report, _repeats) = (report, repeats);

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        string Option(ReadOnlySpan<string> words, string name, string otherwise)
        {
            int at = words.IndexOf(name);
            return at < 0 ? otherwise : words[at + 1];
        }

        int sources = 0;
        while (sources < arguments.Length && !arguments[sources].StartsWith("--", StringComparison.Ordinal))
        {
            sources++;
        }

        if (sources == 0)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var report = new CompareReport(
            "Circles: triangles, strength of all circles, brokerage",
            $"dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- circles {string.Join(' ', arguments[..sources]!)} [--gapbs PROGRAM]",
            compiler: "not needed");
        int repeats = int.Parse(Option(arguments, "--repeats", "20"), CultureInfo.InvariantCulture);
        int[] threads = Array.ConvertAll(Option(arguments, "--threads", "1,2").Split(','), text => int.Parse(text, CultureInfo.InvariantCulture));
        string gapbs = Option(arguments, "--gapbs", "");
        var command = new CirclesCommand(report, repeats);
        bool agree = true;
        foreach (string source in arguments[..sources])
        {
            agree &= command.Run(source, threads, gapbs);
        }

        if (Option(arguments, "--out", "") is { Length: > 0 } file)
        {
            report.Save(file);
        }

        return agree ? 0 : 1;
    }

    private bool Run(string source, int[] threadCounts, string gapbs)
    {
        CsrGraph structure = CascadeFixture.Structure(source);
        CustomerGraph<int> graph = CustomerGraph.FromTies(Enumerable.Range(0, structure.NodeCount).SelectMany(u => structure.TargetsOf(u).ToArray().Select(v => new Tie<int>(u, v, 1))));
        CustomerGraphView<int> view = graph.AsView();
        CsrGraph both = view.Used.Mutual.Both;
        _report.Row($"**{Path.GetFileName(source)}**", $"{Number(graph.CustomerCount)} customers, {Number(both.EdgeCount / 2)} ties without direction");
        bool agree = true;
        foreach (int threads in threadCounts)
        {
            string with = threads == 1 ? "1 thread" : $"{threads} threads";
            long triangles = 0;
            double count = Best(() => triangles = TriangleSweep.Count(OrientedRows.Of(both.Offsets, both.Targets), threads, CancellationToken.None));
            double support = Best(() => TriangleSweep.Run(OrientedRows.Of(both.Offsets, both.Targets), new Support(both.EdgeCount / 2), threads, CancellationToken.None));
            _report.Row($"triangles, {with}", $"{Milliseconds(count)}, {Number(triangles)} triangles; ordering by degree included");
            _report.Row($"triangles of each tie, {with}", Milliseconds(support));
            if (gapbs.Length > 0)
            {
                (double seconds, long theirs) = Gapbs(gapbs, both, threads);
                agree &= theirs == triangles;
                _report.Row($"gapbs tc, {with}", $"{Milliseconds(seconds)}, {Number(theirs)} triangles; ratio {Number(seconds / count, "0.00")} to counting, {Number(seconds / support, "0.00")} to triangles of each tie");
            }

            _report.Row($"strength of all circles, {with}", Milliseconds(Best(() => view.CircleStrength(o => o with { Threads = threads }))));
            _report.Row($"brokerage of all customers, {with}", Milliseconds(Best(() => view.Brokerage(o => o with { Threads = threads }))));
        }

        return agree;
    }

    /// <summary>The best of its own trial times; relabelling by degree is inside them, as ordering is inside ours.</summary>
    private static (double Seconds, long Triangles) Gapbs(string program, CsrGraph both, int threads)
    {
        string file = Path.Combine(Path.GetTempPath(), $"circles-{Environment.ProcessId}.el");
        try
        {
            using (var writer = new StreamWriter(file))
            {
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

            var start = new ProcessStartInfo(program, ["-s", "-f", file, "-a", "-n", both.EdgeCount > 1_000_000 ? "1" : "10"]) { RedirectStandardOutput = true, UseShellExecute = false };
            start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
            using Process process = Process.Start(start)!;
            string[] lines = process.StandardOutput.ReadToEnd().Split('\n');
            process.WaitForExit();
            return (
                lines.Where(line => line.StartsWith("Trial Time:", StringComparison.Ordinal)).Min(line => double.Parse(line["Trial Time:".Length..], CultureInfo.InvariantCulture)),
                lines.Where(line => line.EndsWith(" triangles", StringComparison.Ordinal)).Select(line => long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)).First());
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The best of the runs; long jobs get fewer, as many as begin within a second.</summary>
    private double Best(Action job)
    {
        double best = double.PositiveInfinity;
        var all = Stopwatch.StartNew();
        for (int round = 0; round < _repeats && (round == 0 || all.Elapsed.TotalSeconds < 1); round++)
        {
            var watch = Stopwatch.StartNew();
            job();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    private readonly struct Support(int ties) : ITriangleSink
    {
        private readonly int[] _triangles = new int[ties];

        public void Close(int tie, int third, int fromRow, int fromTarget) => _triangles[tie]++;
    }
}
