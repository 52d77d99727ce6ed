namespace InfluenceGraph;

public sealed partial class CustomerGraph<TKey>
{
    /// <summary>How far a word travels that starts with given customers. The same as asking the view of all customers.</summary>
    /// <param name="seeds">With whom the word starts.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Measure = ReachMeasure.OwnValue }</c>.</param>
    /// <param name="progress">Told after batches of worlds, on any of the working threads, once at a time and never less than before.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The reach and how sure it is.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, nobody is named, or the model does not fit the graph; the message says what.</exception>
    /// <exception cref="KeyNotFoundException">A customer is unknown; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public CascadeReachResult<TKey> CascadeReach(
        IEnumerable<TKey> seeds,
        Func<CascadeReachOptions, CascadeReachOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.CascadeReach(seeds, configure, progress, cancellationToken);
    }
}
