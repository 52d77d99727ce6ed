namespace InfluenceGraph;

public sealed partial class CustomerGraph<TKey>
{
    /// <summary>How far a word travels from each customer, with error bars. The same as asking the view of all customers.</summary>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Worlds = 10_000 }</c>.</param>
    /// <param name="progress">Told after each 16 worlds, on any of the working threads.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The reach of each customer.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option, a propensity or a worth is out of range.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public CascadeReachScores<TKey> CascadeReachOfEach(
        Func<CascadeReachOfEachOptions, CascadeReachOfEachOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.CascadeReachOfEach(configure, progress, cancellationToken);
    }
}
