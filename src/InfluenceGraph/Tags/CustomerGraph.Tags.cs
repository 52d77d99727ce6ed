namespace InfluenceGraph;

/// <content>Tags.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>Which customers are about the same as a customer. The same as asking the view of all customers.</summary>
    /// <param name="customer">The key.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The most similar customers.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="KeyNotFoundException">The customer is unknown.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public SimilarCustomers<TKey> SimilarByTags(
        TKey customer,
        int count,
        Func<TagSimilarityOptions, TagSimilarityOptions>? configure = null,
        CancellationToken cancellationToken = default) =>
        AsView().SimilarByTags(customer, count, configure, cancellationToken);

    /// <summary>Who belongs together though they may never have met. The same as asking the view of all customers.</summary>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told how far each phase has come.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The groups, and who is in none.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public SharedInterestResult<TKey> SharedInterests(
        Func<SharedInterestOptions, SharedInterestOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        AsView().SharedInterests(configure, progress, cancellationToken);

    /// <summary>What customers may be about by what the people whom they are tied to declared. The same as asking the view of all customers.</summary>
    /// <param name="configure">Changes the default options.</param>
    /// <returns>The suggestions.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public TagInferenceResult<TKey> InferTags(Func<TagInferenceOptions, TagInferenceOptions>? configure = null) => AsView().InferTags(configure);
}
