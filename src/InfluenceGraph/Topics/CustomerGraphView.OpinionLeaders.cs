using InfluenceGraph.Topics;

namespace InfluenceGraph;

/// <content>Opinion leaders.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>To whom the value of each topic leads, and how sure that is.</summary>
    /// <remarks>
    /// Customers by their social value on the topic. How sure: the Bayesian bootstrap (Rubin 1981) repeats the computation
    /// with the customers weighed at random, exponentially and with mean 1, so that a leader who owes everything to one
    /// customer falls out of the top in many replicates. O(ties x replicates) per sweep and topic, all replicates of a topic side by side.
    /// </remarks>
    /// <param name="topics">The topics.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Top = 10 }</c>.</param>
    /// <param name="progress">Told how far each phase has come, on any of the working threads and outside locks.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>A board for each topic.</returns>
    /// <exception cref="ArgumentException">An option is out of range, there is no topic, or two have one name.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public OpinionLeaderResult<TKey> OpinionLeaders(
        IEnumerable<Topic> topics,
        Func<OpinionLeaderOptions, OpinionLeaderOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        OpinionLeaders(topics, Array.Empty<KeyValuePair<TKey, string>>(), configure, progress, cancellationToken);

    /// <summary>To whom the value of each topic leads among all customers and in each community, and how sure that is.</summary>
    /// <remarks>As without communities. The value of a member counts whatever community it came from.</remarks>
    /// <typeparam name="TGroup">What communities are called: text, numbers.</typeparam>
    /// <param name="topics">The topics.</param>
    /// <param name="communities">Who belongs to which community; a customer may belong to several. Members who may not be used count for nothing, and the receipt says how many.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told how far each phase has come, on any of the working threads and outside locks.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>For each topic a board of all customers and one of each community with a member who may be used.</returns>
    /// <exception cref="ArgumentException">An option is out of range, there is no topic, or two have one name.</exception>
    /// <exception cref="KeyNotFoundException">A member is not a customer of the graph.</exception>
    /// <exception cref="InvalidOperationException">Tags are dated, and the view has no moment.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public OpinionLeaderResult<TKey> OpinionLeaders<TGroup>(
        IEnumerable<Topic> topics,
        IEnumerable<KeyValuePair<TKey, TGroup>> communities,
        Func<OpinionLeaderOptions, OpinionLeaderOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TGroup : notnull
    {
        Topic[] list = TopicReceipts.Checked(topics);
        ArgumentNullException.ThrowIfNull(communities);
        OpinionLeaderOptions options = CustomerGraph.Configured(new OpinionLeaderOptions(), configure);
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        Action<long> tell = progress.Begin("values", 1);
        var pass = new TopicPass<TKey>(this, list, options.Value);
        (LeaderGroup[] groups, long suppressed) = GroupsOf(communities);
        TopicValue<TKey>[] values = pass.Run(progress: null, cancellationToken);
        tell(1);
        var search = new LeaderSearch<TKey>(pass, options, groups, progress.Begin("replicates", (long)list.Length * options.Replicates));
        LeaderBoard<TKey>[] boards = [.. values.SelectMany((value, topic) => search.BoardsOf(topic, value, cancellationToken))];
        Receipt receipt = TopicReceipts.Of(
            pass,
            "opinion leaders",
            FormattableString.Invariant($"; Top {options.Top}, MinEvidence {options.MinEvidence}, Replicates {options.Replicates}, Confidence {options.Confidence}, Seed {options.Seed}, {groups.Length - 1} communities"));
        receipt = suppressed > 0 ? receipt with { Notes = [.. receipt.Notes, new("members of communities who may not be used", suppressed)] } : receipt;
        return new(this, options, boards, new(pass, values), receipt);
    }

    /// <summary>How many bytes <see cref="OpinionLeaders(IEnumerable{Topic}, Func{OpinionLeaderOptions, OpinionLeaderOptions}?, IProgress{WorkProgress}?, CancellationToken)"/> needs at most on top of the graph, told before it runs. O(ties).</summary>
    /// <param name="topics">The number of topics, at least 1.</param>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <returns>The number of bytes; communities that are given come on top, with their members.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of topics is below 1.</exception>
    public long EstimateOpinionLeadersMemory(int topics, Func<OpinionLeaderOptions, OpinionLeaderOptions>? configure = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(topics, 1);
        OpinionLeaderOptions options = CustomerGraph.Configured(new OpinionLeaderOptions(), configure);
        options.Validate();
        return UsedBytes + LeaderMemory.Of(Data.Keys.Length, Nodes.UsedEdges.Edges, Data.Tags.RowCount, Data.Tags.Names.Length, topics, options);
    }

    private (LeaderGroup[] Groups, long Suppressed) GroupsOf<TGroup>(IEnumerable<KeyValuePair<TKey, TGroup>> communities)
        where TGroup : notnull
    {
        var members = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        long suppressed = 0;
        foreach ((TKey customer, TGroup community) in communities)
        {
            if (Used.TryGetNode(customer, out int node))
            {
                string name = KeyText.Of(community);
                if (!members.TryGetValue(name, out SortedSet<int>? nodes))
                {
                    members.Add(name, nodes = []);
                }

                nodes.Add(node);
            }
            else if (Data.Keys.Contains(customer))
            {
                suppressed++;
            }
            else
            {
                throw new KeyNotFoundException($"Community '{community}' has the member '{customer}', who is not a customer of this graph.");
            }
        }

        return ([new(null, [.. Enumerable.Range(0, Used.Count)]), .. members.Select(pair => new LeaderGroup(pair.Key, [.. pair.Value]))], suppressed);
    }
}
