namespace InfluenceGraph;

/// <content>Communities.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>Who belongs together. The same as asking the view of all customers.</summary>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Resolution = 2 }</c>.</param>
    /// <param name="progress">Told when each phase begins and ends.</param>
    /// <param name="cancellationToken">Stops the search; nothing is left half-done.</param>
    /// <returns>The communities.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something dated is asked for and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public CommunityResult<TKey> Communities(
        Func<CommunityOptions<TKey>, CommunityOptions<TKey>>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.Communities(configure, progress, cancellationToken);
    }

    /// <summary>Communities that customers joined or that the caller knows, with the same measures as communities that were found. The same as asking the view of all customers.</summary>
    /// <param name="given">Customers and the ids of their communities, 0 or more, each customer in one.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Ungrouped = UngroupedCustomers.EachAlone }</c>.</param>
    /// <returns>The communities.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, an id is negative, a customer is in two communities, or customers are missing.</exception>
    /// <exception cref="KeyNotFoundException">Customers are named whom the graph does not have.</exception>
    public CommunityResult<TKey> CommunitiesFrom(
        IEnumerable<KeyValuePair<TKey, int>> given,
        Func<GivenCommunityOptions, GivenCommunityOptions>? configure = null) =>
        AsView().CommunitiesFrom(given, configure);

    /// <summary>Communities with names that customers joined or that the caller knows. The same as asking the view of all customers.</summary>
    /// <param name="given">Customers and the names of their communities, each customer in one.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <returns>The communities.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, a name is empty, a customer is in two communities, or customers are missing.</exception>
    /// <exception cref="KeyNotFoundException">Customers are named whom the graph does not have.</exception>
    public CommunityResult<TKey> CommunitiesFrom(
        IEnumerable<KeyValuePair<TKey, string>> given,
        Func<GivenCommunityOptions, GivenCommunityOptions>? configure = null) =>
        AsView().CommunitiesFrom(given, configure);

    /// <summary>Communities that several customers can share. The same as asking the view of all customers.</summary>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told how far each phase has come.</param>
    /// <param name="cancellationToken">Stops the search; nothing is left half-done.</param>
    /// <returns>The communities and each customer's memberships.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public OverlappingCommunityResult<TKey> OverlappingCommunities(
        Func<OverlappingCommunityOptions, OverlappingCommunityOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.OverlappingCommunities(configure, progress, cancellationToken);
    }
}
