using InfluenceGraph.Segments;

namespace InfluenceGraph;

/// <content>Segments.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Which of the customers that may be used are in a segment, and how many more are suppressed.</summary>
    /// <remarks>Conditions become sets of one bit a customer, joined word by word. O(customers x conditions).</remarks>
    /// <param name="segment">What is asked.</param>
    /// <param name="configure">Gives the scores, groupings and lists that the segment names, as in <c>o => o with { Scores = new Dictionary&lt;...&gt; { ["social value"] = value } }</c>.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The members.</returns>
    /// <exception cref="ArgumentException">The segment names a score, grouping or list that was not given.</exception>
    /// <exception cref="InvalidOperationException">The segment asks for consents or dated tags, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SegmentResult<TKey> Segment(
        Segment segment,
        Func<SegmentOptions<TKey>, SegmentOptions<TKey>>? configure = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segment);
        SegmentOptions<TKey> options = CustomerGraph.Configured(new SegmentOptions<TKey>(), configure);
        options.Validate();
        var ground = new SegmentGround<TKey>(this, options, cancellationToken);
        Truth truth = segment.Evaluate(ground);
        cancellationToken.ThrowIfCancellationRequested();
        return new(this, segment, truth, ground);
    }

    /// <summary>Reads a segment's text and finds its members.</summary>
    /// <param name="text">The text, such as <c>tag running and consents to contact by email</c>; docs/segments.md has the grammar.</param>
    /// <param name="configure">Gives the scores, groupings and lists that the segment names.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The members.</returns>
    /// <exception cref="SegmentSyntaxException">The text is not a segment; says where and what was expected there.</exception>
    /// <exception cref="ArgumentException">The segment names a score, grouping or list that was not given.</exception>
    /// <exception cref="InvalidOperationException">The segment asks for consents or dated tags, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SegmentResult<TKey> Segment(
        string text,
        Func<SegmentOptions<TKey>, SegmentOptions<TKey>>? configure = null,
        CancellationToken cancellationToken = default) =>
        Segment(InfluenceGraph.Segment.Parse(text), configure, cancellationToken);

    /// <summary>How customers stand to another purpose than the view's own, at the view's moment.</summary>
    internal AppliedConsent<TKey> ConsentTo(Purpose purpose, Channel channel) => _asOf is DateTimeOffset moment
        ? _consent.For(purpose, channel, moment, Data.Keys)
        : throw new InvalidOperationException(
            $"Consents hold from a moment to a moment; expected a moment to ask whether customers consent to {purpose}. Ask graph.For(purpose, moment), or build with {nameof(CustomerGraphOptions)}.{nameof(CustomerGraphOptions.AsOf)}.");

    /// <summary>Why nodes are left out, counted.</summary>
    internal IEnumerable<LeftOut> ReasonsOf(IEnumerable<int> nodes) => _consent.Reasons(nodes);
}
