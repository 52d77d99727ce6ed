using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;
using static InfluenceGraph.Benchmarks.Compare.CompareReport;

namespace InfluenceGraph.Benchmarks.Everyone;

/// <summary>How often the intervals hold the truth, which is a run of many more worlds; beside them intervals from means alone.</summary>
internal static class CoverageJob
{
    private const int TruthFactor = 20;

    internal static void Run(string source, string model, int worlds, int runs, CompareReport report)
    {
        CascadeGraph graph = CascadeFixture.Create(source, model);
        double[] worth = new double[graph.NodeCount];
        Array.Fill(worth, 1);
        bool[] ahead = OneStepAhead.LooksAhead(graph, worth);
        double[] truth = Once(graph, ahead, worlds * TruthFactor, 1_000_000).Reach;
        string name = $"{Path.GetFileName(source)}, {model}";
        report.Row(name, $"{Number(worlds)} worlds, {runs} runs, truth from {Number(worlds * TruthFactor)} others; customers with ties to others, by their number");
        foreach ((string way, bool[] looksAhead) in new[] { ("one step ahead", ahead), ("means alone", new bool[graph.NodeCount]) })
        {
            var all = new Tally();
            Tally[] byDegree = [new(), new(), new(), new()];
            for (int run = 0; run < runs; run++)
            {
                (double[] reach, double[] error) = Once(graph, looksAhead, worlds, (ulong)run);
                for (int u = 0; u < truth.Length; u++)
                {
                    int degree = graph.Forward.DegreeOf(u);
                    if (degree > 0)
                    {
                        all.Add(reach[u] - truth[u], error[u]);
                        byDegree[degree == 1 ? 0 : degree < 4 ? 1 : degree < 16 ? 2 : 3].Add(reach[u] - truth[u], error[u]);
                    }
                }
            }

            report.Row($"{name}, {way}", $"{all}; 1 tie: {byDegree[0]}; 2 to 3: {byDegree[1]}; 4 to 15: {byDegree[2]}; more: {byDegree[3]}");
        }
    }

    private static (double[] Reach, double[] Error) Once(CascadeGraph graph, bool[] looksAhead, int worlds, ulong seed)
    {
        double[] worth = new double[graph.NodeCount];
        Array.Fill(worth, 1);
        ReachSolution solution = EveryonesReach.Solve(graph, worth, new(worlds, seed, 2), null, CancellationToken.None, looksAhead);
        return (solution.Reach, solution.StandardError);
    }

    /// <summary>Hits, and root mean squares of errors made and errors told.</summary>
    private sealed class Tally
    {
        private (long Inside, long All) _hits;
        private (double Made, double Told) _squares;

        public override string ToString() =>
            $"{Number(100.0 * _hits.Inside / Math.Max(1, _hits.All), "0.0")} % inside, off by {Number(Math.Sqrt(_squares.Made / Math.Max(1, _hits.All)), "0.0000")}, told {Number(Math.Sqrt(_squares.Told / Math.Max(1, _hits.All)), "0.0000")}";

        internal void Add(double off, double error)
        {
            _hits = (_hits.Inside + (Math.Abs(off) <= (1.96 * error) + 1e-9 ? 1 : 0), _hits.All + 1);
            _squares = (_squares.Made + (off * off), _squares.Told + (error * error));
        }
    }
}
