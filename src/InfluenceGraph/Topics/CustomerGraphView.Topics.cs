using InfluenceGraph.Topics;

namespace InfluenceGraph;

/// <content>Topics.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>What each customer is worth to others on each of several topics: own value of people who are about a topic, that takes a walk along the ties and stops with whom it stops.</summary>
    /// <remarks>
    /// <para>A customer starts on a topic with own value times the share that the topic's tags have in the weight of all
    /// their tags; from there on it is <see cref="SocialValue"/>, and each topic has the numbers that it gives for that
    /// prior. Topics may share tags. The values of a topic add up to what starts on it.</para>
    /// <para>Topic-sensitive PageRank (T. H. Haveliwala, WWW 2002; with tags as interests, TwitterRank: J. Weng, E. Lim, J.
    /// Jiang, Q. He, WSDM 2010). All topics are computed side by side, up to 64 in one pass: O(ties x topics) per sweep, each tie read
    /// once. Memory: 24 bytes a customer and topic of a pass, 8 for the result.</para>
    /// </remarks>
    /// <param name="topics">The topics. One that no customer of the view is about is no error: see <see cref="TopicValue{TKey}.SourceCount"/>.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Damping = 0.5 }</c>.</param>
    /// <param name="progress">Told after each sweep over the ties, on any of the working threads; the residual is the largest of the topics at work.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The values by topic.</returns>
    /// <exception cref="ArgumentException">An option is out of range, there is no topic, or two have one name.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public TopicValueResult<TKey> SocialValueByTopic(
        IEnumerable<Topic> topics,
        Func<TopicValueOptions, TopicValueOptions>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Topic[] list = TopicReceipts.Checked(topics);
        TopicValueOptions options = CustomerGraph.Configured(new TopicValueOptions(), configure);
        options.Validate();
        var pass = new TopicPass<TKey>(this, list, options);
        return new(pass, pass.Run(progress, cancellationToken));
    }

    /// <summary>What each customer is worth to others on each of several tags, as <see cref="SocialValueByTopic(IEnumerable{Topic}, Func{TopicValueOptions, TopicValueOptions}?, IProgress{IterationProgress}?, CancellationToken)"/> says.</summary>
    /// <param name="tags">The tags, each a topic of its own.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told after each sweep over the ties.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The values by topic.</returns>
    /// <exception cref="ArgumentException">An option is out of range, there is no tag, or one is blank or named twice.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public TopicValueResult<TKey> SocialValueByTopic(
        IEnumerable<string> tags,
        Func<TopicValueOptions, TopicValueOptions>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return SocialValueByTopic(tags.Select(Topic.Of), configure, progress, cancellationToken);
    }
}
