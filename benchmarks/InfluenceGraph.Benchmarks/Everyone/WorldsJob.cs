using System.Diagnostics;
using InfluenceGraph.Benchmarks.Compare;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Benchmarks.Seeds;
using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;
using InfluenceGraph.Kernels;
using static InfluenceGraph.Benchmarks.Compare.CompareReport;

namespace InfluenceGraph.Benchmarks.Everyone;

/// <summary>All customers of one graph under one model: the whole job, where its time goes, and the same worlds by sketches alone.</summary>
internal static class WorldsJob
{
    private const int PhaseWorlds = 16;
    private const int SketchWorlds = 3;

    private static readonly double[] _cancelAfter = [0.1, 0.3, 0.6, 1, 1.5, 2, 3];

    /// <summary>As in the peers' papers.</summary>
    private const int PeerSeeds = 50;

    internal static void Run(string source, string model, int worlds, int[] threadCounts, string? infuser, CompareReport report)
    {
        CascadeGraph graph = CascadeFixture.Create(source, model);
        double[] worth = new double[graph.NodeCount];
        Array.Fill(worth, 1);
        string name = $"{Path.GetFileName(source)}, {model}";
        report.Row($"**{name}**", $"{Number(graph.NodeCount)} customers, {Number(graph.EdgeCount)} ties");
        var seconds = new Dictionary<int, double>();
        ReachSolution? answer = null;
        foreach (int threads in threadCounts)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            (ReachSolution solution, long heap, long process) = PeakMemory.While(
                collecting: false,
                () => EveryonesReach.Solve(graph, worth, new(worlds, 42, threads), null, CancellationToken.None));
            seconds[threads] = (solution.Preparing + solution.Simulating + solution.Combining).TotalSeconds;
            report.Row(
                $"{name}: {Number(worlds)} worlds, {ThreadsOf(threads)}",
                $"**{Number(seconds[threads], "0.00")} s** ({Number(solution.Preparing.TotalSeconds, "0.00")} preparing, {Number(solution.Simulating.TotalSeconds, "0.00")} worlds, {Number(solution.Combining.TotalSeconds, "0.00")} combining), processor {Number((Environment.CpuUsage.TotalTime - before).TotalSeconds, "0.00")} s; peak heap {MiB(heap)}, process {MiB(process)}, told beforehand {MiB(EveryonesMemory.Of(graph, threads))}");
            if (answer is null)
            {
                answer = solution;
                double relative = Enumerable.Range(0, worth.Length).Average(u => solution.StandardError[u] / solution.Reach[u]);
                int top = Array.IndexOf(solution.Reach, solution.Reach.Max());
                report.Row($"{name}: answer", $"mean reach {Number(solution.Reach.Average(), "#,0.000")}, mean relative standard error {Number(100 * relative, "0.00")} %, best {Number(solution.Reach[top], "#,0.0")} +- {Number(1.96 * solution.StandardError[top], "#,0.0")}");
            }
        }

        Phases(graph, worth, name, report);
        Cancel(graph, worth, threadCounts[^1], name, report);
        if (infuser is not null && answer is not null && graph.Process == CascadeProcess.IndependentCascade)
        {
            Peers(infuser, graph, worlds, name, answer, seconds, report);
        }
    }

