namespace InfluenceGraph.Graphs;

/// <summary>
/// The edges of a customer base, both ways round, with permission and strength beside the weights where both vary and
/// the rows of dated edges. Immutable; shared by every view.
/// </summary>
/// <param name="forward">Row <c>u</c>: whom <c>u</c> can reach.</param>
/// <param name="backward">Row <c>v</c>: who can reach <c>v</c>.</param>
/// <param name="facts">Permission and strength of undated edges.</param>
/// <param name="dated">The rows of dated edges.</param>
/// <param name="counts">Where the rows went.</param>
/// <param name="lastContacts">UTC ticks of the last contact by edge of <paramref name="forward"/>, <see cref="NoContact"/> where unknown; empty when all are.</param>
/// <param name="deniedPairs">The pairs that were denied for good and so are no edges, as <see cref="PairOf"/> has them, ascending.</param>
internal sealed class EdgeTable(CsrGraph forward, CsrGraph backward, EdgeFacts facts, DatedEdges dated, EdgeCounts counts, long[] lastContacts, long[] deniedPairs)
{
    /// <summary>The last contact of a pair of whom no row tells one.</summary>
    internal const long NoContact = long.MinValue;

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
        + Dated.Bytes
        + (sizeof(long) * (lastContacts.LongLength + deniedPairs.LongLength));

    /// <summary>The pairs that were denied for good, ascending.</summary>
    internal ReadOnlySpan<long> DeniedPairs => deniedPairs;

    /// <summary>Permission and strength of an edge that is not dated.</summary>
    internal EdgeRow UndatedRowAt(int index) => facts.RowOf(index, Forward.Weights[index]);

    /// <summary>Whether any edge's last contact is known.</summary>
    internal bool HasContacts => lastContacts.Length > 0;

    /// <summary>UTC ticks of an edge's last contact, or <see cref="NoContact"/>.</summary>
    internal long LastContactAt(int index) => HasContacts ? lastContacts[index] : NoContact;

    /// <summary>A pair as one number; pairs by source, then target, ascend.</summary>
    internal static long PairOf(int source, int target) => ((long)source << 32) | (uint)target;

    /// <summary>Whether a pair is denied at a moment: there are rows for it that are in force, and they come to permission 0. O(log pairs).</summary>
    internal bool IsDenied(int source, int target, long moment)
    {
        int index = Forward.IndexOf(source, target);
        return index >= 0 ? Dated.IsDeniedAt(index, moment) : deniedPairs.AsSpan().BinarySearch(PairOf(source, target)) >= 0;
    }

    /// <summary>Permission and strength of an edge as of a moment.</summary>
    internal EdgeRow RowAt(int index, long moment) =>
        Dated.MergedAt(index, moment) ?? facts.RowOf(index, Forward.Weights[index]);
}
