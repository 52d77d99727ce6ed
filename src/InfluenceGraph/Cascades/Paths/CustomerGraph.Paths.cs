namespace InfluenceGraph;

public sealed partial class CustomerGraph<TKey>
{
    /// <summary>How a word gets from one customer to another. The same as asking the view of all customers.</summary>
    /// <param name="from">With whom the word starts.</param>
    /// <param name="to">To whom it comes.</param>
    /// <param name="count">The most paths, at least 1.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Model = model }</c>.</param>
    /// <param name="progress">Told after each few hundred worlds.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The explanation; without paths, and with chance 0, where no path leads there.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">Both customers are the same, or an option is out of range.</exception>
    /// <exception cref="KeyNotFoundException">A customer is unknown.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public PairExplanation<TKey> LikeliestPaths(
        TKey from,
        TKey to,
        int count = 5,
        Func<LikeliestPathsOptions, LikeliestPathsOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.LikeliestPaths(from, to, count, configure, progress, cancellationToken);
    }
}
