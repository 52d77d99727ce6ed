using InfluenceGraph.Cascades;

namespace InfluenceGraph;

/// <summary>What a customer who is reached counts: one, their own value, or whatever the caller says. Choose one of the members.</summary>
public abstract record ReachMeasure
{
    private protected ReachMeasure()
    {
    }

    /// <summary>Each customer counts one.</summary>
    public static ReachMeasure Customers { get; } = new CustomerCount();

    /// <summary>Each customer counts their own value: reach in money.</summary>
    public static ReachMeasure OwnValue { get; } = new OwnValueSum();

    /// <summary>Only the customers of a target segment count, one each; the word travels through the others all the same.</summary>
    /// <typeparam name="TKey">The graph's kind of key.</typeparam>
    /// <param name="customers">The segment. Customers who may not be used do not count, and a note on the receipt says how many.</param>
    /// <returns>The measure.</returns>
    public static ReachMeasure Only<TKey>(IEnumerable<TKey> customers)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(customers);
        return new SegmentCount<TKey>([.. customers]);
    }

    /// <summary>Each customer counts the share that a tag has in the weight of all their tags: reach among those who are about it.</summary>
    /// <param name="tag">The tag, for example <c>running</c>; compared as tags are.</param>
    /// <returns>The measure. Where no customer has the tag, everybody counts 0.</returns>
    /// <exception cref="ArgumentException">The tag is blank.</exception>
    public static ReachMeasure Tag(string tag) => OnTopic(Topic.Of(tag));

    /// <summary>Each customer counts the share that a topic's tags have in the weight of all their tags, as in <see cref="CustomerGraphView{TKey}.SocialValueByTopic(IEnumerable{Topic}, Func{TopicValueOptions, TopicValueOptions}?, IProgress{IterationProgress}?, CancellationToken)"/>.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>The measure.</returns>
    public static ReachMeasure OnTopic(Topic topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return new TopicShareSum(topic);
    }

    /// <summary>Each customer counts what the caller computes.</summary>
    /// <typeparam name="TKey">The graph's kind of key.</typeparam>
    /// <param name="worth">Tells what a customer counts, 0 to 1e100; the same whenever it is asked.</param>
    /// <returns>The measure.</returns>
    public static ReachMeasure Of<TKey>(Func<Customer<TKey>, double> worth)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(worth);
        return new FunctionSum<TKey>(worth);
    }

    /// <summary>What the measure is computed from beside own values.</summary>
    internal virtual UsedFacts Facts => UsedFacts.None;

    /// <summary>What each node counts, 0 or more, and what there is to say about it.</summary>
    /// <exception cref="ArgumentException">A worth is out of range, or the measure is for another kind of key.</exception>
    /// <exception cref="KeyNotFoundException">The segment names an unknown customer.</exception>
    internal abstract (double[] Worth, LeftOut[] Notes) WorthOn<TKey>(CascadeGround<TKey> ground)
        where TKey : notnull;
}
