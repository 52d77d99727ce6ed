namespace InfluenceGraph.Data.Stores;

/// <summary>From keys to the ids of a store. Those met are kept in memory, up to a bound, and only as long as nobody else writes.</summary>
internal sealed class CustomerIds(SqlDatabase database, int most = CustomerIds.Most)
{
    /// <summary>About 100 bytes each with a key of 12 letters.</summary>
    internal const int Most = 4_000_000;

    private const string Find = "SELECT id FROM customer WHERE key = ?1";
    private const string Insert = "INSERT INTO customer (key) VALUES (?1)";

    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly RowInserts _inserts = new(database, "customer", "id", "key");
    private readonly List<string> _new = [];
    private long _next;
    private bool _isWhole;
    private long? _version;

    /// <summary>To be called first in each transaction that writes.</summary>
    /// <param name="expected">How many keys will be asked for; where that is most of them, all are read at once.</param>
    internal void Begin(long expected)
    {
        // SQLite counts the commits of others.
        long version = database.Number("PRAGMA data_version");
        if (version != _version)
        {
            Clear();
            _version = version;
        }

        if (!_isWhole)
        {
            // Counting them would read them all.
            long last = database.Number("SELECT max(id) FROM customer");
            if (last == 0 || (last <= most && expected > last / 4))
            {
                ReadAll();
            }
        }

        _ids.EnsureCapacity((int)Math.Min(most, Math.Max(_ids.Count, expected)));
    }

    /// <summary>What was added in a transaction that is rolled back is no longer there.</summary>
    internal void Clear()
    {
        _ids.Clear();
        _new.Clear();
        _isWhole = false;
        _version = null;
    }

    internal long? TryFind(string key)
    {
        if (_ids.TryGetValue(key, out long id))
        {
            return id;
        }

        if (_isWhole)
        {
            return null;
        }

        long? found = database.Statement(Find).Bind(1, key).Number();
        if (found is long known)
        {
            Keep(key, known);
        }

        return found;
    }

    /// <summary>The id of a customer; one who is new is added by name only.</summary>
    internal long FindOrAdd(string key)
    {
        if (TryFind(key) is long id)
        {
            return id;
        }

        database.Statement(Insert).Bind(1, key).Run();
        return Added(key);
    }

    /// <summary>The ids of many; those who are new are added by name only.</summary>
    internal long[] FindOrAdd(int count, Func<int, string> keyOf)
    {
        long[] ids = new long[count];
        _next = database.Number("SELECT max(id) FROM customer") + 1;
        for (int i = 0; i < count; i++)
        {
            string key = keyOf(i);
            if (TryFind(key) is not long id)
            {
                id = _next++;
                _new.Add(key);
                Keep(key, id);
            }

            ids[i] = id;
        }

        AddNew();
        return ids;
    }

    /// <summary>Takes up the customer whom the last statement inserted.</summary>
    internal long Added(string key)
    {
        long id = database.LastRow;
        Keep(key, id);
        return id;
    }

    private void Keep(string key, long id)
    {
        if (_ids.Count >= most)
        {
            // Beyond the bound the file is asked again: slower, but any number of customers goes in.
            AddNew();
            _ids.Clear();
            _isWhole = false;
        }

        _ids[key] = id;
    }

    private void AddNew()
    {
        long first = _next - _new.Count;
        _inserts.Insert(_new.Count, (statement, row, place) => statement.Bind(place, first + row).Bind(place + 1, _new[row]));
        _new.Clear();
    }

    private void ReadAll()
    {
        _ids.Clear();
        SqlStatement rows = database.Statement("SELECT id, key FROM customer");
        while (rows.Next())
        {
            _ids[rows.Text(1)] = rows.Int64(0);
        }

        _isWhole = true;
    }
}
