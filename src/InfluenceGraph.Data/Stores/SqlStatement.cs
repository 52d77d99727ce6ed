using System.Text;
using SQLitePCL;

namespace InfluenceGraph.Data.Stores;

/// <summary>
/// A prepared statement, straight on SQLite's own calls: an import runs one statement millions of times, and a command object with
/// parameter objects costs several times what SQLite itself takes for a row.
/// </summary>
internal sealed class SqlStatement : IDisposable
{
    private const int ShortText = 256;

    private readonly SqlDatabase _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Whether each parameter has a value: none has at first, and most rows leave the same ones empty.</summary>
    private readonly bool[] _hasValue;

    internal SqlStatement(SqlDatabase database, string sql)
    {
        _database = database;
        database.Check(raw.sqlite3_prepare_v3(database.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _hasValue = new bool[raw.sqlite3_bind_parameter_count(_statement) + 1];
    }

    internal SqlStatement Bind(int place, long value)
    {
        _hasValue[place] = true;
        _database.Check(raw.sqlite3_bind_int64(_statement, place, value));
        return this;
    }

    internal SqlStatement Bind(int place, long? value)
    {
        if (value is long known)
        {
            return Bind(place, known);
        }

        if (_hasValue[place])
        {
            _database.Check(raw.sqlite3_bind_null(_statement, place));
            _hasValue[place] = false;
        }

        return this;
    }

    internal SqlStatement Bind(int place, double value)
    {
        _hasValue[place] = true;
        _database.Check(raw.sqlite3_bind_double(_statement, place, value));
        return this;
    }

    internal SqlStatement Bind(int place, double? value) => value is double known ? Bind(place, known) : Bind(place, (long?)null);

    internal SqlStatement Bind(int place, string value)
    {
        _hasValue[place] = true;

        // The empty span has no address, which SQLite takes for NULL.
        if (value.Length == 0)
        {
            _database.Check(raw.sqlite3_bind_text(_statement, place, value));
            return this;
        }

        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> bytes = most <= ShortText ? stackalloc byte[ShortText] : new byte[most];
        int count = Encoding.UTF8.GetBytes(value, bytes);
        _database.Check(raw.sqlite3_bind_text(_statement, place, bytes[..count]));
        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns><see langword="false"/> after the last one; the statement can then be run again.</returns>
    internal bool Next()
    {
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        // The error has to be told before the reset forgets it.
        if (code != raw.SQLITE_DONE)
        {
            StoreException problem = _database.ProblemOf(code);
            _ = raw.sqlite3_reset(_statement);
            throw problem;
        }

        _ = raw.sqlite3_reset(_statement);
        return false;
    }

    /// <summary>Runs a statement of which no rows are wanted.</summary>
    internal void Run()
    {
        if (Next())
        {
            Reset();
        }
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many rows it changed.</returns>
    internal int RunAndCount()
    {
        Run();
        return raw.sqlite3_changes(_database.Handle);
    }

    /// <summary>The number in the first column of the first row, or <see langword="null"/> where there is no row or it is NULL.</summary>
    internal long? Number()
    {
        if (!Next())
        {
            return null;
        }

        long? number = IsNull(0) ? null : Int64(0);
        Reset();
        return number;
    }

    /// <summary>Ends a reading before its last row.</summary>
    internal void Reset() => _ = raw.sqlite3_reset(_statement);

    internal bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    internal long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    internal long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    internal double Real(int column) => raw.sqlite3_column_double(_statement, column);

    internal string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public void Dispose() => _statement.Dispose();
}
