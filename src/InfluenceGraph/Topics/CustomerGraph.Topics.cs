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

    /// <summary>To whom the value of each topic leads, and how sure that is. The same as asking the view of all customers.</summary>
    /// <param name="topics">The topics.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told how far each phase has come.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>A board for each topic.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, there is no topic, or two have one name.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public OpinionLeaderResult<TKey> OpinionLeaders(
        IEnumerable<Topic> topics,
        Func<OpinionLeaderOptions, OpinionLeaderOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        AsView().OpinionLeaders(topics, configure, progress, cancellationToken);

    /// <summary>To whom the value of each topic leads among all customers and in each community. The same as asking the view of all customers.</summary>
    /// <typeparam name="TGroup">What communities are called: text, numbers.</typeparam>
    /// <param name="topics">The topics.</param>
    /// <param name="communities">Who belongs to which community.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told how far each phase has come.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>For each topic a board of all customers and one of each community.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, there is no topic, or two have one name.</exception>
    /// <exception cref="KeyNotFoundException">A member is not a customer of the graph.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public OpinionLeaderResult<TKey> OpinionLeaders<TGroup>(
        IEnumerable<Topic> topics,
        IEnumerable<KeyValuePair<TKey, TGroup>> communities,
        Func<OpinionLeaderOptions, OpinionLeaderOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TGroup : notnull =>
        AsView().OpinionLeaders(topics, communities, configure, progress, cancellationToken);
}
