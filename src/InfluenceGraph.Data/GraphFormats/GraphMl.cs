using InfluenceGraph.Data.GraphFormats;
using InfluenceGraph.Files;

namespace InfluenceGraph.Data;

/// <summary>GraphML files, which Gephi, yEd, NetworkX, igraph and most graph tools read and write: customers with own value, attributes, tags and scores, ties with permission and strength.</summary>
public static class GraphMl
{
    /// <summary>Builds a graph from a file, packed with gzip or not.</summary>
    /// <remarks>
    /// The file is read once, row by row. Nodes within nodes are customers like all others. Document types, nesting
    /// beyond reason and items beyond 16 MiB are refused, so that a file from a stranger cannot do harm.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Strength = "calls", Direction = TieDirection.ToReachesFrom }</c>.</param>
    /// <param name="progress">Told of rows and bytes read.</param>
    /// <param name="cancellationToken">Stops reading and building.</param>
    /// <returns>The graph, and what became of each part of the file.</returns>
    /// <exception cref="CustomerDataException">The file is no GraphML, was cut short, or has a row that cannot be used; the message says file, line, what was got and what was expected.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static GraphMlResult Read(string path, Func<GraphMlOptions, GraphMlOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        GraphMlOptions options = Configured(new GraphMlOptions(), configure, o => o.Validate());
        using var rows = new GraphMlRows(path, options, progress, cancellationToken);
        var builder = new CustomerGraphBuilder<string>(options.Graph);
        long ties = 0;
        foreach (GraphMlElement element in rows.Elements())
        {
            try
            {
                ties += Add(builder, rows, element);
            }
            catch (CustomerDataException e) when (e.Problem is not null)
            {
                throw rows.At(element, e);
            }
        }

        return new(builder.Build(cancellationToken))
        {
            Nodes = rows.Nodes,
            Edges = rows.Edges,
            EdgesWithoutDirection = rows.EdgesWithoutDirection,
            Ties = ties,
            UnusedTieColumns = rows.UnusedTieColumns,
        };
    }

    /// <summary>The customers of a file, one at a time, for a store or another graph. The file is open while they are gone through.</summary>
    /// <param name="path">The file.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told of rows and bytes read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The customers in the order of the file, not checked for doubles.</returns>
    /// <exception cref="CustomerDataException">While they are gone through: the file is no GraphML, was cut short, or has a cell that cannot be read.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public static IEnumerable<Customer<string>> ReadCustomers(string path, Func<GraphMlOptions, GraphMlOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        GraphMlOptions options = Configured(new GraphMlOptions(), configure, o => o.Validate());
        return Rows(path, options, (rows, element) => element.IsNode ? [rows.CustomerOf(element)] : Enumerable.Empty<Customer<string>>(), progress, cancellationToken);
    }

    /// <summary>The ties of a file, one at a time, for a store or another graph. The file is open while they are gone through.</summary>
    /// <param name="path">The file.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told of rows and bytes read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The ties in the order of the file; two for an edge without direction.</returns>
    /// <exception cref="CustomerDataException">While they are gone through: the file is no GraphML, was cut short, or has a tie that no graph can use.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public static IEnumerable<Tie<string>> ReadTies(string path, Func<GraphMlOptions, GraphMlOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        GraphMlOptions options = Configured(new GraphMlOptions(), configure, o => o.Validate());
        return Rows(path, options, (rows, element) => element.IsNode ? [] : rows.TiesOf(element), progress, cancellationToken);
    }

    /// <summary>Writes what a view may use.</summary>
    /// <remarks>The file appears when it is complete; until then, and after an error, what was there before stays. O(customers + ties) time, a few KiB of memory beside the added columns.</remarks>
    /// <param name="path">The file; packed where its name ends in <c>.gz</c>.</param>
    /// <param name="view">The view; customers and ties that it leaves out are not written.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { Columns = [CustomerColumn.Of("social value", value)] }</c>.</param>
    /// <param name="progress">Told of rows written.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="ArgumentException">An option is out of range, or two columns have the same name.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was cancelled.</exception>
    public static void Write(string path, CustomerGraphView<string> view, Func<GraphExportOptions, GraphExportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(view);
        Write(path, view.Customers.Select(customer => view[customer]), view.Ties, configure, progress, cancellationToken);
    }

    /// <summary>Writes customers and ties as they come, with the periods of ties.</summary>
    /// <param name="path">The file; packed where its name ends in <c>.gz</c>.</param>
    /// <param name="customers">The customers; gone through twice unless <see cref="GraphExportOptions.Attributes"/> are named.</param>
    /// <param name="ties">The ties; they are not checked.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told of rows written.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="ArgumentException">An option is out of range, or two columns have the same name.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was cancelled.</exception>
    public static void Write(string path, IEnumerable<Customer<string>> customers, IEnumerable<Tie<string>> ties, Func<GraphExportOptions, GraphExportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(ties);
        var rows = new ExportRows(customers, ties, Configured(new GraphExportOptions(), configure, options => options.Validate()), progress, cancellationToken);
        FinishedFile.Write(path, stream => GraphMlWriter.Write(stream, rows));
    }

    internal static TOptions Configured<TOptions>(TOptions options, Func<TOptions, TOptions>? configure, Action<TOptions> validate)
        where TOptions : class
    {
        TOptions configured = configure is null ? options : configure(options) ?? throw new ArgumentException("The options are null; expected the options that were passed in, changed by 'with'.", nameof(configure));
        validate(configured);
        return configured;
    }

    private static long Add(CustomerGraphBuilder<string> builder, GraphMlRows rows, GraphMlElement element)
    {
        if (element.IsNode)
        {
            builder.AddCustomer(rows.CustomerOf(element));
            return 0;
        }

        long ties = 0;
        foreach (Tie<string> tie in rows.TiesOf(element))
        {
            builder.AddTie(tie);
            ties++;
        }

        return ties;
    }

    private static IEnumerable<TRow> Rows<TRow>(string path, GraphMlOptions options, Func<GraphMlRows, GraphMlElement, IEnumerable<TRow>> rowsOf, IProgress<RowProgress>? progress, CancellationToken cancellationToken)
    {
        using var rows = new GraphMlRows(path, options, progress, cancellationToken);
        foreach (GraphMlElement element in rows.Elements())
        {
            foreach (TRow row in rowsOf(rows, element))
            {
                yield return row;
            }
        }
    }
}
