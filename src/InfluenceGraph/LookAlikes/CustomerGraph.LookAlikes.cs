namespace InfluenceGraph;

/// <content>Look-alikes.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>Which customers are like the members of a list, by ties and by tags. The same as asking the view of all customers.</summary>
    /// <param name="members">The list.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told after each sweep over the ties.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>How alike everybody else is.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or the list is empty.</exception>
    /// <exception cref="KeyNotFoundException">A member is not a customer of the graph.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public LookAlikeResult<TKey> LookAlikes(
        IEnumerable<TKey> members,
        Func<LookAlikeOptions, LookAlikeOptions>? configure = null,
        IProgress<IterationProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        AsView().LookAlikes(members, configure, progress, cancellationToken);
}
