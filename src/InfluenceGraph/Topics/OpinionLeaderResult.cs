namespace InfluenceGraph;

/// <summary>Opinion leaders by topic, and by community where communities were given.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
/// <typeparam name="TKey">The caller's customer key.</typeparam>
public sealed class OpinionLeaderResult<TKey>
    where TKey : notnull
{
    private readonly CustomerGraphView<TKey> _view;

    internal OpinionLeaderResult(CustomerGraphView<TKey> view, OpinionLeaderOptions options, LeaderBoard<TKey>[] boards, TopicValueResult<TKey> values, Receipt receipt)
    {
        _view = view;
        Options = options;
        Boards = Array.AsReadOnly(boards);
        Values = values;
        Receipt = receipt;
    }

    /// <summary>What was asked.</summary>
    public OpinionLeaderOptions Options { get; }

    /// <summary>The boards: for each topic first that of all customers, then those of the communities in the order of their names.</summary>
    public IReadOnlyList<LeaderBoard<TKey>> Boards { get; }

    /// <summary>The values by topic from which leaders were taken.</summary>
    public TopicValueResult<TKey> Values { get; }

    /// <summary>What the answer was computed from.</summary>
    public Receipt Receipt { get; }

    /// <summary>Whether a consent recorded since may change the answer. Ask again from a new view.</summary>
    public bool IsStale => _view.IsStale;

    /// <summary>The leaders of a topic.</summary>
    /// <param name="topic">The topic's name, without regard to case.</param>
    /// <param name="community">The community; <see langword="null"/> for all customers.</param>
    /// <returns>The board.</returns>
    /// <exception cref="KeyNotFoundException">The topic was not asked for, or there is no such community.</exception>
    public LeaderBoard<TKey> this[string topic, string? community = null]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(topic);
            return Boards.FirstOrDefault(board => string.Equals(board.Topic.Name, topic.Trim(), StringComparison.OrdinalIgnoreCase) && string.Equals(board.Community, community, StringComparison.Ordinal))
                ?? throw new KeyNotFoundException($"There is no board of topic '{topic}'{(community is null ? "" : $" in community '{community}'")}; expected one of those that were asked for.");
        }
    }

    /// <summary>The view that was asked.</summary>
    internal CustomerGraphView<TKey> View => _view;

    /// <summary>Whether the answer may have changed by a moment: by a consent recorded since, or because something dated begins or ends before it.</summary>
    /// <param name="moment">The moment, usually now.</param>
    /// <returns><see langword="true"/> when it should be asked again.</returns>
    public bool IsStaleAt(DateTimeOffset moment) => IsStale || Receipt.ValidUntil <= moment;

    /// <summary>The first boards.</summary>
    /// <returns>A few lines, invariant culture.</returns>
    public override string ToString() => string.Join(Environment.NewLine, Boards.Take(10));
}
