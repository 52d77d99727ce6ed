using InfluenceGraph.Data.Imports;

namespace InfluenceGraph.Data;

/// <summary>Takes rows of files and databases into a store.</summary>
/// <remarks>
/// A source goes in once: the same content under the same name, read in the same way, has nothing to do the second time, and an import that was cut off goes
/// on after the last rows that are in. A source that is whole (<see cref="ImportOptions.IsWhole"/>) also removes what it no longer names. A file's content is known by its SHA-256; what a database answers is known by the snapshot that the caller names.
/// </remarks>
public static class CustomerStoreImports
{
    /// <summary>Takes ties in, as in <c>store.ImportTies(source, TieMapping.Guess(source.Columns))</c>. O(bytes + ties log ties).</summary>
    /// <param name="store">The store.</param>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options, as in <c>o => o with { MaxRejects = 1000, RejectsFile = "rejects.csv" }</c>.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops the import after whole batches; the same import again goes on there.</param>
    /// <returns>What became of each row.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous, more rows are rejected than may be, or the source breaks off. The message says how many rows are in.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or nobody could tell whether the rows were imported before.</exception>
    /// <exception cref="IOException">The source cannot be read, or the rejects file cannot be written.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only.</exception>
    /// <exception cref="OperationCanceledException">The import was cancelled.</exception>
    public static ImportReport ImportTies(this CustomerStore store, RowSource source, TieMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Run(store, source, mapping, static (rows, how) => new TieMapper<string>(rows, how), ImportKind.Ties, static (import, rows, counts) => import.Put(rows, counts), configure, progress, cancellationToken);

    /// <summary>Takes customers in; see <see cref="ImportTies"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops the import after whole batches.</param>
    /// <returns>What became of each row.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous, more rows are rejected than may be, or the source breaks off.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or nobody could tell whether the rows were imported before.</exception>
    /// <exception cref="IOException">The source cannot be read, or the rejects file cannot be written.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only.</exception>
    /// <exception cref="OperationCanceledException">The import was cancelled.</exception>
    public static ImportReport ImportCustomers(this CustomerStore store, RowSource source, CustomerMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Run(store, source, mapping, static (rows, how) => new CustomerMapper<string>(rows, how), ImportKind.Customers, static (import, rows, counts) => import.Put(rows, counts), configure, progress, cancellationToken);

    /// <summary>Takes consents in; see <see cref="ImportTies"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops the import after whole batches.</param>
    /// <returns>What became of each row.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous, more rows are rejected than may be, or the source breaks off.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or nobody could tell whether the rows were imported before.</exception>
    /// <exception cref="IOException">The source cannot be read, or the rejects file cannot be written.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only.</exception>
    /// <exception cref="OperationCanceledException">The import was cancelled.</exception>
    public static ImportReport ImportConsents(this CustomerStore store, RowSource source, ConsentMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Run(store, source, mapping, static (rows, how) => new ConsentMapper<string>(rows, how), ImportKind.Consents, static (import, rows, counts) => import.Put(rows, counts), configure, progress, cancellationToken);

    /// <summary>Takes interactions in; see <see cref="ImportTies"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops the import after whole batches.</param>
    /// <returns>What became of each row.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous, more rows are rejected than may be, or the source breaks off.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or nobody could tell whether the rows were imported before.</exception>
    /// <exception cref="IOException">The source cannot be read, or the rejects file cannot be written.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only.</exception>
    /// <exception cref="OperationCanceledException">The import was cancelled.</exception>
    public static ImportReport ImportInteractions(this CustomerStore store, RowSource source, InteractionMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Run(store, source, mapping, static (rows, how) => new InteractionMapper<string>(rows, how), ImportKind.Interactions, static (import, rows, counts) => import.Put(rows, counts), configure, progress, cancellationToken);

    /// <summary>Takes tags with weights and periods in; see <see cref="ImportTies"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops the import after whole batches.</param>
    /// <returns>What became of each row.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous, more rows are rejected than may be, or the source breaks off.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or nobody could tell whether the rows were imported before.</exception>
    /// <exception cref="IOException">The source cannot be read, or the rejects file cannot be written.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only.</exception>
    /// <exception cref="OperationCanceledException">The import was cancelled.</exception>
    public static ImportReport ImportTags(this CustomerStore store, RowSource source, TagMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Run(store, source, mapping, static (rows, how) => new TagMapper<string>(rows, how), ImportKind.Tags, static (import, rows, counts) => import.Put(rows, counts), configure, progress, cancellationToken);

    /// <summary>Takes circles that customers name in, a row for each member; see <see cref="ImportTies"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="source">The rows.</param>
    /// <param name="mapping">Which columns are what.</param>
    /// <param name="configure">Changes the default options.</param>
    /// <param name="progress">Told about every 16,384 rows.</param>
    /// <param name="cancellationToken">Stops the import after whole batches.</param>
    /// <returns>What became of each row.</returns>
    /// <exception cref="CustomerDataException">A column is missing or ambiguous, more rows are rejected than may be, or the source breaks off.</exception>
    /// <exception cref="ArgumentException">An option or the mapping is out of range, or nobody could tell whether the rows were imported before.</exception>
    /// <exception cref="IOException">The source cannot be read, or the rejects file cannot be written.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only.</exception>
    /// <exception cref="OperationCanceledException">The import was cancelled.</exception>
    public static ImportReport ImportCircles(this CustomerStore store, RowSource source, CircleMapping mapping, Func<ImportOptions, ImportOptions>? configure = null, IProgress<RowProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Run(store, source, mapping, static (rows, how) => new CircleMapper<string>(rows, how), ImportKind.Circles, static (import, rows, counts) => import.Put(rows, counts), configure, progress, cancellationToken);

    private static ImportReport Run<TRow, TMapping>(
        CustomerStore store,
        RowSource source,
        TMapping mapping,
        Func<RowSource, TMapping, RowMapper<TRow>> bind,
        ImportKind kind,
        Action<StoreImport, IReadOnlyList<TRow>, ImportCounts> put,
        Func<ImportOptions, ImportOptions>? configure,
        IProgress<RowProgress>? progress,
        CancellationToken cancellationToken)
        where TMapping : RowMapping
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(mapping);
        return RowImport.Run(source, mapping, bind, kind, what => new StoreTarget<TRow>(store.BeginImport(what), put), ImportOptions.Checked(configure), progress, cancellationToken);
    }
}
