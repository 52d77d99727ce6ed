namespace InfluenceGraph;

/// <content>The additive index.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>An index of each customer, 0 to 100: own value, circle and role in communities, weighted and added.</summary>
    /// <remarks>
    /// <para>Circle is <c>k^(1-a) s^a</c> over permissions received (T. Opsahl, F. Agneessens, J. Skvoretz, "Node centrality in weighted
    /// networks", Social Networks 32, 2010). The role rests on the strength of ties within the own community and on strength times
    /// participation (after Guimera and Amaral 2005), not on z-score and participation themselves: a further permission within the
    /// community may lower those, but never these. O(customers + ties), and O(customers log customers) more without a reference.</para>
    /// <para>Against a fixed reference, more or stronger permissions received, more within-community strength at the same community, more
    /// participation at the same strength, and a further community never lower a customer's index, all else fixed; and nobody's index
    /// moves by a tie between two others. Without a given reference neither holds, because it moves too.</para>
    /// </remarks>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Reference = reference }</c>.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The indexes.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or roles are of another view.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public IndexResult<TKey> CustomerIndex(Func<IndexOptions<TKey>, IndexOptions<TKey>>? configure = null, CancellationToken cancellationToken = default)
    {
        IndexOptions<TKey> options = CustomerGraph.Configured(new IndexOptions<TKey>(), configure);
        options.Validate(this);

        // The caller may change theirs later, and a result must not change with it.
        options = options with { Roles = new Dictionary<string, RolesResult<TKey>>(options.Roles, StringComparer.Ordinal).AsReadOnly() };
        return new(Used, options, cancellationToken);
    }
}
