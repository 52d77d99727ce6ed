using InfluenceGraph.Data.Stores;

namespace InfluenceGraph.Data;

/// <summary>
/// An import into a <see cref="CustomerStore"/> that is under way. Each <c>Put</c> writes rows and position in one transaction, so an import
/// that is cut off, however hard, goes on at <see cref="Position"/> when the same source is begun again.
/// </summary>
/// <remarks>
/// <para>A row takes the place of what <em>earlier</em> sources said of the same thing: a customer, all ties of a pair (<c>From</c>, <c>To</c>), a decision
/// (customer, purpose, channel, moment and answer), an interaction (customer, action, moment). Rows of one pair <em>within</em> one source
/// stand side by side, as they do in a graph that is built from the file itself. So importing a newer copy doubles nothing.</para>
/// <para>A whole source (<see cref="ImportSource.IsWhole"/>) also removes, when it is complete, what earlier imports of its name brought and it no longer names.</para>
/// <para>Not safe to use from several threads. Disposing it without <see cref="Complete"/> leaves it to be resumed.</para>
/// </remarks>
public sealed class StoreImport : IDisposable
{
    private readonly SqlDatabase _database;
    private readonly CustomerIds _ids;
    private readonly ImportKind _kind;
    private readonly long _id;
    private readonly bool _isWhole;
    private readonly long _rowsBefore;
    private long _rowsPut;
    private bool _isDisposed;

    private StoreImport(SqlDatabase database, CustomerIds ids, ImportSource source, long id)
    {
        (_database, _ids, _kind, _id, _isWhole) = (database, ids, source.Kind, id, source.IsWhole);
        (Counts, IsComplete) = ReadState();
        _rowsBefore = DeferredIndexes.CountRows(database, _kind);
    }

    /// <summary>Rows of the source that were dealt with; 0 at first. A resumed import goes on after them.</summary>
    public long Position => Counts.RowsRead;

    /// <summary>Where the rows went so far, those of an import that was cut off included. What <c>Put</c> is given counts on from here.</summary>
    public ImportCounts Counts { get; private set; }

    /// <summary>Whether this very source was imported before: there is nothing to do.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Rows that earlier imports of a whole source brought and this one no longer names, removed when it was completed here; 0 before. A customer, a member of a circle, each row of a tie, consent or tag is one.</summary>
    public long Removed { get; private set; }

    /// <summary>Writes customers.</summary>
    /// <param name="rows">The rows, in any order; of two rows of one customer the later counts.</param>
    /// <param name="countsSoFar">Where all rows went up to and including these.</param>
    /// <exception cref="CustomerDataException">A row cannot be used. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The counts do not add up, or lie behind <see cref="Counts"/>.</exception>
    /// <exception cref="InvalidOperationException">The source is of another kind, or the import is complete.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only, or another program went on with this import. Nothing was written.</exception>
    public void Put(IReadOnlyList<Customer<string>> rows, ImportCounts countsSoFar) =>
        Put(ImportKind.Customers, rows, countsSoFar, StoreRules.FindProblem, CustomerWriter.Write);

    /// <summary>Writes ties. Their customers need not be there: who is not yet is known by name from then on.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="countsSoFar">Where all rows went up to and including these.</param>
    /// <exception cref="CustomerDataException">A row cannot be used. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The counts do not add up, or lie behind <see cref="Counts"/>.</exception>
    /// <exception cref="InvalidOperationException">The source is of another kind, or the import is complete.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only, or another program went on with this import. Nothing was written.</exception>
    public void Put(IReadOnlyList<Tie<string>> rows, ImportCounts countsSoFar) =>
        Put(ImportKind.Ties, rows, countsSoFar, StoreRules.FindProblem, TieWriter.Write);

