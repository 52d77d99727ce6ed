using InfluenceGraph.Data.GraphFormats;
using InfluenceGraph.Files;

namespace InfluenceGraph.Data;

/// <summary>GEXF 1.3 files, the format of Gephi: customers with own value, attributes, tags and scores, ties with permission and strength. Written only; GraphML goes both ways.</summary>
public static class Gexf
{
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
        var rows = new ExportRows(customers, ties, GraphMl.Configured(new GraphExportOptions(), configure, options => options.Validate()), progress, cancellationToken);
        FinishedFile.Write(path, stream => GexfWriter.Write(stream, rows));
    }
}
