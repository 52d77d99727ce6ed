namespace InfluenceGraph.Data.Stores;

/// <summary>
/// The rows of ties that an import of many takes the place of, found without an index: its pairs, sorted, are 8 bytes each, and all other rows are
/// looked up among them in the order in which they lie in the file.
/// </summary>
internal sealed class ReplacedPairs
{
    private const string Select = "SELECT id, from_id, to_id, import_id FROM tie NOT INDEXED WHERE ";

    private readonly SqlDatabase _database;
    private readonly long _import;
    private readonly HashSet<long> _complete;
    private readonly HashSet<long> _ofSource;
    private readonly HashSet<long> _ofOtherWholes;
    private readonly List<(long First, long Last)> _runs = [];
    private ulong[] _pairs = [];
    private bool _removesUnnamed;
    private long _removed;

    internal ReplacedPairs(SqlDatabase database, long import)
    {
        (_database, _import) = (database, import);
        _complete = Imports("SELECT id FROM import WHERE completed_at IS NOT NULL AND id <> ?1");
        _ofSource = Imports($"SELECT id FROM import WHERE id IN {WholeSources.Earlier}");
        _ofOtherWholes = Imports(WholeSources.Others);
    }

    /// <summary>Whether two ids of customers go into 8 bytes, as all do that a store gives.</summary>
    internal static bool CanHold(SqlDatabase database) => database.Number("SELECT max(id) FROM customer") <= uint.MaxValue && database.Number("SELECT min(id) FROM customer") >= 0;

    /// <summary>Removes the rows of the pairs and, for a whole source, what it no longer names.</summary>
    /// <returns>How many rows it no longer names; <see langword="null"/> where some may fall to another source, which is then still to be looked at.</returns>
    internal long? Remove(bool isWhole)
    {
        // Rows of other imports that lie among this one's were written by another program at the same time.
        var among = new List<(long Id, ulong Pair, long Import)>();
        ReadPairs(among);
        _removesUnnamed = isWhole && _database.Number("SELECT count(*) FROM (SELECT 1 FROM also_named WHERE kind = 'ties' LIMIT 1)") == 0;
        SqlStatement rows = _database.Statement(Select + "id < (SELECT first_tie FROM import WHERE id = ?1)").Bind(1, _import);
        while (rows.Next())
        {
            Look(rows.Int64(0), PairOf(rows), rows.Int64(3));
        }

        foreach ((long id, ulong pair, long import) in among)
        {
            Look(id, pair, import);
        }

        SqlStatement delete = _database.Statement("DELETE FROM tie WHERE id BETWEEN ?1 AND ?2");
        foreach ((long first, long last) in _runs)
        {
            delete.Bind(1, first).Bind(2, last).Run();
        }

        return !isWhole || _removesUnnamed ? _removed : null;
    }

    private static ulong PairOf(SqlStatement row) => ((ulong)row.Int64(1) << 32) | (uint)row.Int64(2);

    private void ReadPairs(List<(long Id, ulong Pair, long Import)> among)
    {
        var pairs = new List<ulong>();
        SqlStatement rows = _database.Statement(Select + "id >= (SELECT first_tie FROM import WHERE id = ?1)").Bind(1, _import);
        while (rows.Next())
        {
            if (rows.Int64(3) == _import)
            {
                pairs.Add(PairOf(rows));
            }
            else
            {
                among.Add((rows.Int64(0), PairOf(rows), rows.Int64(3)));
            }
        }

        _pairs = [.. pairs];
        Array.Sort(_pairs);
    }

    private void Look(long id, ulong pair, long import)
    {
        if (Array.BinarySearch(_pairs, pair) >= 0)
        {
            if (_complete.Contains(import))
            {
                Add(id);
                if (_ofOtherWholes.Contains(import))
                {
                    _database.Statement("INSERT OR IGNORE INTO also_named (kind, first_id, second_id, import_id) VALUES ('ties', ?1, ?2, ?3)")
                        .Bind(1, (long)(pair >> 32)).Bind(2, (long)(uint)pair).Bind(3, import).Run();
                }
            }
        }
        else if (_removesUnnamed && _ofSource.Contains(import) && _complete.Contains(import))
        {
            Add(id);
            _removed++;
        }
    }

    private void Add(long id)
    {
        if (_runs.Count > 0 && _runs[^1].Last == id - 1)
        {
            _runs[^1] = (_runs[^1].First, id);
        }
        else
        {
            _runs.Add((id, id));
        }
    }

    private HashSet<long> Imports(string sql)
    {
        var ids = new HashSet<long>();
        SqlStatement rows = _database.Statement(sql).Bind(1, _import);
        while (rows.Next())
        {
            ids.Add(rows.Int64(0));
        }

        return ids;
    }
}
