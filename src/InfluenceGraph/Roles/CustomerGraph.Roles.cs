namespace InfluenceGraph;

/// <content>Roles in communities.</content>
public sealed partial class CustomerGraph<TKey>
{
    /// <summary>Which part each customer plays in and between communities. The same as asking the view of all customers.</summary>
    /// <param name="groupOf">Any grouping: pairs of customer and community, one for each customer.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The roles.</returns>
    /// <exception cref="InvalidOperationException">The graph keeps consents (ask <see cref="For(Purpose, Channel, DateTimeOffset)"/>), or something is dated and there is no moment.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or a customer is in two communities.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public RolesResult<TKey> Roles(
        IEnumerable<KeyValuePair<TKey, int>> groupOf,
        Func<RoleOptions<TKey>, RoleOptions<TKey>>? configure = null,
        CancellationToken cancellationToken = default) =>
        AsView().Roles(groupOf, configure, cancellationToken);
}
