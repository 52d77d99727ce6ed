using System.Diagnostics;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;

namespace InfluenceGraph.Benchmarks.Everyone;

internal static class EveryoneCommand
{
    internal static int Run(string[] args)
    {
        CascadeGraph graph = CascadeFixture.Create(args[0], args[1]);
        int worlds = int.Parse(args[2]);
        double budget = args.Length > 3 ? double.Parse(args[3]) : 16;
        Console.WriteLine($"{args[0]} {args[1]} n {graph.NodeCount} m {graph.EdgeCount}");
        var watch = Stopwatch.StartNew();
        var sampler = WorldSampler.Of(graph);
        bool[] ahead = OneStepAhead.LooksAhead(graph);
        Console.WriteLine($"prepare {watch.Elapsed.TotalSeconds:0.000} s; looks ahead {ahead.Count(x => x)}");
        double[] worth = new double[graph.NodeCount];
        Array.Fill(worth, 1);
        bool[] aheadByRank = Array.ConvertAll(sampler.Order.Nodes, node => ahead[node]);
        var tally = new WorldTally(sampler, worth, aheadByRank, budget);
        // phases
        for (int i = 0; i < 20; i++) tally.Add(1, i);
        var live = tally.Live;
        int reps = Math.Min(worlds, 30);
        double tDraw = 0, tBuild = 0, tSolve = 0, tAdd = 0; long edges = 0, comps = 0, dag = 0; long s0 = tally.Reaches.EdgesSearched, e0 = tally.Reaches.Estimated;
        for (int i = 0; i < reps; i++)
        {
            watch.Restart(); sampler.Draw(5, i, live); tDraw += watch.Elapsed.TotalMilliseconds;
            watch.Restart(); tally.Components.Build(live, worth); tBuild += watch.Elapsed.TotalMilliseconds;
            var r = new InfluenceGraph.Kernels.CounterRandom(3, (ulong)i);
            watch.Restart(); tally.Reaches.Solve(ref r); tSolve += watch.Elapsed.TotalMilliseconds;
            edges += live.EdgeCount; comps += tally.Components.Count; dag += tally.Components.Offsets[tally.Components.Count];
        }
        double searched = tally.Reaches.EdgesSearched - s0, est = tally.Reaches.Estimated - e0;
        for (int i = 0; i < reps; i++) { watch.Restart(); tally.Add(5, i); tAdd += watch.Elapsed.TotalMilliseconds; }
        Console.WriteLine($"live {edges / reps} comps {comps / reps} dag {dag / reps} searched {searched / reps:0} estimated {est / reps:0}; ms: draw {tDraw / reps:0.00} build {tBuild / reps:0.00} solve {tSolve / reps:0.00} all {tAdd / reps:0.00}");
        if (worlds > 30)
        {
            foreach (int threads in new[] { 1, 2 })
            {
                watch.Restart();
                (double[] sums, double[] squares) = WorldGroups.Run(() => new WorldTally(sampler, worth, aheadByRank, budget), sampler.Order.SpreaderCount, worlds, 1, threads, null, default);
                double t1 = watch.Elapsed.TotalSeconds;
                double[] s = new double[graph.NodeCount], q = new double[graph.NodeCount];
                for (int i = 0; i < sums.Length; i++) (s[sampler.Order.Nodes[i]], q[sampler.Order.Nodes[i]]) = (sums[i], squares[i]);
                watch.Restart();
                (double[] reach, double[] error) = OneStepAhead.Combine(graph, worth, ahead, s, q, worlds);
                Console.WriteLine($"{threads} threads: {t1:0.00} s, combine {watch.Elapsed.TotalSeconds:0.00}; mean reach {reach.Average():0.0000}, mean error {error.Average():0.00000} rel {reach.Zip(error, (a, b) => b / a).Average():0.00000}; top {reach.Max():0.0}");
            }
        }
        return 0;
    }
}
