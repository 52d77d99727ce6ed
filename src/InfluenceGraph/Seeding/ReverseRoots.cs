using System.Runtime.CompilerServices;
using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Seeding;

/// <summary>
/// Where reverse sets start. Most roots have no live edge into them, and their set would be the root alone, which teaches
/// nothing. So a root <c>v</c> is drawn with probability <c>worth_v gamma_v / Gamma</c>, where <c>gamma_v</c> is the chance
/// that some edge into it is live, and its first live edge is drawn given that there is one. The rest is known exactly:
/// <c>sigma(S) = Gamma P(S hits a set) + sum over v in S of worth_v (1 - gamma_v)</c>.
/// </summary>
/// <remarks>H. T. Nguyen, T. P. Nguyen, N. H. Phan, T. N. Dinh, "Importance sketching of influence dynamics in billion-scale networks", ICDM 2017 (SKIS).</remarks>
internal sealed class ReverseRoots
{
    private readonly RootTable? _table;
    private readonly long[] _offsets;
    private readonly float[] _inRunOrder;

    private ReverseRoots(CascadeGraph graph, float[] inRunOrder, double[] worth, double[] chance, int[] nodes, double[] weights, double total)
    {
        _offsets = graph.Backward.Offsets;
        _inRunOrder = inRunOrder;
        bool isCascade = graph.Process == CascadeProcess.IndependentCascade;
        Rows = isCascade ? LiveRows.Of(_offsets, graph.BackwardJumps, inRunOrder) : null;
        Thresholds = isCascade ? null : new(graph.Backward);
        Chance = chance;
        Worth = worth;
        Total = total;
        Certain = new double[worth.Length];
        for (int node = 0; node < worth.Length; node++)
        {
            Certain[node] = worth[node] * (1 - chance[node]);
        }

        _table = nodes.Length == 0 ? null : new(nodes, weights);
    }

    internal double[] Worth { get; }

    /// <summary>The rows of the independent cascade, for all samplers.</summary>
    internal LiveRows? Rows { get; }

    /// <summary>The rows of the linear threshold, for all samplers.</summary>
    internal ThresholdPicks? Thresholds { get; }

    /// <summary>gamma: the chance that some edge into a node is live.</summary>
    internal double[] Chance { get; }

    /// <summary>What a seed counts that no set shows: <c>worth (1 - gamma)</c>.</summary>
    internal double[] Certain { get; }

    /// <summary>Gamma: what one set in every set counts; 0 where no word can reach anybody who counts.</summary>
    internal double Total { get; }

    /// <summary>O(edges).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static ReverseRoots Of(CascadeGraph graph, double[] worth)
    {
        bool isCascade = graph.Process == CascadeProcess.IndependentCascade;
        float[] inRunOrder = isCascade ? InRunOrder(graph) : [];
        double[] chance = new double[graph.NodeCount];
        var nodes = new List<int>();
        var weights = new List<double>();
        double total = 0;
        for (int node = 0; node < chance.Length; node++)
        {
            chance[node] = graph.MaxHops == 0 ? 0 : isCascade ? ChanceOfAny(inRunOrder, graph.Backward.Offsets, node) : Math.Min(1, SumOf(graph.Backward.WeightsOf(node)));
            double weight = worth[node] * chance[node];
            if (weight > 0)
            {
                nodes.Add(node);
                weights.Add(weight);
                total += weight;
            }
        }

        return new(graph, inRunOrder, worth, chance, [.. nodes], [.. weights], total);
    }

    internal int Draw(ref CounterRandom random) => _table!.Draw(ref random);

    /// <summary>The first live edge into a node in the order of the jump rows, given that there is one.</summary>
    /// <param name="node">The node.</param>
    /// <param name="unit">Uniform in 0 to 1.</param>
    internal int FirstLive(int node, double unit)
    {
        double place = unit * Chance[node];
        (int edge, int last) = ((int)_offsets[node], (int)_offsets[node + 1] - 1);
        for (double any = 0; edge < last; edge++)
        {
            any += (1 - any) * _inRunOrder[edge];
            if (place < any)
            {
                break;
            }
        }

        return edge;
    }

    private static double ChanceOfAny(float[] inRunOrder, long[] offsets, int node)
    {
        int degree = (int)(offsets[node + 1] - offsets[node]);
        ReadOnlySpan<float> row = inRunOrder.AsSpan((int)offsets[node], degree);

        // Runs stand by falling probability, so that the ends of a row tell whether it has only one.
        if (degree == 0 || row[0] == row[^1])
        {
            return degree == 0 ? 0 : LiveRows.ChanceOfAny(row[0], degree);
        }

        double any = 0;
        foreach (float probability in row)
        {
            any += (1 - any) * probability;
        }

        return any;
    }

    private static float[] InRunOrder(CascadeGraph graph)
    {
        int[] edges = graph.BackwardJumps.Edges;
        float[] weights = graph.Backward.Weights;
        return edges.Length == 0 ? weights : Array.ConvertAll(edges, edge => weights[edge]);
    }

    private static double SumOf(ReadOnlySpan<float> weights)
    {
        double sum = 0;
        foreach (float weight in weights)
        {
            sum += weight;
        }

        return sum;
    }
}