    /// <summary>Writes consents.</summary>
    /// <param name="rows">The rows, in the order of the record.</param>
    /// <param name="countsSoFar">Where all rows went up to and including these.</param>
    /// <exception cref="CustomerDataException">A row cannot be used. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The counts do not add up, or lie behind <see cref="Counts"/>.</exception>
    /// <exception cref="InvalidOperationException">The source is of another kind, or the import is complete.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only, or another program went on with this import. Nothing was written.</exception>
    public void Put(IReadOnlyList<Consent<string>> rows, ImportCounts countsSoFar) =>
        Put(ImportKind.Consents, rows, countsSoFar, StoreRules.FindProblem, ConsentWriter.Write);

    /// <summary>Writes interactions.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="countsSoFar">Where all rows went up to and including these.</param>
    /// <exception cref="CustomerDataException">A row cannot be used. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The counts do not add up, or lie behind <see cref="Counts"/>.</exception>
    /// <exception cref="InvalidOperationException">The source is of another kind, or the import is complete.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only, or another program went on with this import. Nothing was written.</exception>
    public void Put(IReadOnlyList<CustomerAction<string>> rows, ImportCounts countsSoFar) =>
        Put(ImportKind.Interactions, rows, countsSoFar, StoreRules.FindProblem, InteractionWriter.Write);

    /// <summary>Writes tags. Their customers need not be there.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="countsSoFar">Where all rows went up to and including these.</param>
    /// <exception cref="CustomerDataException">A row cannot be used. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The counts do not add up, or lie behind <see cref="Counts"/>.</exception>
    /// <exception cref="InvalidOperationException">The source is of another kind, or the import is complete.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only, or another program went on with this import. Nothing was written.</exception>
    public void Put(IReadOnlyList<TagRow<string>> rows, ImportCounts countsSoFar) =>
        Put(ImportKind.Tags, rows, countsSoFar, StoreRules.FindProblem, TagWriter.Write);

    /// <summary>Writes members of circles. Neither owners nor members need be there.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="countsSoFar">Where all rows went up to and including these.</param>
    /// <exception cref="CustomerDataException">A row cannot be used. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The counts do not add up, or lie behind <see cref="Counts"/>.</exception>
    /// <exception cref="InvalidOperationException">The source is of another kind, or the import is complete.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only, or another program went on with this import. Nothing was written.</exception>
    public void Put(IReadOnlyList<CircleRow<string>> rows, ImportCounts countsSoFar) =>
        Put(ImportKind.Circles, rows, countsSoFar, StoreRules.FindProblem, CircleWriter.Write);

    /// <summary>Says that all rows of the source were dealt with: from now on the same source has nothing to do. A whole source removes what it no longer names, in the same transaction.</summary>
    /// <param name="counts">Where they went.</param>
    /// <exception cref="ArgumentException">The counts do not add up, or lie behind <see cref="Counts"/>.</exception>
    /// <exception cref="InvalidOperationException">The import is complete.</exception>
    /// <exception cref="StoreException">The store is busy, full or read-only, or another program went on with this import. Nothing was written.</exception>
    public void Complete(ImportCounts counts)
    {
        RequireOpen();
        counts.RequireAfter(Counts);
        long removed = 0;
        Write(counts, 0, () =>
        {
            long? unnamed = null;
            if (_kind == ImportKind.Ties)
            {
                unnamed = TieWriter.ReplaceEarlier(_database, _id, _isWhole);
            }
            else
            {
                DeferredIndexes.Make(_database, _kind);
            }

            removed = _isWhole ? WholeSources.RemoveUnnamed(_database, _kind, _id, unnamed) : 0;
            _database.Statement($"UPDATE import SET completed_at = {StoreMoments.Now}, removed = ?2 WHERE id = ?1").Bind(1, _id).Bind(2, removed).Run();
        });
        (IsComplete, Removed) = (true, removed);
    }

    /// <summary>Ends the work with this import, complete or not.</summary>
    public void Dispose() => _isDisposed = true;

    internal static StoreImport Begin(SqlDatabase database, CustomerIds ids, ImportSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.Validate();
        long id = 0;
        database.InTransaction(() => id = FindOrAdd(database, source));
        return new(database, ids, source, id);
    }

