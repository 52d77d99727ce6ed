using System.Data.Common;
using InfluenceGraph.Data.Parquet;

namespace InfluenceGraph.Data;

/// <summary>Parquet files, read by DuckDB's library where the machine has it. No package of ours depends on it: it is looked for when it is first needed.</summary>
/// <remarks>Looked for are the file that the environment variable <c>INFLUENCEGRAPH_DUCKDB</c> names, else libduckdb.so, libduckdb.dylib or duckdb.dll where the system looks for libraries.</remarks>
public static class ParquetFile
{
    /// <summary>Whether DuckDB's library was found.</summary>
    public static bool IsAvailable => DuckDbLibrary.IsAvailable;

    /// <summary>Opens a file as the answer to a query, for all that reads databases.</summary>
    /// <remarks>
    /// Rows come in chunks, in the order of the file; only the columns asked for are read. Whole numbers of up to 64 bits come as
    /// <see cref="long"/>, floating ones as <see cref="double"/>, dates and moments as <see cref="DateTime"/> in UTC, yes and no as <see cref="bool"/>, and
    /// everything else as text as DuckDB writes it. DuckDB fetches nothing from the net for this.
    /// </remarks>
    /// <param name="path">The file, or several of the same columns by a pattern such as <c>ties/*.parquet</c>.</param>
    /// <param name="columns">The columns, in this order; <see langword="null"/> for all.</param>
    /// <returns>The reader. Dispose of it.</returns>
    /// <exception cref="DllNotFoundException">DuckDB's library is not on this machine; the message says what to do.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file is no Parquet or is damaged, now or while its rows are read.</exception>
    /// <exception cref="ArgumentException">The file has no such column.</exception>
    public static DbDataReader OpenReader(string path, IReadOnlyList<string>? columns = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!path.AsSpan().ContainsAny("*?[") && !File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        }

        return columns is { Count: 0 } ? throw new ArgumentException("No column is named; expected some, or null for all.", nameof(columns)) : new ParquetReader(path, columns);
    }
}
