namespace InfluenceGraph;

public sealed partial class CustomerGraph<TKey>
{
    /// <summary>What comes of a complaint when nobody does anything. The same as asking the view of all customers.</summary>
    /// <param name="complainers">With whom it starts; a customer named twice counts once.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Worlds = 10_000 }</c>.</param>
    /// <param name="progress">Told after each few hundred worlds.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The domino, each number with its interval.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, nobody complains, or the model does not fit the graph.</exception>
    /// <exception cref="KeyNotFoundException">A complainer is unknown.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public DominoResult<TKey> Domino(
        IEnumerable<TKey> complainers,
        Func<DominoOptions, DominoOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.Domino(complainers, configure, progress, cancellationToken);
    }

    /// <summary>Whom to answer first, and which advocates to ask for help, so that a complaint does least harm. The same as asking the view of all customers.</summary>
    /// <param name="complainers">With whom the complaint starts; a customer named twice counts once.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Count = 5 }</c>.</param>
    /// <param name="progress">Told of worlds and steps.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, nobody complains, nobody may be answered or asked, or the model does not fit the graph.</exception>
    /// <exception cref="KeyNotFoundException">A customer named is unknown.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public ContainmentPlan<TKey> Containment(
        IEnumerable<TKey> complainers,
        Func<ContainmentOptions<TKey>, ContainmentOptions<TKey>>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.Containment(complainers, configure, progress, cancellationToken);
    }
}
