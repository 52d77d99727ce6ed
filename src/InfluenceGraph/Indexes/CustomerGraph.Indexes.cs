namespace InfluenceGraph;

/// <content>The additive index.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>An index of each customer, 0 to 100: own value, circle and role in communities. The same as asking the view of all customers.</summary>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The indexes.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or roles are of another view.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public IndexResult<TKey> CustomerIndex(Func<IndexOptions<TKey>, IndexOptions<TKey>>? configure = null, CancellationToken cancellationToken = default) =>
        AsView().CustomerIndex(configure, cancellationToken);
}
