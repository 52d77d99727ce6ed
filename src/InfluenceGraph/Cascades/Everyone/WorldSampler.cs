using InfluenceGraph.Graphs;
using InfluenceGraph.Kernels;

namespace InfluenceGraph.Cascades.Everyone;

/// <summary>Draws the live edges of world after world: a world's edges depend on the seed and on its number only.</summary>
internal abstract class WorldSampler
{
    private protected WorldSampler(SpreaderOrder order) => Order = order;

    internal SpreaderOrder Order { get; }

    internal static WorldSampler Of(CascadeGraph graph) =>
        graph.Process == CascadeProcess.IndependentCascade ? new EdgeByEdge(graph) : new OneEdgeInto(graph);

    /// <summary>Draws a world.</summary>
    /// <param name="seed">The caller's seed.</param>
    /// <param name="world">Its number.</param>
    /// <param name="live">Takes the live edges.</param>
    internal abstract void Draw(ulong seed, int world, LiveWorld live);

    /// <summary>Independent cascade: each edge is live or not.</summary>
    private sealed class EdgeByEdge : WorldSampler
    {
        private readonly JumpList _edges;

        internal EdgeByEdge(CascadeGraph graph)
            : base(SpreaderOrder.Of(graph))
        {
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

            _edges = JumpList.Of(edges, probabilities);
        }

        internal override void Draw(ulong seed, int world, LiveWorld live)
        {
            var random = new CounterRandom(seed, (ulong)world);
            int count = _edges.Sample(ref random, ref live.Buffer);
            live.Arrange(count, _edges.IsInOrder);
        }
    }

    /// <summary>Linear threshold by its live-edge equivalence: each node takes one of the edges into it, or none.</summary>
    private sealed class OneEdgeInto : WorldSampler
    {
        private readonly CsrGraph _backward;
        private readonly double[] _upTo;

        internal OneEdgeInto(CascadeGraph graph)
            : base(SpreaderOrder.Of(graph))
        {
            _backward = graph.Backward;
            _upTo = new double[graph.EdgeCount];
            for (int v = 0; v < graph.NodeCount; v++)
            {
                double sum = 0;
                for (int e = (int)_backward.Offsets[v]; e < (int)_backward.Offsets[v + 1]; e++)
                {
                    _upTo[e] = sum += _backward.Weights[e];
                }
            }
        }

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
                (int start, int end) = ((int)_backward.Offsets[v], (int)_backward.Offsets[v + 1]);
                if (start == end)
                {
                    continue;
                }

                // The first edge whose running sum exceeds the draw; a guess in proportion is right where all weigh the same.
                double draw = random.NextUnit();
                double sum = _upTo[end - 1];
                if (draw >= sum)
                {
                    continue;
                }

                int chosen = Math.Min(end - 1, start + (int)(draw / sum * (end - start)));
                if (_upTo[chosen] <= draw || (chosen > start && _upTo[chosen - 1] > draw))
                {
                    chosen = FirstAbove(_upTo.AsSpan(start..end), draw) + start;
                }

                live.Buffer[count++] = (Order.Ranks[_backward.Targets[chosen]], Order.Ranks[v]);
            }

            live.Arrange(count, isBySource: false);
        }

        private static int FirstAbove(ReadOnlySpan<double> rising, double value)
        {
            (int low, int high) = (0, rising.Length - 1);
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = rising[middle] > value ? (low, middle) : (middle + 1, high);
            }

            return low;
        }
    }
}
