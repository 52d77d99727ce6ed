namespace InfluenceGraph.Graphs;

/// <summary>
/// The edges of a customer base, both ways round, with permission and strength beside the weights where both vary and
/// the rows of dated edges. Immutable; shared by every view.
/// </summary>
internal sealed class EdgeTable(CsrGraph forward, CsrGraph backward, EdgeFacts facts, DatedEdges dated, EdgeCounts counts)
{
    /// <summary>Row <c>u</c>: whom <c>u</c> can reach. A dated edge weighs 0 here; its weight is a view's business.</summary>
    internal CsrGraph Forward { get; } = forward;

    /// <summary>Row <c>v</c>: who can reach <c>v</c>.</summary>
    internal CsrGraph Backward { get; } = backward;

    internal DatedEdges Dated { get; } = dated;

    internal EdgeCounts Counts { get; } = counts;

    internal long Bytes =>
        (2L * sizeof(long) * Forward.Offsets.Length)
        + (2L * (sizeof(int) + sizeof(float)) * Forward.EdgeCount)
        + facts.Bytes
        + Dated.Bytes;

    /// <summary>Permission and strength of an edge as of a moment.</summary>
    internal EdgeRow RowAt(int index, long moment) =>
        Dated.MergedAt(index, moment) ?? facts.RowOf(index, Forward.Weights[index]);
}
