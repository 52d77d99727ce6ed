using InfluenceGraph.Circles;

namespace InfluenceGraph;

/// <content>Who bridges between others.</content>
public sealed partial class CustomerGraphView<TKey>
{
    /// <summary>Where each customer stands between others: Burt's constraint, effective size, efficiency and hierarchy, core number, triangles, clustering, reciprocity.</summary>
    /// <remarks>
    /// The measures and their sources stand at <see cref="BrokeragePlace{TKey}"/>. One pass over the triangles serves all
    /// customers: at most O(ties^1.5), on social graphs far less. <see cref="EstimateBrokerageMemory"/> tells the memory.
    /// </remarks>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told how far each phase has come, on any of the working threads and outside locks.</param>
    /// <param name="cancellationToken">Stops the computation; nothing is left half-done.</param>
    /// <returns>The measures of each customer.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public BrokerageResult<TKey> Brokerage(
        Func<BrokerageOptions, BrokerageOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        BrokerageOptions options = CustomerGraph.Configured(new BrokerageOptions(), configure);
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        return new(Used, options, StructuralHoles.Of(Used.MutualWith(cancellationToken), options.Threads ?? DefaultThreads(), progress, cancellationToken));
    }

    /// <summary>How many bytes <see cref="Brokerage"/> needs at most on top of the graph, told before it runs: as if no tie went both ways. O(ties).</summary>
    /// <param name="configure">Changes the default options, as for the question itself.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public long EstimateBrokerageMemory(Func<BrokerageOptions, BrokerageOptions>? configure = null)
    {
        BrokerageOptions options = CustomerGraph.Configured(new BrokerageOptions(), configure);
        options.Validate();
        return UsedBytes + CircleMemory.Brokerage(CustomerCount, MostMutualEdges, options.Threads ?? DefaultThreads());
    }
}
