namespace InfluenceGraph;

public sealed partial class CustomerGraph<TKey>
{
    /// <summary>Whom to tell first, on a graph that keeps no consents. See <see cref="CustomerGraphView{TKey}.Seeds"/>.</summary>
    /// <param name="count">The number of seeds, 1 or more.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told after each round how good the plan so far is.</param>
    /// <param name="cancellationToken">Ends the search with an exception.</param>
    /// <returns>The seeds in order, what they reach and the certificate.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents, or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, options contradict each other, or there are not so many customers who may be seeds.</exception>
    /// <exception cref="KeyNotFoundException">An option names an unknown customer.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SeedPlan<TKey> Seeds(
        int count,
        Func<SeedOptions<TKey>, SeedOptions<TKey>>? configure = null,
        IProgress<SeedProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.Seeds(count, configure, progress, cancellationToken);
    }

    /// <summary>Whom to tell first for a budget, on a graph that keeps no consents. See <see cref="CustomerGraphView{TKey}.SeedsWithin"/>.</summary>
    /// <param name="budget">The most that all seeds may cost together, above 0.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told after each round how good the plan so far is.</param>
    /// <param name="cancellationToken">Ends the search with an exception.</param>
    /// <returns>The seeds in order, what they reach and the certificate.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents, or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, options contradict each other, or the budget is too small for anybody.</exception>
    /// <exception cref="KeyNotFoundException">An option names an unknown customer.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SeedPlan<TKey> SeedsWithin(
        double budget,
        Func<SeedOptions<TKey>, SeedOptions<TKey>>? configure = null,
        IProgress<SeedProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.SeedsWithin(budget, configure, progress, cancellationToken);
    }
}
