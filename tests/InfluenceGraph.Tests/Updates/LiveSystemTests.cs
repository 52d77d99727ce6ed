using InfluenceGraph.Graphs;
using InfluenceGraph.SocialValues;
using InfluenceGraph.Tests.SocialValues;
using InfluenceGraph.Updates;
using Xunit;

namespace InfluenceGraph.Tests.Updates;

public sealed class LiveSystemTests
{
    public static TheoryData<UnreachedPolicy> Policies => [.. TestGraph.Policies];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Thousands_of_changes_do_not_wear_the_bound_out(UnreachedPolicy policy)
    {
        const double Tolerance = 1e-5;
        TestGraph graph = TestGraph.Seeded(11, customers: 400, ties: 4000);
        (LiveSystem system, float[,] weights) = Start(graph, new(0.85, policy, Tolerance));
        double[] source = graph.OwnValues;
        var random = new Random(12);
        for (int batch = 0; batch < 1500; batch++)
        {
            system.Begin();
            (int from, int to) = (random.Next(400), random.Next(400));
            float weight = random.Next(3) == 0 ? 0 : random.Next(1, 60) / 8f;
            weights[from, to] = weight;
            system.SetWeight(from, to, weight);
            if (batch % 7 == 0)
            {
                int node = random.Next(1, 400);
                source[node] = random.Next(5) == 0 ? 0 : random.Next(100);
                system.SetSource(node, source[node]);
            }

            system.Settle(CancellationToken.None);
            Assert.True(system.IsSettled, $"batch {batch}: unsettled {system.Unsettled:R}, rounding {system.Rounding:R}");
        }

        // Against a solution from nothing by the plainest sweeps.
        double[] expected = PlainScores(weights, source, policy);
        double apart = expected.Select((score, node) => Math.Abs(score - (system.Factor * system.ScoreOf(node)))).Sum();
        Assert.True(apart <= system.Unsettled + system.Rounding, $"apart {apart:R}, bound {system.Unsettled + system.Rounding:R}");
        Assert.Equal(source.Sum(), system.Total, 1e-9 * source.Sum());
        Assert.InRange(system.Rounding, 0, 0.1 * Tolerance * system.Total);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_batch_that_is_stopped_in_the_middle_of_pushing_leaves_no_bit(UnreachedPolicy policy)
    {
        TestGraph graph = TestGraph.Seeded(21, customers: 60, ties: 400);
        (LiveSystem stopped, _) = Start(graph, new(0.85, policy, 1e-9));
        (LiveSystem untouched, _) = Start(graph, new(0.85, policy, 1e-9));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var random = new Random(22);
        for (int batch = 0; batch < 40; batch++)
        {
            stopped.Begin();
            for (int i = 0; i < 5; i++)
            {
                stopped.SetWeight(random.Next(60), random.Next(60), random.Next(4));
                stopped.SetSource(random.Next(60), random.Next(50));
            }

            int added = stopped.AddNode();
            stopped.Include(added, 500);
            stopped.SetWeight(3, added, 1);

            // The token is looked at after the first push.
            Assert.Throws<OperationCanceledException>(() => stopped.Settle(stop.Token));
            stopped.Undo();
            Assert.Equal(StateOf(untouched), StateOf(stopped));

            (int from, int to, float weight) = (random.Next(60), random.Next(60), random.Next(4));
            foreach (LiveSystem system in new[] { stopped, untouched })
            {
                system.Begin();
                system.SetWeight(from, to, weight);
                system.Settle(CancellationToken.None);
            }

            Assert.Equal(StateOf(untouched), StateOf(stopped));
        }
    }

    [Fact]
    public void A_tie_at_a_hub_does_not_look_at_all_who_reach_it()
    {
        // All reach 0, who reaches 1, who reaches 2.
        const int Nodes = 50_000;
        (int, int)[] edges = [.. Enumerable.Range(1, Nodes - 1).Select(node => (node, 0)), (0, 1), (1, 2)];
        (LiveSystem system, _) = Start(edges, [.. Enumerable.Repeat(1.0, Nodes)], new(0.85, UnreachedPolicy.Keep, 1e-4));
        system.Begin();
        system.SetWeight(7, 0, 2);
        system.Settle(CancellationToken.None);

        Assert.True(system.IsSettled);
        Assert.InRange(system.Work.Edges, 0, 100);
    }

    [Fact]
    public void Where_nothing_starts_any_more_nothing_is_left()
    {
        (LiveSystem system, _) = Start([(0, 1), (1, 0), (2, 1)], [3, 0, 4], new(0.85, UnreachedPolicy.Uniform, 1e-6));
        system.Begin();
        system.SetSource(0, 0);
        system.SetSource(2, 0);
        system.Settle(CancellationToken.None);

        Assert.Equal(0, system.Total);
        Assert.All(Enumerable.Range(0, 3), node => Assert.Equal(0, system.ScoreOf(node)));

        system.Begin();
        system.SetSource(1, 5);
        system.Settle(CancellationToken.None);
        Assert.True(system.IsSettled);
        Assert.Equal(5, Enumerable.Range(0, 3).Sum(system.ScoreOf), 1e-4);
    }

    private static string StateOf(LiveSystem system) =>
        $"{system.NodeCount} {system.PresentCount} {system.EdgeCount} {system.Total:R} {system.Factor:R} {system.Unsettled:R} {system.Rounding:R} {string.Join(' ', Enumerable.Range(0, system.NodeCount).Select(node => $"{system.ScoreOf(node):R}/{system.SourceOf(node):R}/{string.Join(',', system.SourcesInto(node).ToArray().Select(from => $"{from}:{system.WeightOf(from, node)}"))}"))}";

    private static (LiveSystem System, float[,] Weights) Start(TestGraph graph, LiveSettings settings)
    {
        float[,] weights = new float[graph.Count, graph.Count];
        foreach (((int from, int to), float weight) in graph.Weights())
        {
            weights[from, to] = weight;
        }

        return (Start(Backward(weights), graph.OwnValues, settings), weights);
    }

    private static (LiveSystem System, CsrGraph Backward) Start((int From, int To)[] edges, double[] source, LiveSettings settings)
    {
        ILookup<int, int> into = edges.ToLookup(edge => edge.To, edge => edge.From);
        int[][] rows = [.. Enumerable.Range(0, source.Length).Select(node => into[node].Order().ToArray())];
        long[] offsets = new long[source.Length + 1];
        for (int node = 0; node < source.Length; node++)
        {
            offsets[node + 1] = offsets[node] + rows[node].Length;
        }

        var backward = new CsrGraph(offsets, [.. rows.SelectMany(row => row)], [.. Enumerable.Repeat(1f, edges.Length)]);
        return (Start(backward, source, settings), backward);
    }

    private static LiveSystem Start(CsrGraph backward, double[] source, LiveSettings settings)
    {
        var view = new GraphView(backward.Transpose(), new(backward), []);
        UnreachedPolicy policy = settings.Unreached == UnreachedPolicy.Uniform ? UnreachedPolicy.Uniform : UnreachedPolicy.Drop;
        PageRankSolution solution = PageRank.Solve(view, source, new(settings.Damping, policy, settings.Tolerance / 10, 1000, 1), null, null, CancellationToken.None);
        bool[] present = new bool[source.Length];
        Array.Fill(present, true);
        return new(backward, present, source, solution.Arrived, policy == UnreachedPolicy.Uniform ? solution.SourceOffset : 0, settings, CancellationToken.None);
    }

    private static CsrGraph Backward(float[,] weights)
    {
        int nodes = weights.GetLength(0);
        long[] offsets = new long[nodes + 1];
        (List<int> sources, List<float> values) = ([], []);
        for (int to = 0; to < nodes; to++)
        {
            for (int from = 0; from < nodes; from++)
            {
                if (weights[from, to] > 0)
                {
                    sources.Add(from);
                    values.Add(weights[from, to]);
                }
            }

            offsets[to + 1] = sources.Count;
        }

        return new(offsets, [.. sources], [.. values]);
    }

    /// <summary>What stops where, by 400 sweeps over a dense matrix; the policies as they are defined, one step at a time.</summary>
    private static double[] PlainScores(float[,] weights, double[] source, UnreachedPolicy policy)
    {
        const double Damping = 0.85;
        int nodes = source.Length;
        double[] received = [.. Enumerable.Range(0, nodes).Select(to => Enumerable.Range(0, nodes).Sum(from => (double)weights[from, to]))];
        double total = source.Sum();
        double[] walking = [.. source];
        double[] stopped = new double[nodes];
        for (int step = 0; step < 400; step++)
        {
            double[] next = new double[nodes];
            for (int v = 0; v < nodes; v++)
            {
                bool stays = received[v] == 0 && policy == UnreachedPolicy.Keep;
                stopped[v] += stays ? walking[v] : (1 - Damping) * walking[v];
                double moves = stays ? 0 : Damping * walking[v];
                for (int u = 0; moves > 0 && u < nodes; u++)
                {
                    next[u] += received[v] > 0 ? moves * weights[u, v] / received[v]
                        : policy == UnreachedPolicy.Prior ? moves * source[u] / total
                        : policy == UnreachedPolicy.Uniform ? moves / nodes
                        : 0;
                }
            }

            walking = next;
        }

        return stopped;
    }
}
