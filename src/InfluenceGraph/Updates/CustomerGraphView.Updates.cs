using InfluenceGraph.Graphs;
using InfluenceGraph.Updates;

namespace InfluenceGraph;

/// <content>Keeping social value up to date.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Social value that follows changes: it is computed once, and each batch of changes refreshes it in a time that depends on the batch and not on the size of the graph.</summary>
    /// <remarks>
    /// By pushing residuals (Andersen, Chung and Lang 2006; Ohsaka, Maehara and Kawarabayashi 2015). Ties are taken as they are in force at the
    /// view's moment. Shares the graph's storage, unless the view leaves customers or ties out: then the ties are copied, 8 bytes each.
    /// </remarks>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Tolerance = 1e-5 }</c>.</param>
    /// <param name="progress">Told after each sweep of the first computation.</param>
    /// <param name="cancellationToken">Stops the first computation.</param>
    /// <returns>The live social value; it starts with the view's own customers and ties as version 0.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public LiveSocialValue<TKey> KeepSocialValue(
        Func<LiveSocialValueOptions, LiveSocialValueOptions>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        LiveSocialValueOptions options = CustomerGraph.Configured(new LiveSocialValueOptions(), configure);
        options.Validate();
        return new(this, options, progress, cancellationToken);
    }

    /// <summary>How much memory <see cref="KeepSocialValue"/> takes beside the graph, its first computation included.</summary>
    /// <returns>Bytes, an upper bound. Each batch keeps, until it is published, at most 80 bytes for each customer it touches; each changed tie stays with about 250 bytes, and the ties into the same customer with 10 bytes each.</returns>
    public long EstimateLiveSocialValueMemory()
    {
        long nodes = Nodes.NodeCount;
        long copied = UsesAllEdges ? 0 : (8L * Nodes.UsedEdges.Edges) + (8 * nodes);
        long transposed = _edges.Dated.IsEmpty && Changes.IsEmpty ? 0 : (8L * Nodes.Forward.EdgeCount) + (16 * nodes);
        return (nodes * LiveSystem.BytesPerNode) + ScoreTree.Bytes(nodes) + copied + transposed + (nodes * 72) + 65_536;
    }

    /// <summary>Whether every edge that is stored carries weight between customers who may be used.</summary>
    internal bool UsesAllEdges => Nodes.UsedEdges.Edges == Nodes.Forward.EdgeCount;

    /// <summary>Who can reach each customer, without customers and ties that may not be used.</summary>
    internal CsrGraph UsedBackward()
    {
        CsrGraph backward = Nodes.Backward.Value;
        if (UsesAllEdges)
        {
            return backward;
        }

        long used = Nodes.UsedEdges.Edges;
        (long[] offsets, int[] sources, float[] weights) = (new long[backward.NodeCount + 1], new int[used], new float[used]);
        int edge = 0;
        for (int node = 0; node < backward.NodeCount; node++)
        {
            ReadOnlySpan<int> rowSources = backward.TargetsOf(node);
            ReadOnlySpan<float> rowWeights = backward.WeightsOf(node);
            for (int e = 0; Nodes.Includes(node) && e < rowSources.Length; e++)
            {
                if (rowWeights[e] > 0 && Nodes.Includes(rowSources[e]))
                {
                    (sources[edge], weights[edge]) = (rowSources[e], rowWeights[e]);
                    edge++;
                }
            }

            offsets[node + 1] = edge;
        }

        return new(offsets, sources, weights);
    }

    /// <summary>Whether decisions recorded since the view was made are at odds with who is used.</summary>
    internal bool IsAtOdds(Func<TKey, bool?> isUsed) => _consent.IsAtOdds(isUsed, _asOf ?? default);

    /// <summary>Why a customer who joins may not be used; <see langword="null"/> where they may.</summary>
    internal (string? Problem, DateTimeOffset? NextChange) DecideOn(TKey customer)
    {
        (string? reason, DateTimeOffset? nextChange) = _consent.Decide(customer, _asOf ?? default);
        return (reason is null ? null : $"one of those {reason} ({_consent.Text})", nextChange);
    }

    /// <summary>A builder for a graph that goes on where this view stands.</summary>
    internal CustomerGraphBuilder<TKey> NewBuilder() => new(
        new CustomerGraphOptions { OnSelfTie = SelfTieRule.Keep, AsOf = _asOf, ConsentPolicy = _consent.Policy },
        _consent.LedgerToKeep);

    /// <summary>The pairs whose grantor denied the tie, for good or at the view's moment, by nodes.</summary>
    internal IEnumerable<(int From, int To)> DeniedPairs()
    {
        foreach (long pair in _edges.DeniedPairs.ToArray())
        {
            yield return ((int)(pair >> 32), (int)pair);
        }

        for (int from = 0; !_edges.Dated.IsEmpty && from < Nodes.NodeCount; from++)
        {
            for (int e = 0; e < Nodes.Forward.DegreeOf(from); e++)
            {
                int to = Nodes.Forward.TargetsOf(from)[e];
                if (Nodes.Forward.WeightsOf(from)[e] == 0 && IsDenied(from, to))
                {
                    yield return (from, to);
                }
            }
        }
    }
}
