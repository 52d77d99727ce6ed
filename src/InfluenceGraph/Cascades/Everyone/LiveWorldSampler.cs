using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>Draws the live edges of world after world: a world's edges depend on the seed and on its number only.</summary>
internal abstract class LiveWorldSampler
{
    private protected LiveWorldSampler(SpreaderOrder order) => Order = order;

    internal SpreaderOrder Order { get; }

    /// <summary>Prepares a graph's sampler.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="cancellationToken">Stops between the steps of it, each of which is about a pass over the edges.</param>
    internal static LiveWorldSampler Of(CascadeGraph graph, CancellationToken cancellationToken = default) =>
        graph.Process == CascadeProcess.IndependentCascade ? new EdgeByEdge(graph, cancellationToken) : new OneEdgeInto(graph);

    /// <summary>Draws a world.</summary>
    /// <param name="seed">The caller's seed.</param>
    /// <param name="world">Its number.</param>
    /// <param name="live">Takes the live edges.</param>
    internal abstract void Draw(ulong seed, int world, LiveWorld live);

    /// <summary>Independent cascade: each edge is live or not.</summary>
    private sealed class EdgeByEdge : LiveWorldSampler
    {
        private readonly JumpList _edges;

        internal EdgeByEdge(CascadeGraph graph, CancellationToken cancellationToken)
            : base(SpreaderOrder.Of(graph))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var edges = new (int Source, int Target)[graph.EdgeCount];
            float[] probabilities = new float[graph.EdgeCount];
            int next = 0;
            for (int rank = 0; rank < Order.SpreaderCount; rank++)
            {
                ReadOnlySpan<int> targets = graph.Forward.TargetsOf(Order.Nodes[rank]);
                graph.Forward.WeightsOf(Order.Nodes[rank]).CopyTo(probabilities.AsSpan(next));
                foreach (int target in targets)
                {
                    edges[next++] = (rank, Order.Ranks[target]);
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            _edges = JumpList.Of(edges, probabilities);
        }

        internal override void Draw(ulong seed, int world, LiveWorld live)
        {
            var random = new CounterRandom(seed, (ulong)world);
            int count = _edges.Sample(ref random, ref live.Buffer);
            live.Arrange(count, _edges.IsInOrder);
        }
    }

    /// <summary>Linear threshold: of the edges into a node, one is live or none.</summary>
    private sealed class OneEdgeInto(CascadeGraph graph) : LiveWorldSampler(SpreaderOrder.Of(graph))
    {
        private readonly CsrGraph _backward = graph.Backward;
        private readonly EdgeInto _edges = new(graph.Backward);

        internal override void Draw(ulong seed, int world, LiveWorld live)
        {
            if (live.Buffer.Length == 0)
            {
                live.Buffer = new (int Source, int Target)[_backward.NodeCount];
            }

            var random = new CounterRandom(seed, (ulong)world);
            int count = 0;
            for (int v = 0; v < _backward.NodeCount; v++)
            {
                int taken = _backward.Offsets[v] < _backward.Offsets[v + 1] ? _edges.Taken(v, random.NextUnit()) : -1;
                if (taken >= 0)
                {
                    live.Buffer[count++] = (Order.Ranks[_backward.Targets[taken]], Order.Ranks[v]);
                }
            }

            live.Arrange(count, isBySource: false);
        }
    }
}