    /// <summary>
    /// The same content under the same name was imported before, or goes on where it was cut off. Where it is the whole of something, that holds only while nothing
    /// else came under its name: the CRM may have gone back to what it was.
    /// </summary>
    private static long FindOrAdd(SqlDatabase database, ImportSource source)
    {
        SqlStatement Bound(string sql) =>
            database.Statement(sql).Bind(1, source.Name).Bind(2, NameOf(source.Kind)).Bind(3, source.Sha256).Bind(4, source.Mapping);

        string newest = source.IsWhole ? "AND (is_whole OR completed_at IS NULL) AND id = (SELECT max(id) FROM import WHERE name = ?1 AND kind = ?2)" : "";
        if (Bound($"SELECT max(id) FROM import WHERE name = ?1 AND kind = ?2 AND sha256 = ?3 AND mapping = ?4 {newest}").Number() is long known)
        {
            database.Statement("UPDATE import SET is_whole = ?2 WHERE id = ?1 AND completed_at IS NULL").Bind(1, known).Bind(2, source.IsWhole ? 1 : 0).Run();
            return known;
        }

        Bound("INSERT INTO import (name, kind, sha256, mapping, is_whole, first_tie) SELECT ?1, ?2, ?3, ?4, ?5, coalesce(max(id), 0) + 1 FROM tie").Bind(5, source.IsWhole ? 1 : 0).Run();
        return database.LastRow;
    }

    private static string NameOf(ImportKind kind) => kind.ToString().ToLowerInvariant();

    private void Put<T>(
        ImportKind kind,
        IReadOnlyList<T> rows,
        ImportCounts counts,
        Func<T, string?> findProblem,
        Action<SqlDatabase, CustomerIds, IReadOnlyList<T>, long> write)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RequireOpen();
        if (kind != _kind)
        {
            throw new InvalidOperationException($"Rows of kind {kind} were put into an import of kind {_kind}; expected {_kind}. Begin another import for them.");
        }

        counts.RequireAfter(Counts);
        for (int row = 0; row < rows.Count; row++)
        {
            if (findProblem(rows[row]) is string problem)
            {
                throw new CustomerDataException(FormattableString.Invariant($"Row {row + 1} of {rows.Count} {kind.ToString().ToLowerInvariant()}: {problem}"));
            }
        }

        Write(counts, rows.Count, () =>
        {
            DropIndexesForMany(rows.Count);
            write(_database, _ids, rows, _id);
        });
        _rowsPut += rows.Count;
    }

    private void DropIndexesForMany(int rows)
    {
        if (_rowsPut + rows > _rowsBefore / DeferredIndexes.Share)
        {
            DeferredIndexes.Drop(_database, _kind);
        }
    }

    private void Write(ImportCounts counts, int rows, Action write)
    {
        try
        {
            _database.InTransaction(() =>
            {
                if (ReadState() != (Counts, IsComplete))
                {
                    throw new StoreException($"Store '{_database.Path}': another program went on with this import; nothing was changed. Begin it again to see how far it is.");
                }

                _ids.Begin(rows);
                write();
                _database.Statement("UPDATE import SET rows_read = ?2, used = ?3, skipped = ?4, rejected = ?5 WHERE id = ?1")
                    .Bind(1, _id).Bind(2, counts.RowsRead).Bind(3, counts.Used).Bind(4, counts.Skipped).Bind(5, counts.Rejected).Run();
            });
        }
        catch
        {
            _ids.Clear();
            throw;
        }

        Counts = counts;
    }

    private (ImportCounts Counts, bool IsComplete) ReadState()
    {
        SqlStatement row = _database.Statement("SELECT rows_read, used, skipped, rejected, completed_at IS NOT NULL FROM import WHERE id = ?1").Bind(1, _id);
        if (!row.Next())
        {
            throw new StoreException($"Store '{_database.Path}': another program removed this import. Begin it again.");
        }

        var state = (new ImportCounts(row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3)), row.Int64(4) != 0);
        row.Reset();
        return state;
    }

    private void RequireOpen()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (IsComplete)
        {
            throw new InvalidOperationException("This import is complete; expected one that is under way. Ask IsComplete first: the same source again has nothing to do.");
        }
    }
}
