using System.Globalization;
using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Benchmarks.Seeds;
using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;
using InfluenceGraph.Kernels;
using static InfluenceGraph.Benchmarks.Compare.CompareReport;

namespace InfluenceGraph.Benchmarks.Everyone;

/// <summary>How often the intervals hold what a program that shares nothing with us finds: Native/reach.c, customer by customer.</summary>
internal static class JudgedJob
{
    /// <summary>Customers judged, of those with ties to others.</summary>
    private const int Sample = 300;

    /// <summary>Tries on ties that the judge makes for each.</summary>
    private const string Visits = "2e7";

    private const double Confidence = 0.95;

    private static readonly int[] _worlds = [200, 1000];

    internal static void Run(string source, string model, int runs, CompareReport report)
    {
        CascadeGraph graph = CascadeFixture.Create(source, model);
        double[] worth = new double[graph.NodeCount];
        Array.Fill(worth, 1);
        int[] customers = Chosen(graph);
        (double Mean, double Error)[] truth = Judge(graph, customers);
        bool[] looksAhead = OneStepAhead.LooksAhead(graph, worth);
        string name = $"{Path.GetFileName(source)}, {model}";
        double ahead = 100.0 * customers.Count(customer => looksAhead[customer]) / Math.Max(1, customers.Length);
        report.Row(name, $"{Number(graph.NodeCount)} customers, {Number(graph.EdgeCount)} ties; {customers.Length} customers with ties judged, {Number(ahead)} % of them one step ahead; {runs} runs");
        foreach (int worlds in _worlds)
        {
            var (score, normal, isAhead, others) = (new Hits(), new Hits(), new Hits(), new Hits());
            var interval = new ReachInterval(Confidence, worlds);
            for (int run = 0; run < runs; run++)
            {
                ReachSolution solution = EveryonesReach.Solve(graph, worth, new(worlds, (ulong)run, 2), null, CancellationToken.None);
                for (int i = 0; i < customers.Length; i++)
                {
                    int node = customers[i];
                    Estimate estimate = interval.Around(solution.Reach[node], solution.StandardError[node], solution.Lean[node], solution.Least[node], worth.Length);
                    score.Add(estimate, truth[i]);
                    normal.Add(Estimates.OfMean(estimate.Value, estimate.StandardError, Confidence), truth[i]);
                    (looksAhead[node] ? isAhead : others).Add(estimate, truth[i]);
                }
            }

            report.Row($"{name}, {Number(worlds)} worlds", $"{score}; one step ahead: {isAhead}; means: {others}; a normal interval with the same errors: {normal}");
        }
    }

    private static int[] Chosen(CascadeGraph graph)
    {
        var random = new CounterRandom(7, 7);
        var chosen = new HashSet<int>();
        int possible = Enumerable.Range(0, graph.NodeCount).Count(node => graph.Forward.DegreeOf(node) > 0);
        while (chosen.Count < Math.Min(Sample, possible))
        {
            int node = (int)random.NextBelow((uint)graph.NodeCount);
            if (graph.Forward.DegreeOf(node) > 0)
            {
                chosen.Add(node);
            }
        }

        return [.. chosen.Order()];
    }

    private static (double Mean, double Error)[] Judge(CascadeGraph graph, int[] customers)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("influencegraph-");
        try
        {
            string path = Path.Combine(folder.FullName, "graph.bin");
            SeedJudge.WriteGraph(path, graph);
            string program = Path.Combine(folder.FullName, "reach");
            Programs.Run(folder.FullName, "cc", "-O3", "-std=gnu11", "-o", program, Path.Combine(AppContext.BaseDirectory, "Native", "reach.c"), "-lm");
            string answer = Programs.RunWith(string.Join(' ', customers) + "\n", program, path, graph.Process == CascadeProcess.LinearThreshold ? "lt" : "ic", Visits, "2026");
            return [.. answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(parts => (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture)))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Hits and misses; the judge's own error is allowed for, where it is the larger one nothing is said.</summary>
    private sealed class Hits
    {
        private int _all;
        private int _below;
        private int _above;
        private double _own;
        private double _judges;

        public override string ToString() => _all == 0
            ? "none"
            : $"{Number(100.0 * (_all - _below - _above) / _all, "0.0")} % inside (truth below {Number(100.0 * _below / _all, "0.0")}, above {Number(100.0 * _above / _all, "0.0")}; judge's share of the error {Number(100 * _judges / (_own + _judges))} %)";

        internal void Add(Estimate estimate, (double Mean, double Error) truth)
        {
            double slack = 1.96 * truth.Error;
            (double down, double up) = (estimate.Value - estimate.Low, estimate.High - estimate.Value);
            _below += estimate.Value - truth.Mean > Math.Sqrt((down * down) + (slack * slack)) + 1e-6 ? 1 : 0;
            _above += truth.Mean - estimate.Value > Math.Sqrt((up * up) + (slack * slack)) + 1e-6 ? 1 : 0;
            _own += estimate.StandardError / estimate.Value;
            _judges += truth.Error / truth.Mean;
            _all++;
        }
    }
}
