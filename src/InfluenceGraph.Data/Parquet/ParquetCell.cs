using System.Runtime.InteropServices;

namespace InfluenceGraph.Data.Parquet;

/// <summary>How a column is asked for and read: every Parquet type becomes one of five.</summary>
/// <param name="Type">What the caller gets.</param>
/// <param name="Sql">Makes it from the column, which stands for {0}.</param>
/// <param name="Read">Reads a cell of a DuckDB vector.</param>
internal sealed record ParquetCell(Type Type, string Sql, Func<IntPtr, int, object> Read)
{
    private const int InlineBytes = 12;

    private static readonly ParquetCell _whole = new(typeof(long), "CAST({0} AS BIGINT)", static (cells, row) => Marshal.ReadInt64(cells, 8 * row));

    private static readonly ParquetCell _number = new(typeof(double), "CAST({0} AS DOUBLE)", static (cells, row) => BitConverter.Int64BitsToDouble(Marshal.ReadInt64(cells, 8 * row)));

    private static readonly ParquetCell _yesOrNo = new(typeof(bool), "{0}", static (cells, row) => Marshal.ReadByte(cells, row) != 0);

    private static readonly ParquetCell _moment = new(typeof(DateTime), "epoch_us({0})", static (cells, row) => DateTime.UnixEpoch.AddMicroseconds(Marshal.ReadInt64(cells, 8 * row)));

    private static readonly ParquetCell _text = new(typeof(string), "CAST({0} AS VARCHAR)", static (cells, row) => TextAt(cells + (16 * row)));

    /// <summary>By DuckDB's name of the column's type. Numbers that a long or a double cannot hold come as text.</summary>
    internal static ParquetCell Of(string type) => type switch
    {
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" => _whole,
        "FLOAT" or "DOUBLE" => _number,
        "BOOLEAN" => _yesOrNo,
        "DATE" or "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" or "TIMESTAMP WITH TIME ZONE" => _moment,
        _ => _text,
    };

    /// <summary>duckdb_string_t: the length, then up to 12 bytes, or 4 of them and where all are.</summary>
    private static string TextAt(IntPtr cell)
    {
        int length = Marshal.ReadInt32(cell);
        return Marshal.PtrToStringUTF8(length <= InlineBytes ? cell + 4 : Marshal.ReadIntPtr(cell, 8), length);
    }
}
