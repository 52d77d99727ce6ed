using InfluenceGraph.Graphs;

namespace InfluenceGraph.Learning;

/// <summary>Successes out of trials by edge, as the methods that only count see them.</summary>
/// <remarks>
/// A. Goyal, F. Bonchi, L. V. S. Lakshmanan, "Learning influence probabilities in social networks", WSDM 2010 (Bernoulli,
/// Jaccard, partial credits); the same, "A data-based approach to social influence maximization", VLDB 2011 (credit that
/// fades exponentially).
/// </remarks>
internal static class Credits
{
    /// <summary>Credit by edge: each follow-up counts one, or its share, and less the later it comes.</summary>
    /// <param name="tries">The log.</param>
    /// <param name="edges">The number of edges.</param>
    /// <param name="isShared">Whether the edges of a group share one credit equally.</param>
    /// <param name="meanDelay">Tells an edge's mean delay in days; <see langword="null"/> where credit does not fade.</param>
    internal static double[] Of(TryTable tries, int edges, bool isShared, Func<int, double>? meanDelay)
    {
        double[] credits = new double[edges];
        for (int group = 0; group < tries.GroupCount; group++)
        {
            (int start, int end) = (tries.GroupOffsets[group], tries.GroupOffsets[group + 1]);
            double share = isShared ? 1.0 / (end - start) : 1;
            for (int r = start; r < end; r++)
            {
                int edge = tries.GroupEdges[r];
                credits[edge] += meanDelay is null ? share : share * Math.Exp(-(double)tries.GroupDelays[r] / TimeSpan.TicksPerDay / meanDelay(edge));
            }
        }

        return credits;
    }

    /// <summary>A_u for each edge <c>u -> v</c>, or A_(u or v) for Jaccard.</summary>
    internal static double[] Trials(TryTable tries, CsrGraph graph, LearningMethod method)
    {
        double[] trials = new double[graph.EdgeCount];
        for (int u = 0; u < graph.NodeCount; u++)
        {
            for (int e = (int)graph.Offsets[u]; e < (int)graph.Offsets[u + 1]; e++)
            {
                trials[e] = tries.SourceActions[u] + (method == LearningMethod.Jaccard ? tries.Actions[graph.Targets[e]] - tries.BothActed[e] : 0);
            }
        }

        return trials;
    }
}
