using InfluenceGraph.Benchmarks.Graphs;
using InfluenceGraph.Cascades;
using InfluenceGraph.Cascades.Everyone;

namespace InfluenceGraph.Benchmarks.Everyone;

internal static class CoverageCommand
{
    internal static int Run(string[] args)
    {
        CascadeGraph graph = CascadeFixture.Create(args[0], args[1]);
        int worlds = int.Parse(args[2]), truthWorlds = int.Parse(args[3]), seeds = int.Parse(args[4]);
        var sampler = WorldSampler.Of(graph);
        double[] worth = new double[graph.NodeCount];
        Array.Fill(worth, 1);
        bool[] ahead = OneStepAhead.LooksAhead(graph);
        bool[] none = new bool[graph.NodeCount];
        (double[] Reach, double[] Error) Once(bool[] looks, ulong seed, int w)
        {
            bool[] byRank = Array.ConvertAll(sampler.Order.Nodes, node => looks[node]);
            (double[] sums, double[] squares) = WorldGroups.Run(() => new WorldTally(sampler, worth, byRank, 32), sampler.Order.SpreaderCount, w, seed, 2, null, default);
            double[] s = new double[graph.NodeCount], q = new double[graph.NodeCount];
            for (int i = 0; i < sums.Length; i++) (s[sampler.Order.Nodes[i]], q[sampler.Order.Nodes[i]]) = (sums[i], squares[i]);
            return OneStepAhead.Combine(graph, worth, looks, s, q, w);
        }
        (double[] truth, double[] truthError) = Once(ahead, 99, truthWorlds);
        foreach ((string name, bool[] looks) in new[] { ("ahead", ahead), ("plain", none) })
        {
            long inside = 0, all = 0, insideAhead = 0, allAhead = 0; double width = 0, se2 = 0, err2 = 0, rel = 0; double[] bucketIn = new double[8], bucketAll = new double[8], bErr = new double[8], bSe = new double[8];
            for (int k = 0; k < seeds; k++)
            {
                (double[] r, double[] e) = Once(looks, (ulong)k, worlds);
                for (int u = 0; u < r.Length; u++)
                {
                    if (graph.Forward.DegreeOf(u) == 0) continue;
                    double half = 1.96 * e[u];
                    double off = Math.Abs(r[u] - truth[u]);
                    bool ok = off <= half + 1.96 * truthError[u] * 0 + 1e-9;
                    all++; inside += ok ? 1 : 0; rel += e[u] / r[u];
                    if (ahead[u]) { allAhead++; insideAhead += ok ? 1 : 0; }
                    int b = Math.Min(7, (int)Math.Log2(graph.Forward.DegreeOf(u)));
                    bucketAll[b]++; bucketIn[b] += ok ? 1 : 0; bErr[b] += (r[u] - truth[u]) * (r[u] - truth[u]); bSe[b] += e[u] * e[u];
                }
            }
            Console.WriteLine($"{name}: coverage {100.0 * inside / all:0.00} % ahead {100.0 * insideAhead / allAhead:0.00} % others {100.0 * (inside - insideAhead) / (all - allAhead):0.00}; mean rel se {rel / all:0.0000}");
            Console.WriteLine("  by degree 1,2,4..: " + string.Join(" ", bucketAll.Zip(bucketIn, (x, y) => $"{100 * y / x:0.0}")) + " | rms err " + string.Join(" ", bucketAll.Zip(bErr, (x, y) => $"{Math.Sqrt(y / x):0.000}")) + " | rms se " + string.Join(" ", bucketAll.Zip(bSe, (x, y) => $"{Math.Sqrt(y / x):0.000}")));
        }
        return 0;
    }
}
