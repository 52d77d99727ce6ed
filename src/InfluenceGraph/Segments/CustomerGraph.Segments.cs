namespace InfluenceGraph;

/// <content>Segments.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>Which customers are in a segment. The same as asking the view of all customers.</summary>
    /// <param name="segment">What is asked.</param>
    /// <param name="configure">Gives the scores, groupings and lists that the segment names.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The members.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something dated is asked for and there is no moment.</exception>
    /// <exception cref="ArgumentException">The segment names a score, grouping or list that was not given.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SegmentResult<TKey> Segment(
        Segment segment,
        Func<SegmentOptions<TKey>, SegmentOptions<TKey>>? configure = null,
        CancellationToken cancellationToken = default) =>
        AsView().Segment(segment, configure, cancellationToken);

    /// <summary>Reads a segment's text and finds its members. The same as asking the view of all customers.</summary>
    /// <param name="text">The text; docs/segments.md has the grammar.</param>
    /// <param name="configure">Gives the scores, groupings and lists that the segment names.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The members.</returns>
    /// <exception cref="SegmentSyntaxException">The text is not a segment; says where and what was expected there.</exception>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something dated is asked for and there is no moment.</exception>
    /// <exception cref="ArgumentException">The segment names a score, grouping or list that was not given.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SegmentResult<TKey> Segment(
        string text,
        Func<SegmentOptions<TKey>, SegmentOptions<TKey>>? configure = null,
        CancellationToken cancellationToken = default) =>
        AsView().Segment(text, configure, cancellationToken);
}
