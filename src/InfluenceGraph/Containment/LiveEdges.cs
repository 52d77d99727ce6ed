using InfluenceGraph.Cascades;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Containment;

/// <summary>
/// The live edges of any world, drawn on demand: which edges of a node are live in a world depends on seed, world and node
/// alone, so that worlds are the same whoever starts, whatever is blocked and whichever thread asks. Immutable.
/// </summary>
/// <remarks>
/// Independent cascade: each edge is live by itself; the live ones are jumped to. Linear threshold: each node hears over at
/// most one of its edges (the live-edge equivalence of D. Kempe, J. Kleinberg, É. Tardos, KDD 2003): edges into a node own
/// pieces of [0, 1], and the node draws one number.
/// </remarks>
internal sealed class LiveEdges
{
    private const ulong WorldStream = 0x776F726C64;
    private const ulong DelayStream = 0x64656C6179;

    private readonly ulong _seed;
    private readonly double[] _pieces;

    internal LiveEdges(CascadeGraph graph, int seed)
    {
        Graph = graph;
        _seed = CounterRandom.Hash((ulong)seed, WorldStream);
        _pieces = graph.Process == CascadeProcess.LinearThreshold ? PiecesOf(graph) : [];
        IsTimed = graph.Delays is not null;
    }

    internal CascadeGraph Graph { get; }

    /// <summary>Whether edges have delays.</summary>
    internal bool IsTimed { get; }

    /// <summary>The key of a world.</summary>
    internal ulong WorldOf(long world) => CounterRandom.Hash(_seed, (ulong)world);

    /// <summary>Whom a node passes the word on to in a world. Expected O(live edges + runs); O(degree) under the linear threshold.</summary>
    internal void Draw(ulong world, int node, LiveRow row)
    {
        row.Count = 0;
        if (Graph.Process == CascadeProcess.LinearThreshold)
        {
            DrawThreshold(world, node, row);
        }
        else
        {
            DrawCascade(world, node, row);
        }
    }

    /// <summary>The days that a live edge takes in a world, by its position in the forward rows.</summary>
    internal double DelayOf(ulong world, int edge)
    {
        if (Graph.Delays is not float[] delays)
        {
            return 0;
        }

        return Graph.IsDelayExponential
            ? delays[edge] * new CounterRandom(world ^ DelayStream, (ulong)edge).NextExponential()
            : delays[edge];
    }

    /// <summary>Under the linear threshold: the one edge over which a node hears in a world, as a position in its backward row; -1 for none.</summary>
    internal int ChosenBy(ulong world, int node)
    {
        double number = NumberOf(world, node);
        double end = 0;
        ReadOnlySpan<float> weights = Graph.Backward.WeightsOf(node);
        for (int e = 0; e < weights.Length; e++)
        {
            double start = end;
            end += weights[e];
            if (number >= start && number < end)
            {
                return e;
            }
        }

        return -1;
    }

    private static double NumberOf(ulong world, int node) => new CounterRandom(world, (ulong)node).NextUnit();

    private static double[] PiecesOf(CascadeGraph graph)
    {
        double[] pieces = new double[graph.EdgeCount];
        double[] ends = new double[graph.NodeCount];
        for (int e = 0; e < pieces.Length; e++)
        {
            ref double end = ref ends[graph.Forward.Targets[e]];
            pieces[e] = end;
            end += graph.Forward.Weights[e];
        }

        return pieces;
    }

    private void DrawThreshold(ulong world, int node, LiveRow row)
    {
        int end = (int)Graph.Forward.Offsets[node + 1];
        for (int e = (int)Graph.Forward.Offsets[node]; e < end; e++)
        {
            int target = Graph.Forward.Targets[e];
            double number = NumberOf(world, target);
            if (number >= _pieces[e] && number < _pieces[e] + Graph.Forward.Weights[e])
            {
                row.Add(target, e);
            }
        }
    }

    private void DrawCascade(ulong world, int node, LiveRow row)
    {
        JumpRows jumps = Graph.ForwardJumps;
        int position = (int)Graph.Forward.Offsets[node];
        int lastRun = jumps.RowRuns[node + 1];
        if (jumps.RowRuns[node] == lastRun)
        {
            return;
        }

        var random = new CounterRandom(world, (ulong)node);
        for (int run = jumps.RowRuns[node]; run < lastRun; run++)
        {
            (int end, double scale) = jumps.Runs[run];
            Jump(jumps, ref random, position, end, scale, row);
            position = end;
        }
    }

    /// <summary>Jumps through a run of edges from one live edge to the next.</summary>
    internal static void Jump(JumpRows jumps, ref CounterRandom random, int position, int end, double scale, LiveRow row)
    {
        while (position < end)
        {
            // No jumps where the largest probability is 1.
            double skip = scale == 0 ? 0 : random.NextExponential() * scale;
            if (skip >= end - position)
            {
                return;
            }

            position += (int)skip;
            if (jumps.Acceptance.Length == 0 || jumps.Acceptance[position] == 1 || random.NextUnit() < jumps.Acceptance[position])
            {
                row.Add(jumps.Targets[position], jumps.Edges.Length == 0 ? position : jumps.Edges[position]);
            }

            position++;
        }
    }
}

/// <summary>The live edges of one node: a buffer that is used again and again.</summary>
internal sealed class LiveRow
{
    private int[] _targets = new int[16];
    private int[] _edges = new int[16];

    internal int Count { get; set; }

    internal ReadOnlySpan<int> Targets => _targets.AsSpan(0, Count);

    /// <summary>Where each edge stands in the forward rows.</summary>
    internal ReadOnlySpan<int> Edges => _edges.AsSpan(0, Count);

    internal void Add(int target, int edge)
    {
        if (Count == _targets.Length)
        {
            Array.Resize(ref _targets, 2 * Count);
            Array.Resize(ref _edges, 2 * Count);
        }

        _targets[Count] = target;
        _edges[Count++] = edge;
    }
}
