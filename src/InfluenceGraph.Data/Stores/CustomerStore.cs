using InfluenceGraph.Data.Stores;

namespace InfluenceGraph.Data;

/// <summary>
/// Customers, ties, consents, interactions, and scores with their receipts, in one SQLite file that any SQL client reads: <c>docs/store.md</c> has
/// every table and column.
/// </summary>
/// <remarks>
/// <para>At rest a store is one file: copy it as any file while nobody writes. While something is being written there is a journal beside it
/// (<c>-journal</c>), which belongs to it; after a crash the next opening undoes with it what was half written. There is no write-ahead log, as that
/// would make three files of the one and keep readers out of read-only folders. The price: readers wait while a transaction is being committed.</para>
/// <para>All writing is done in transactions: whatever fails leaves the store as it was. Several programs may read; of two writers one
/// waits five seconds and then gets a <see cref="StoreException"/>. A store object is not safe to use from several threads: open one for each.</para>
/// </remarks>
public sealed partial class CustomerStore : IDisposable
{
    private readonly SqlDatabase _database;
    private readonly CustomerIds _ids;
    private readonly StoreAccess _access;
    private bool _isDisposed;

    private CustomerStore(SqlDatabase database, StoreAccess access)
    {
        _database = database;
        _access = access;
        _ids = new(database);
    }

    /// <summary>The full path of the file.</summary>
    public string FilePath => _database.Path;

    internal SqlDatabase Database => _database;

    /// <summary>Makes a new store.</summary>
    /// <param name="path">Where; there must be no file yet. Any extension; <c>.igs</c> is ours.</param>
    /// <returns>The store, open for writing.</returns>
    /// <exception cref="StoreException">There is a file of this name, no such folder, or it cannot be written.</exception>
    public static CustomerStore Create(string path) =>
        new(StoreFile.Create(FullPath(path), StoreSchema.Scripts), StoreAccess.Write);

    /// <summary>Opens a store that exists; one of an older version is brought up to date when it is opened for writing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="access">For reading and writing, or for reading only.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException">The file is missing, no store, of a newer version, damaged or not to be written; of an older version while it is opened for reading.</exception>
    public static CustomerStore Open(string path, StoreAccess access = StoreAccess.Write)
    {
        if (!Enum.IsDefined(access))
        {
            throw new ArgumentOutOfRangeException(nameof(access), access, $"Expected one of {string.Join(", ", Enum.GetNames<StoreAccess>())}.");
        }

        return new(StoreFile.Open(FullPath(path), access, StoreSchema.Scripts), access);
    }

    /// <summary>Opens a store for writing, and makes it where there is no file yet.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException">As for <see cref="Create"/> and <see cref="Open"/>.</exception>
    public static CustomerStore OpenOrCreate(string path) =>
        Path.Exists(FullPath(path)) ? Open(path) : Create(path);

    /// <summary>What the store holds, counted. O(rows).</summary>
    /// <returns>The counts.</returns>
    /// <exception cref="StoreException">The store is damaged.</exception>
    public StoreSummary Summary()
    {
        RequireOpen();
        StoreSummary? summary = null;
        _database.InSnapshot(() => summary = new(
            Customers: _database.Number("SELECT count(*) FROM customer WHERE own_value IS NOT NULL"),
            NamedOnly: _database.Number("SELECT count(*) FROM customer WHERE own_value IS NULL"),
            Ties: _database.Number($"SELECT count(*) FROM tie WHERE {GraphReading.InForce}"),
            Consents: _database.Number("SELECT count(*) FROM consent"),
            Interactions: _database.Number("SELECT count(*) FROM interaction"),
            Imports: _database.Number("SELECT count(*) FROM import"),
            OpenImports: _database.Number("SELECT count(*) FROM import WHERE completed_at IS NULL"),
            ScoreRuns: _database.Number("SELECT count(*) FROM score_run"),
            SchemaVersion: (int)_database.Number("PRAGMA user_version")));
        return summary!;
    }

    /// <summary>Begins an import, or goes on with one of the same source that was cut off.</summary>
    /// <param name="source">What is imported.</param>
    /// <returns>The import; <see cref="StoreImport.IsComplete"/> where this very source was imported before.</returns>
    /// <exception cref="ArgumentException">The source has no name or no kind.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only.</exception>
    public StoreImport BeginImport(ImportSource source)
    {
        RequireWritable();
        return StoreImport.Begin(_database, _ids, source);
    }

    /// <summary>Removes a customer and all that the store knows of them, in one transaction: own value, attributes, tags, circles and places in those of others, ties both ways, consents, interactions, scores.</summary>
    /// <remarks>
    /// What is removed is overwritten in the file; <see cref="Compact"/> also clears what earlier imports replaced. Ranks of others stay, with a gap; receipts keep their counts. A later import of a source that still names the customer
    /// brings them back: take them out of the source as well. Copies of the file are yours to look after.
    /// </remarks>
    /// <param name="customer">The key.</param>
    /// <returns>The rows removed; 0 where the store does not know the customer.</returns>
    /// <exception cref="StoreException">The store is busy, full or read-only. Nothing was removed.</exception>
    public long Forget(string customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        RequireWritable();
        long rows = 0;
        _ids.Clear();
        _database.Execute("PRAGMA secure_delete = ON");
        try
        {
            _database.InTransaction(() => rows = Forgetting.Remove(_database, customer));
        }
        finally
        {
            _database.Execute("PRAGMA secure_delete = FAST");
        }

        return rows;
    }

    /// <summary>Copies the store into a new file, as it is at this moment, also while other programs write. O(file).</summary>
    /// <param name="path">Where; there must be no file yet.</param>
    /// <exception cref="StoreException">There is a file of this name, no such folder, it cannot be written, or the disk is full. Nothing is left there.</exception>
    public void CopyTo(string path)
    {
        RequireOpen();
        StoreFile.Copy(_database, FullPath(path));
    }

    /// <summary>Writes the file anew without free pages, so that nothing is left of what was removed or replaced, and it is as small as can be. Takes as much room again while it works. O(file).</summary>
    /// <exception cref="StoreException">The store is busy, full or read-only. Nothing was changed.</exception>
    public void Compact()
    {
        RequireWritable();
        _database.Execute("VACUUM");
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _database.Dispose();
        }
    }

    private static string FullPath(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Path.GetFullPath(path);
    }

    private void RequireOpen() => ObjectDisposedException.ThrowIf(_isDisposed, this);

    private void RequireWritable()
    {
        RequireOpen();
        if (_access != StoreAccess.Write)
        {
            throw new InvalidOperationException($"Store '{FilePath}' was opened with {nameof(StoreAccess)}.{nameof(StoreAccess.Read)}; expected {nameof(StoreAccess.Write)}. Open it for writing.");
        }
    }
}
