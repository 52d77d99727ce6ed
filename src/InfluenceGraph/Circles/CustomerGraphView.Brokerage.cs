using InfluenceGraph.Circles;

namespace InfluenceGraph;

/// <content>Who bridges between others.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Where each customer stands between others: Burt's constraint, effective size, efficiency and hierarchy, core number, triangles, clustering, reciprocity.</summary>
    /// <remarks>
    /// The measures and their sources stand at <see cref="BrokeragePlace{TKey}"/>. One pass over the triangles serves all
    /// customers: at most O(ties^1.5), on social graphs far less. About 80 bytes a tie and 130 a customer while it runs.
    /// </remarks>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The measures of each customer.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public BrokerageResult<TKey> Brokerage(
        Func<BrokerageOptions, BrokerageOptions>? configure = null,
        CancellationToken cancellationToken = default)
    {
        BrokerageOptions options = CustomerGraph.Configured(new BrokerageOptions(), configure);
        options.Validate();
        return new(Used, options, StructuralHoles.Of(Used.Mutual, options.Threads ?? DefaultThreads(), cancellationToken));
    }
}
