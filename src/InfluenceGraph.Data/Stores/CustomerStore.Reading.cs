using InfluenceGraph.Data.Stores;

namespace InfluenceGraph.Data;

/// <content>What the store holds, as the library takes it.</content>
public sealed partial class CustomerStore
{
    private const int InteractionsAtOnce = 10_000;

    /// <summary>Builds the graph of all customers and ties, with attributes, tags and circles. Where the store holds consents, ask it through <c>graph.For(purpose, asOf)</c>.</summary>
    /// <remarks>
    /// <para>Where the store holds any consent the graph is given the ledger, so that every question is put to it.</para>
    /// <para>The rules are those of <see cref="CustomerGraph"/>: where the store has customers, a tie that names somebody who is none is refused; where it has ties only,
    /// each customer is added with own value 1. <paramref name="configure"/> changes them.</para>
    /// </remarks>
    /// <param name="configure">Changes the default rules, as in <c>o => o with { OnDuplicate = TieMerge.Strongest }</c>.</param>
    /// <param name="progress">Told about rows read.</param>
    /// <param name="cancellationToken">Stops reading and building.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="CustomerDataException">The rows break a rule of the options.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    /// <exception cref="StoreException">The store is busy or damaged.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public CustomerGraph<string> ReadGraph(
        Func<CustomerGraphOptions, CustomerGraphOptions>? configure = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireOpen();
        CustomerGraphBuilder<string>? builder = null;
        _database.InSnapshot(() => builder = new GraphReading(_database, progress, cancellationToken).Read(configure));
        return builder!.Build(cancellationToken);
    }

    /// <summary>Reads all consents into a ledger.</summary>
    /// <param name="progress">Told about consents read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The ledger; empty where the store holds none.</returns>
    /// <exception cref="StoreException">The store is busy or damaged.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public ConsentLedger<string> ReadConsents(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireOpen();
        var ledger = new ConsentLedger<string>();
        _database.InSnapshot(() => ConsentReading.Read(
            _database, ledger, new("reading consents", progress is null ? 0 : _database.Number("SELECT count(*) FROM consent"), progress, cancellationToken)));
        return ledger;
    }

    /// <summary>Reads the interactions in the order of time, as they are asked for.</summary>
    /// <remarks>Some thousand rows are read at a time, so the store can be written meanwhile; what is written behind the place of reading is not seen.</remarks>
    /// <returns>The interactions.</returns>
    /// <exception cref="StoreException">The store is busy or damaged.</exception>
    public IEnumerable<CustomerAction<string>> ReadInteractions()
    {
        RequireOpen();
        return InteractionsOf();

        IEnumerable<CustomerAction<string>> InteractionsOf()
        {
            var place = InteractionPlace.First;
            CustomerAction<string>[] rows;
            do
            {
                RequireOpen();
                (rows, place) = InteractionReading.After(_database, place, InteractionsAtOnce);
                foreach (CustomerAction<string> row in rows)
                {
                    yield return row;
                }
            }
            while (rows.Length == InteractionsAtOnce);
        }
    }
}
