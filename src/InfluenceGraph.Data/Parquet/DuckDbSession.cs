namespace InfluenceGraph.Data.Parquet;

/// <summary>A DuckDB of its own in memory, with one query whose rows come in chunks.</summary>
internal sealed class DuckDbSession : IDisposable
{
    /// <summary>A library must not fetch code from the net because of a file.</summary>
    private const string Settings = "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false";

    private readonly string _file;
    private IntPtr _database;
    private IntPtr _connection;
    private IntPtr _statement;
    private IntPtr _pending;
    private DuckDb.Result _result;
    private bool _hasResult;
    private IntPtr _chunk;

    internal DuckDbSession(string file)
    {
        _file = file;
        if (!DuckDb.Open(out _database) || !DuckDb.Connect(_database, out _connection))
        {
            Dispose();
            throw new IOException("DuckDB cannot be started; is there enough memory?");
        }

        bool isSet = DuckDb.Query(_connection, Settings, out DuckDb.Result set);
        string problem = isSet ? "" : DuckDb.TextAt(DuckDb.duckdb_result_error(ref set));
        DuckDb.duckdb_destroy_result(ref set);
        if (!isSet)
        {
            Dispose();
            throw new IOException($"DuckDB cannot be set up: {problem}");
        }
    }

    /// <summary>Rows in the present chunk.</summary>
    internal int Rows { get; private set; }

    /// <summary>Begins a query; the one before ends.</summary>
    internal void Ask(string sql)
    {
        Forget();
        if (!DuckDb.Prepare(_connection, sql, out _statement))
        {
            throw Refused(DuckDb.duckdb_prepare_error(_statement));
        }

        if (!DuckDb.Stream(_statement, out _pending))
        {
            throw Refused(DuckDb.duckdb_pending_error(_pending));
        }

        _hasResult = true;
        if (!DuckDb.Execute(_pending, out _result))
        {
            throw Refused(DuckDb.duckdb_result_error(ref _result));
        }
    }

    /// <summary>Fetches the next chunk.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    internal bool MoveNext()
    {
        if (_chunk != IntPtr.Zero)
        {
            DuckDb.duckdb_destroy_data_chunk(ref _chunk);
        }

        _chunk = DuckDb.FetchChunk(_result);
        Rows = _chunk == IntPtr.Zero ? 0 : (int)DuckDb.duckdb_data_chunk_get_size(_chunk);
        IntPtr problem = _chunk == IntPtr.Zero ? DuckDb.duckdb_result_error(ref _result) : IntPtr.Zero;
        return problem == IntPtr.Zero || DuckDb.TextAt(problem).Length == 0 ? Rows > 0 : throw Refused(problem);
    }

    /// <summary>A column of the present chunk: its cells, and which of them there are.</summary>
    internal (IntPtr Cells, IntPtr Validity) Column(int column)
    {
        IntPtr vector = DuckDb.duckdb_data_chunk_get_vector(_chunk, (ulong)column);
        return (DuckDb.duckdb_vector_get_data(vector), DuckDb.duckdb_vector_get_validity(vector));
    }

    public void Dispose()
    {
        Forget();
        if (_connection != IntPtr.Zero)
        {
            DuckDb.duckdb_disconnect(ref _connection);
        }

        if (_database != IntPtr.Zero)
        {
            DuckDb.duckdb_close(ref _database);
        }
    }

    private void Forget()
    {
        Rows = 0;
        if (_chunk != IntPtr.Zero)
        {
            DuckDb.duckdb_destroy_data_chunk(ref _chunk);
        }

        if (_hasResult)
        {
            DuckDb.duckdb_destroy_result(ref _result);
            _hasResult = false;
        }

        if (_pending != IntPtr.Zero)
        {
            DuckDb.duckdb_destroy_pending(ref _pending);
        }

        if (_statement != IntPtr.Zero)
        {
            DuckDb.duckdb_destroy_prepare(ref _statement);
        }
    }

    private IOException Refused(IntPtr problem) =>
        new($"'{_file}' cannot be read as Parquet: {DuckDb.TextAt(problem).ReplaceLineEndings(" ").Trim()}");
}
