namespace InfluenceGraph;

/// <content>Keeping social value up to date, for graphs that keep no consents.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>Social value that follows changes of customers and ties. The same as asking the view of all customers.</summary>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Tolerance = 1e-5 }</c>.</param>
    /// <param name="progress">Told after each sweep of the first computation.</param>
    /// <param name="cancellationToken">Stops the first computation.</param>
    /// <returns>The live social value.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents, or ties are dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public LiveSocialValue<TKey> KeepSocialValue(
        Func<LiveSocialValueOptions, LiveSocialValueOptions>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireNoConsents();
        return _everybody.Value.KeepSocialValue(configure, progress, cancellationToken);
    }
}
