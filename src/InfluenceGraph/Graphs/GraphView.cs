namespace InfluenceGraph.Graphs;

/// <summary>
/// The part of a graph that one question may use: weights as of a moment, and which nodes count. The structure is the
/// table's own; a node or an edge that is left out contributes exact zeros, and so no bit.
/// </summary>
internal sealed class GraphView
{
    private readonly bool[] _included;
    private readonly Lazy<double[]> _weightReceived;
    private readonly Lazy<(long Edges, long MaxDegree)> _counts;

    /// <summary>Creates a view.</summary>
    /// <param name="forward">Row <c>u</c>: whom <c>u</c> can reach.</param>
    /// <param name="backward">Row <c>v</c>: who can reach <c>v</c>.</param>
    /// <param name="included">Which nodes count, or empty for all.</param>
    internal GraphView(CsrGraph forward, Lazy<CsrGraph> backward, bool[] included)
    {
        Forward = forward;
        Backward = backward;
        _included = included;
        IncludedCount = included.Length == 0 ? forward.NodeCount : included.AsSpan().Count(true);
        _weightReceived = new(SumWeightReceived);
        _counts = new(Count);
    }

    internal CsrGraph Forward { get; }

    internal Lazy<CsrGraph> Backward { get; }

    internal int NodeCount => Forward.NodeCount;

    internal int IncludedCount { get; }

    /// <summary>Which nodes count; empty when all do.</summary>
    internal ReadOnlySpan<bool> Included => _included;

    /// <summary>W_v: the weights of all edges into <c>v</c> from included nodes; 0 for a node that nobody can reach or that is left out.</summary>
    internal ReadOnlySpan<double> WeightReceived => _weightReceived.Value;

    internal bool Includes(int node) => _included.Length == 0 || _included[node];

    /// <summary>The same nodes over changed edges.</summary>
    internal GraphView With(Func<CsrGraph, CsrGraph> change)
    {
        CsrGraph forward = change(Forward);
        return new(forward, new(forward.Transpose), _included);
    }

    /// <summary>The number of edges that carry weight between included nodes, and the most of them that meet in one node.</summary>
    internal (long Edges, long MaxDegree) UsedEdges => _counts.Value;

    private (long Edges, long MaxDegree) Count()
    {
        long edges = 0;
        uint[] degrees = new uint[NodeCount];
        for (int u = 0; u < NodeCount; u++)
        {
            ReadOnlySpan<int> targets = Forward.TargetsOf(u);
            ReadOnlySpan<float> weights = Forward.WeightsOf(u);
            for (int e = 0; Includes(u) && e < targets.Length; e++)
            {
                if (weights[e] > 0 && Includes(targets[e]))
                {
                    edges++;
                    degrees[u]++;
                    degrees[targets[e]]++;
                }
            }
        }

        return (edges, degrees.DefaultIfEmpty().Max());
    }

    private double[] SumWeightReceived()
    {
        CsrGraph backward = Backward.Value;
        double[] received = new double[NodeCount];
        for (int v = 0; v < received.Length; v++)
        {
            if (!Includes(v))
            {
                continue;
            }

            ReadOnlySpan<int> sources = backward.TargetsOf(v);
            ReadOnlySpan<float> weights = backward.WeightsOf(v);
            double sum = 0;
            for (int e = 0; e < sources.Length; e++)
            {
                sum += Includes(sources[e]) ? weights[e] : 0;
            }

            received[v] = sum;
        }

        return received;
    }
}