    /// <summary>What the peer takes to find seeds alone, and whether it means the same by reach.</summary>
    private static void Peers(string infuser, CascadeGraph graph, int worlds, string name, ReachSolution ours, Dictionary<int, double> seconds, CompareReport report)
    {
        using var peer = new InfuserPeer(infuser, graph);
        var judge = new SeedJudge(peer.Folder, graph, worlds);
        foreach (string method in new[] { "HyperFuser", "InFuseR" })
        {
            if (method is "InFuseR" && !peer.CanLabel(worlds))
            {
                report.Row($"{name}: InFuseR", "not run: 8 bytes for each customer and simulation would be more than 4 GiB");
                continue;
            }

            foreach ((int threads, double own) in seconds)
            {
                InfuserRun run = peer.Run(method, PeerSeeds, worlds, threads);
                (double judged, double judgedError) = judge.Spread([run.First]);
                report.Row(
                    $"{name}: {method}, {PeerSeeds} seeds from {Number(InfuserPeer.SimulationsFor(worlds))} simulations, {ThreadsOf(threads)}",
                    $"{Number(run.Seconds, "0.00")} s ({Number(run.FirstSeconds, "0.00")} until the first), **all customers in {Number(own / run.Seconds, "0.00")} times its time**; processor {Number(run.Processor, "0.00")} s with reading, process {MiB(run.Bytes)}; its first seed reaches {Number(run.Reach, "#,0.0")}, by ours {Number(ours.Reach[run.First], "#,0.0")} +- {Number(1.96 * ours.StandardError[run.First], "#,0.0")}, by plain simulation {Number(judged, "#,0.0")} +- {Number(1.96 * judgedError, "#,0.0")}{(method is "InFuseR" ? ", which takes ties to be undirected" : "")}");
            }
        }
    }

    /// <summary>How long after a caller's wish everything stands still.</summary>
    private static void Cancel(CascadeGraph graph, double[] worth, int threads, string name, CompareReport report)
    {
        double longest = 0;
        double longestAfter = 0;
        foreach (double after in _cancelAfter)
        {
            using var source = new CancellationTokenSource();
            var watch = new Stopwatch();
            using CancellationTokenRegistration wish = source.Token.Register(watch.Start);
            source.CancelAfter(TimeSpan.FromSeconds(after));
            try
            {
                EveryonesReach.Solve(graph, worth, new(1_000_000, 42, threads), null, source.Token);
            }
            catch (OperationCanceledException)
            {
                (longest, longestAfter) = watch.Elapsed.TotalSeconds > longest ? (watch.Elapsed.TotalSeconds, after) : (longest, longestAfter);
            }
        }

        report.Row($"{name}: cancelled {string.Join(", ", _cancelAfter.Select(after => Number(after, "0.0")))} s after the start", $"stands still within {Milliseconds(longest)} (when it was {Number(longestAfter, "0.0")} s)");
    }

    private static string ThreadsOf(int threads) => $"{threads} thread{(threads == 1 ? "" : "s")}";

    private static void Phases(CascadeGraph graph, double[] worth, string name, CompareReport report)
    {
        LiveWorldSampler sampler = LiveWorldSampler.Of(graph);
        var live = new LiveWorld(sampler.Order.SpreaderCount);
        var condensation = new Condensation(graph.NodeCount, sampler.Order.SpreaderCount);
        var exact = new ComponentReach(condensation, ReachSettings.DefaultSearchBudget);
        var sketch = new ComponentReach(condensation, 0);
        (double draw, double build, double solve, double estimate) = (0, 0, 0, 0);
        (long edges, long items, long searched) = (0, 0, 0);
        for (int world = -1; world < PhaseWorlds; world++)
        {
            var watch = Stopwatch.StartNew();
            sampler.Draw(1, Math.Max(0, world), live);
            double drawn = watch.Elapsed.TotalMilliseconds;
            condensation.Build(live, worth);
            double built = watch.Elapsed.TotalMilliseconds;
            var random = new CounterRandom(1, 1);
            long before = exact.EdgesSearched;
            exact.Solve(ref random);
            double solved = watch.Elapsed.TotalMilliseconds;
            if (world < SketchWorlds)
            {
                sketch.Solve(ref random);
            }

            // The first world warms up the compiler.
            if (world >= 0)
            {
                (draw, build, solve) = (draw + drawn, build + built - drawn, solve + solved - built);
                estimate += world < SketchWorlds ? watch.Elapsed.TotalMilliseconds - solved : 0;
                edges += live.EdgeCount;
                items += condensation.Count + condensation.Offsets[condensation.Count];
                searched += exact.EdgesSearched - before;
            }
        }

        report.Row(
            $"{name}: a world",
            $"{Number(edges / (double)PhaseWorlds)} live ties; {Number(draw / PhaseWorlds, "0.00")} ms drawing, {Number(build / PhaseWorlds, "0.00")} ms components, {Number(solve / PhaseWorlds, "0.00")} ms reach, exact, with {Number(searched / (double)Math.Max(1, items), "0.0")} searched for each component and edge; sketches alone {Number(estimate / SketchWorlds, "0.00")} ms");
    }
}
