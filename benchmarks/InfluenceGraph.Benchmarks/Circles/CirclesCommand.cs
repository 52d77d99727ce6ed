using System.Diagnostics;
using System.Globalization;
using InfluenceGraph.Benchmarks.Communities;
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
        circles SOURCE... [--triangles] [--gapbs PROGRAM] [--networkit PROGRAM] [--threads 1,2] [--repeats 20] [--out FILE.md]
          SOURCE       rmat:SCALE, or an edge list; ties count without direction
          --triangles  only triangles, for graphs too large for the rest
          --gapbs      gapbs' tc, built outside the tree; it gets the same ties, and has to find as many triangles
          --networkit  NetworKit, by a program as benchmarks/README.md describes it; likewise
          --repeats    how often each job is timed at most; long ones less often
        """;

    private readonly CompareReport _report;
    private readonly int _repeats;
    private readonly string _gapbs;
    private readonly string _networkit;
    private readonly bool _isTrianglesOnly;

    private CirclesCommand(CompareReport report, int repeats, string gapbs, string networkit, bool isTrianglesOnly) =>
        (_report, _repeats, _gapbs, _networkit, _isTrianglesOnly) = (report, repeats, gapbs, networkit, isTrianglesOnly);

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
            $"dotnet run -c Release --project benchmarks/InfluenceGraph.Benchmarks -- circles {string.Join(' ', arguments[..sources]!)}{(arguments.Contains("--triangles") ? " --triangles" : "")} [--gapbs PROGRAM] [--networkit PROGRAM]",
            compiler: "not needed");
        int repeats = int.Parse(Option(arguments, "--repeats", "20"), CultureInfo.InvariantCulture);
        int[] threads = Array.ConvertAll(Option(arguments, "--threads", "1,2").Split(','), text => int.Parse(text, CultureInfo.InvariantCulture));
        var command = new CirclesCommand(report, repeats, Option(arguments, "--gapbs", ""), Option(arguments, "--networkit", ""), arguments.Contains("--triangles"));
        bool agree = true;
        foreach (string source in arguments[..sources])
        {
            agree &= command.Run(source, threads);
        }

        if (Option(arguments, "--out", "") is { Length: > 0 } file)
        {
            report.Save(file);
        }

        return agree ? 0 : 1;
    }

    private bool Run(string source, int[] threadCounts)
    {
        CustomerGraphView<int>? view = _isTrianglesOnly ? null : View(source);
        CsrGraph both = view?.Used.Mutual.Both ?? SymmetricGraph.Of(SymmetricGraph.EdgesOf(source));
        _report.Row($"**{Path.GetFileName(source)}**", $"{Number(both.NodeCount)} customers, {Number(both.EdgeCount / 2)} ties without direction");
        using var peers = new TrianglePeers(both);
        bool agree = true;
        foreach (int threads in threadCounts)
        {
            string with = threads == 1 ? "1 thread" : $"{threads} threads";
            long triangles = 0;
            double count = Best(() => triangles = TriangleSweep.Count(OrientedRows.Of(both.Offsets, both.Targets), threads, CancellationToken.None));
            double support = Best(() => TriangleSweep.Run(OrientedRows.Of(both.Offsets, both.Targets), new Support(both.EdgeCount / 2), threads, CancellationToken.None));
            _report.Row($"triangles, {with}", $"{Milliseconds(count)}, {Number(triangles)} triangles; ordering by degree included");
            _report.Row($"triangles of each tie, {with}", Milliseconds(support));
            if (_gapbs.Length > 0)
            {
                Peer("gapbs tc", peers.Gapbs(_gapbs, threads));
            }

            if (_networkit.Length > 0)
            {
                Peer("NetworKit triangles of each tie", peers.Networkit(_networkit, "triangles", threads));
                Peer("NetworKit triangles of each customer (turbo)", peers.Networkit(_networkit, "clustering", threads));
            }

            if (view is not null)
            {
                _report.Row($"strength of all circles, {with}", Milliseconds(Best(() => view.CircleStrength(o => o with { Threads = threads }))));
                _report.Row($"brokerage of all customers, {with}", Milliseconds(Best(() => view.Brokerage(o => o with { Threads = threads }))));
            }

            void Peer(string name, (double Seconds, long Triangles) theirs)
            {
                agree &= theirs.Triangles == triangles;
                _report.Row($"{name}, {with}", $"{Milliseconds(theirs.Seconds)}, {Number(theirs.Triangles)} triangles; ratio {Number(theirs.Seconds / count, "0.00")} to counting, {Number(theirs.Seconds / support, "0.00")} to triangles of each tie");
            }
        }

        return agree;
    }

    private static CustomerGraphView<int> View(string source)
    {
        CsrGraph structure = CascadeFixture.Structure(source);
        return CustomerGraph.FromTies(Enumerable.Range(0, structure.NodeCount).SelectMany(u => structure.TargetsOf(u).ToArray().Select(v => new Tie<int>(u, v, 1)))).AsView();
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
