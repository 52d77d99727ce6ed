namespace InfluenceGraph;

/// <content>Circles that nobody named.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>The circles of a customer that nobody named. The same as asking the view of all customers.</summary>
    /// <param name="owner">The key of the customer around whom circles are looked for.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="cancellationToken">Stops the search; nothing is left half-done.</param>
    /// <returns>The circles and what speaks for each.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="KeyNotFoundException">The owner is unknown.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public FoundCircleResult<TKey> FindCircles(
        TKey owner,
        Func<FoundCircleOptions, FoundCircleOptions>? configure = null,
        CancellationToken cancellationToken = default) =>
        AsView().FindCircles(owner, configure, cancellationToken);

    /// <summary>The circles of many customers that nobody named. The same as asking the view of all customers.</summary>
    /// <param name="owners">The keys of the customers around whom circles are looked for; <see langword="null"/> for everybody.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told after each owner, on any of the working threads.</param>
    /// <param name="cancellationToken">Stops the search; nothing is left half-done.</param>
    /// <returns>The circles of each.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="KeyNotFoundException">An owner is unknown.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public FoundCirclesOfEach<TKey> FindCirclesOfEach(
        IEnumerable<TKey>? owners = null,
        Func<FoundCircleOptions, FoundCircleOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        AsView().FindCirclesOfEach(owners, configure, progress, cancellationToken);
}
