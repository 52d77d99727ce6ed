using System.Diagnostics;
using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Benchmarks.Forward;

internal static class ForwardCommand
{
    internal static int Run(string[] args)
    {
        string src = args[0];
        foreach (string model in args[1].Split(','))
        {
            var structure = CascadeFixture.Structure(src);
            CascadeGraph graph = CascadeFixture.Weigh(structure, model);
            int[] seeds = [.. Enumerable.Range(0, graph.NodeCount).OrderByDescending(graph.Forward.DegreeOf).ThenBy(u => u).Take(50)];
            var watch = Stopwatch.StartNew();
            Array.Sort(seeds);
            ReachSpace space = ReachSpace.Of(graph, seeds);
            int n = space.Nodes.Length;
            var rows = EventRows.Of(space.Offsets, space.Targets, space.Gather(graph.Forward.Weights), space.Degrees);
            Console.WriteLine($"{model}: n {n} edges {space.Targets.Length} prep {watch.Elapsed.TotalSeconds:0.000}");
            DirectoryInfo folder = Directory.CreateTempSubdirectory("influencegraph-");
            using NativeCascade c = NativeCascade.Start(folder.FullName, graph.Forward, seeds);
            var wave = new WorldWave<IndependentTries>(n, new(rows), null);
            int[] counts = new int[512]; int batches = int.Parse(args[2]);
            for (int rep = 0; rep < 4; rep++)
            {
                ForwardRun theirs = c.Simulate(Math.Max(100, batches * 512 / 8));
                watch.Restart();
                (double sum, double squares) = (0, 0);
                long v0 = wave.EdgeVisits;
                for (int b = 0; b < batches; b++)
                {
                    wave.Run(42, (ulong)(rep * batches + b), 50, 512, int.MaxValue, default);
                    wave.CopyCounts(counts);
                    foreach (int k in counts) { sum += k; squares += (double)k * k; }
                }
                ForwardRun ours = ForwardRun.OfSums(watch.Elapsed.TotalSeconds, batches * 512, wave.EdgeVisits - v0, sum, squares);
                Console.WriteLine($"  C {theirs.VisitsPerSecond / 1e6:0} M/s {theirs.Worlds / theirs.Seconds:0} w/s {theirs.Spread:0.00}±{theirs.StandardError:0.00} | ours {ours.VisitsPerSecond / 1e6:0} M/s {ours.Worlds/ours.Seconds:0} w/s {ours.Spread:0.00}±{ours.StandardError:0.00} ratio {ours.VisitsPerSecond / theirs.VisitsPerSecond:0.00}");
            }
            folder.Delete(true);
        }
        return 0;
    }
}
