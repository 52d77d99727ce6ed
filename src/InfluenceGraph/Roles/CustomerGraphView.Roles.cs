using InfluenceGraph.Roles;

namespace InfluenceGraph;

/// <content>Roles in communities.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Which part each customer plays in and between communities, and who holds each community together.</summary>
    /// <remarks>
    /// Within-community z-score and participation coefficient (R. Guimera, L. A. N. Amaral, "Functional cartography of complex
    /// metabolic networks", Nature 433, 2005), by number of ties and by strength, over ties of either direction; ties to oneself
    /// do not count. O(customers log customers + ties).
    /// </remarks>
    /// <param name="groupOf">
    /// Any grouping: pairs of customer and community, one for each customer; the numbers of the communities are the caller's. A
    /// customer whom it misses is in no community and has no role. Pairs of customers who are unknown or may not be used are counted in the receipt, and change nothing else.
    /// </param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { SocialValue = value }</c>.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The roles.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or a customer is in two communities.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public RolesResult<TKey> Roles(
        IEnumerable<KeyValuePair<TKey, int>> groupOf,
        Func<RoleOptions<TKey>, RoleOptions<TKey>>? configure = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groupOf);
        RoleOptions<TKey> options = CustomerGraph.Configured(new RoleOptions<TKey>(), configure);
        options.Validate(this);
        return new(Used, GivenGroups.Of(Used, groupOf, cancellationToken), options, cancellationToken);
    }
}
