namespace InfluenceGraph;

/// <content>How strong circles are.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>How strong the circles of all customers are. The same as asking the view of all customers.</summary>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told how far each phase has come.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The strengths and how they came about.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public CircleStrengthResult<TKey> CircleStrength(
        Func<CircleStrengthOptions, CircleStrengthOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        AsView().CircleStrength(configure, progress, cancellationToken);

    /// <summary>Where each customer stands between others. The same as asking the view of all customers.</summary>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told how far each phase has come.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The measures of each customer.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public BrokerageResult<TKey> Brokerage(
        Func<BrokerageOptions, BrokerageOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        AsView().Brokerage(configure, progress, cancellationToken);
}
