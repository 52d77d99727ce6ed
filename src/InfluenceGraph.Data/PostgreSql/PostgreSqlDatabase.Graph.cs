using System.Data;
using InfluenceGraph.Data.PostgreSql;

namespace InfluenceGraph.Data;

/// <content>Customers, ties and consents as tables.</content>
public sealed partial class PostgreSqlDatabase
{
    /// <summary>Writes what a view may use as tables beside the scores, with the names and columns of a store's views: the same SQL reads both.</summary>
    /// <remarks>In one transaction, in place of what was written before: whoever reads the database sees all of the one or all of the other. O(customers + ties).</remarks>
    /// <param name="view">The view; customers and ties that it leaves out are not written.</param>
    /// <param name="consents">The ledger; what it has of the view's customers is written. <see langword="null"/> for none.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops writing; nothing is then written.</param>
    /// <exception cref="CustomerDataException">A text cannot be held by a database, such as one with a letter of code 0. Nothing was written.</exception>
    /// <exception cref="PostgreSqlException">The user may not write, the connection broke off, or the schema is of a newer version of the library. Nothing was written, or the message says that this is not known.</exception>
    /// <exception cref="OperationCanceledException">Writing was cancelled.</exception>
    public void WriteGraph(CustomerGraphView<string> view, ConsentLedger<string>? consents = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(view);
        WriteGraph(view.Customers.Select(customer => view[customer]), view.Ties, consents is null ? [] : view.Customers.SelectMany(consents.EntriesOf), progress, cancellationToken);
    }

    /// <summary>Writes customers, ties and consents as they come, with the periods of ties; see the other overload.</summary>
    /// <param name="customers">The customers, each once; gone through four times.</param>
    /// <param name="ties">The ties, of whomever.</param>
    /// <param name="consents">The consents, of whomever.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops writing; nothing is then written.</param>
    /// <exception cref="CustomerDataException">A row breaks a rule of graphs or stores; the message says which and why. Nothing was written.</exception>
    /// <exception cref="PostgreSqlException">A customer stands twice, the user may not write, the connection broke off, or the schema is of a newer version of the library. Nothing was written, or the message says that this is not known.</exception>
    /// <exception cref="OperationCanceledException">Writing was cancelled.</exception>
    public void WriteGraph(IEnumerable<Customer<string>> customers, IEnumerable<Tie<string>> ties, IEnumerable<Consent<string>> consents, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(ties);
        ArgumentNullException.ThrowIfNull(consents);
        InTransaction("writing a graph", IsolationLevel.ReadCommitted, session =>
        {
            Lock(session);
            DatabaseSchema.Prepare(session, _options.Schema);
            var rows = new GraphRows(session, _options.Schema, progress, cancellationToken);
            rows.Clear();
            rows.Write(customers);
            rows.Write(ties);
            rows.Write(consents);
            return true;
        });
    }
}
