namespace InfluenceGraph;

/// <content>Topics.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>What each customer is worth to others on each of several topics. The same as asking the view of all customers.</summary>
    /// <param name="topics">The topics.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told after each sweep over the ties.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The values by topic.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, there is no topic, or two have one name.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public TopicValueResult<TKey> SocialValueByTopic(
        IEnumerable<Topic> topics,
        Func<TopicValueOptions, TopicValueOptions>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        AsView().SocialValueByTopic(topics, configure, progress, cancellationToken);

    /// <summary>What each customer is worth to others on each of several tags. The same as asking the view of all customers.</summary>
    /// <param name="tags">The tags, each a topic of its own.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told after each sweep over the ties.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The values by topic.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, there is no tag, or one is blank or named twice.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public TopicValueResult<TKey> SocialValueByTopic(
        IEnumerable<string> tags,
        Func<TopicValueOptions, TopicValueOptions>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        AsView().SocialValueByTopic(tags, configure, progress, cancellationToken);
}
