using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace InfluenceGraph.Data.Parquet;

/// <summary>The part of DuckDB's C API that is used here, under its own names.</summary>
internal static class DuckDb
{
    internal const string Library = "influencegraph-duckdb";

    static DuckDb() => NativeLibrary.SetDllImportResolver(typeof(DuckDb).Assembly, DuckDbLibrary.Resolve);

    internal static bool Open(out IntPtr database) => duckdb_open(IntPtr.Zero, out database) == 0;

    internal static bool Connect(IntPtr database, out IntPtr connection) => duckdb_connect(database, out connection) == 0;

    internal static bool Query(IntPtr connection, string sql, out Result result) => duckdb_query(connection, sql, out result) == 0;

    internal static bool Prepare(IntPtr connection, string sql, out IntPtr statement) => duckdb_prepare(connection, sql, out statement) == 0;

    internal static bool Stream(IntPtr statement, out IntPtr pending) => duckdb_pending_prepared_streaming(statement, out pending) == 0;

    internal static bool Execute(IntPtr pending, out Result result) => duckdb_execute_pending(pending, out result) == 0;

    internal static IntPtr FetchChunk(Result result) => duckdb_fetch_chunk(result);

    internal static string TextAt(IntPtr utf8) => Marshal.PtrToStringUTF8(utf8) ?? "";

    [DllImport(Library)]
    internal static extern void duckdb_close(ref IntPtr database);

    [DllImport(Library)]
    internal static extern void duckdb_disconnect(ref IntPtr connection);

    [DllImport(Library)]
    internal static extern void duckdb_destroy_result(ref Result result);

    [DllImport(Library)]
    internal static extern void duckdb_destroy_prepare(ref IntPtr statement);

    [DllImport(Library)]
    internal static extern void duckdb_destroy_pending(ref IntPtr pending);

    [DllImport(Library)]
    internal static extern void duckdb_destroy_data_chunk(ref IntPtr chunk);

    [DllImport(Library)]
    internal static extern IntPtr duckdb_result_error(ref Result result);

    [DllImport(Library)]
    internal static extern IntPtr duckdb_prepare_error(IntPtr statement);

    [DllImport(Library)]
    internal static extern IntPtr duckdb_pending_error(IntPtr pending);

    [DllImport(Library)]
    internal static extern ulong duckdb_data_chunk_get_size(IntPtr chunk);

    [DllImport(Library)]
    internal static extern IntPtr duckdb_data_chunk_get_vector(IntPtr chunk, ulong column);

    [DllImport(Library)]
    internal static extern IntPtr duckdb_vector_get_data(IntPtr vector);

    [DllImport(Library)]
    internal static extern IntPtr duckdb_vector_get_validity(IntPtr vector);

    [DllImport(Library)]
    private static extern IntPtr duckdb_fetch_chunk(Result result);

    [DllImport(Library)]
    private static extern int duckdb_open(IntPtr path, out IntPtr database);

    [DllImport(Library)]
    private static extern int duckdb_connect(IntPtr database, out IntPtr connection);

    [DllImport(Library)]
    private static extern int duckdb_query(IntPtr connection, [MarshalAs(UnmanagedType.LPUTF8Str)] string sql, out Result result);

    [DllImport(Library)]
    private static extern int duckdb_prepare(IntPtr connection, [MarshalAs(UnmanagedType.LPUTF8Str)] string sql, out IntPtr statement);

    [DllImport(Library)]
    private static extern int duckdb_pending_prepared_streaming(IntPtr statement, out IntPtr pending);

    [DllImport(Library)]
    private static extern int duckdb_execute_pending(IntPtr pending, out Result result);

    /// <summary>duckdb_result: what is within is DuckDB's own.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Result
    {
        private readonly ulong _columnCount;
        private readonly ulong _rowCount;
        private readonly ulong _rowsChanged;
        private readonly IntPtr _columns;
        private readonly IntPtr _errorMessage;
        private readonly IntPtr _internalData;
    }
}
