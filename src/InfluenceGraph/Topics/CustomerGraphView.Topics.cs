using InfluenceGraph.Topics;

namespace InfluenceGraph;

/// <content>Topics.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>What each customer is worth to others on each of several topics: own value of people who are about a topic, that takes a walk along the ties and stops with whom it stops.</summary>
    /// <remarks>
    /// <para>A customer starts on a topic with own value times the share that the topic's tags have in the weight of all
    /// their tags; from there on it is <see cref="SocialValue"/>, and each topic has the values that it gives for that
    /// prior, within the error bounds of both. Topics may share tags. The values of a topic add up to what starts on it.</para>
    /// <para>Topic-sensitive PageRank (T. H. Haveliwala, WWW 2002; with tags as interests, TwitterRank: J. Weng, E. Lim, J.
    /// Jiang, Q. He, WSDM 2010). Sixteen topics at a time go side by side over the ties as lanes: O(ties x topics / 16) reads of
    /// a line of memory per sweep. Most sweeps are in single precision; sweeps in double precision between them find what is really left and
    /// certify <see cref="TopicValue{TKey}.Residual"/> (iterative refinement: N. J. Higham, "Accuracy and stability of numerical
    /// algorithms", 2002). The bits of a topic depend neither on the topics beside it nor on threads. Memory: see
    /// <see cref="EstimateSocialValueByTopicMemory(IEnumerable{Topic}, Func{TopicValueOptions, TopicValueOptions}?)"/>.</para>
    /// </remarks>
    /// <param name="topics">The topics. One that no customer of the view is about is no error: see <see cref="TopicValue{TKey}.SourceCount"/>.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Damping = 0.5 }</c>.</param>
    /// <param name="progress">Told after each sweep over the ties, on any of the working threads; sweeps are counted anew for each sixteen topics, and the residual is the largest of those at work: measured in single precision, and certified by the last sweep.</param>
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

    /// <summary>How much memory <see cref="SocialValueByTopic(IEnumerable{Topic}, Func{TopicValueOptions, TopicValueOptions}?, IProgress{IterationProgress}?, CancellationToken)"/> will take at most on top of the graph, told before it runs. O(tags of the topics).</summary>
    /// <remarks>With n customers, m ties, t topics and s times that a customer has a tag of a topic: 460 n + 8 n t + 20 m + 80 s bytes, of which 12 n + 8 n t + 12 s last as long as the result.</remarks>
    /// <param name="topics">The topics.</param>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">An option is out of range, there is no topic, or two have one name.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    public long EstimateSocialValueByTopicMemory(IEnumerable<Topic> topics, Func<TopicValueOptions, TopicValueOptions>? configure = null)
    {
        Topic[] list = TopicReceipts.Checked(topics);
        CustomerGraph.Configured(new TopicValueOptions(), configure).Validate();
        return TopicMemory.Of(Tags, Used.Count, Nodes.UsedEdges.Edges, list);
    }

    /// <summary>As <see cref="EstimateSocialValueByTopicMemory(IEnumerable{Topic}, Func{TopicValueOptions, TopicValueOptions}?)"/> says, each tag a topic of its own.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">An option is out of range, there is no tag, or one is blank or named twice.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    public long EstimateSocialValueByTopicMemory(IEnumerable<string> tags, Func<TopicValueOptions, TopicValueOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return EstimateSocialValueByTopicMemory(tags.Select(Topic.Of), configure);
    }
}
