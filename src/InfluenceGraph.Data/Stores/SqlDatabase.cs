using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InfluenceGraph.Data.Stores;

/// <summary>An open SQLite file: prepared statements that are kept, transactions, and errors that say what to do.</summary>
internal sealed class SqlDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqlStatement> _statements = new(StringComparer.Ordinal);

    private SqlDatabase(string path, SqliteConnection connection)
    {
        Path = path;
        _connection = connection;
    }

    internal string Path { get; }

    internal sqlite3 Handle => _connection.Handle!;

    /// <summary>Opens a file that exists. It is not read yet.</summary>
    internal static SqlDatabase Open(string path, SqliteOpenMode mode)
    {
        // A pool would hold the file open after the store was disposed.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw SqlProblems.Of(path, error.SqliteExtendedErrorCode, error.Message);
        }

        return new(path, connection);
    }

    /// <summary>A statement, prepared when it is first asked for.</summary>
    internal SqlStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out SqlStatement? statement))
        {
            statement = new(this, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    /// <summary>Runs a script of statements without rows or parameters.</summary>
    internal void Execute(string script)
    {
        int code = raw.sqlite3_exec(Handle, script);
        if (code != raw.SQLITE_OK)
        {
            throw ProblemOf(code);
        }
    }

    /// <summary>Runs a script that makes indexes: sorting is several times faster in pieces that fit the processor's cache than in all the memory that a store may use, and two threads share it.</summary>
    internal void ExecuteSorting(string script)
    {
        const int SortKilobytes = 4096;
        long cache = Number("PRAGMA cache_size");
        Execute(FormattableString.Invariant($"PRAGMA cache_size = -{SortKilobytes}; PRAGMA threads = 2;"));
        try
        {
            Execute(script);
        }
        finally
        {
            Execute(FormattableString.Invariant($"PRAGMA cache_size = {cache};"));
        }
    }

    internal long Number(string sql) => Statement(sql).Number() ?? 0;

    /// <summary>The row that the last INSERT made.</summary>
    internal long LastRow => raw.sqlite3_last_insert_rowid(Handle);

    /// <summary>Does all or nothing. Waits for another writer as long as the busy timeout says.</summary>
    internal void InTransaction(Action work)
    {
        Statement("BEGIN IMMEDIATE").Run();
        try
        {
            work();
            Statement("COMMIT").Run();
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Reads with all statements seeing the same moment.</summary>
    internal void InSnapshot(Action work)
    {
        Statement("BEGIN").Run();
        try
        {
            work();
        }
        finally
        {
            RollBack();
        }
    }

    internal void WaitForWriters(int milliseconds) => Check(raw.sqlite3_busy_timeout(Handle, milliseconds));

    internal bool IsReadOnly => raw.sqlite3_db_readonly(Handle, "main") == 1;

    internal bool HasWriteAheadLog
    {
        get
        {
            SqlStatement mode = Statement("PRAGMA journal_mode");
            bool isLog = mode.Next() && string.Equals(mode.Text(0), "wal", StringComparison.Ordinal);
            mode.Reset();
            return isLog;
        }
    }

    internal void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw ProblemOf(code);
        }
    }

    internal StoreException ProblemOf(int code)
    {
        int extended = raw.sqlite3_extended_errcode(Handle);
        return SqlProblems.Of(Path, (extended & 0xFF) == (code & 0xFF) ? extended : code, raw.sqlite3_errmsg(Handle).utf8_to_string());
    }

    public void Dispose()
    {
        foreach (SqlStatement statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _connection.Dispose();
    }

    /// <summary>Readings that were given up would keep their locks, and SQLite rolls back by itself after some errors.</summary>
    private void RollBack()
    {
        foreach (SqlStatement statement in _statements.Values)
        {
            statement.Reset();
        }

        if (raw.sqlite3_get_autocommit(Handle) == 0)
        {
            _ = raw.sqlite3_exec(Handle, "ROLLBACK");
        }
    }
}
